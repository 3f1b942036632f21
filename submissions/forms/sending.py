"""What a liaison says about sending: a copy for one office, and where a version went."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from submissions.checks.printing import can_be_printed
from submissions.checks.sending import day_is_possible
from submissions.models import Delivery, DossierFile, DossierVersion, OfficeCopy, Recipient
from submissions.models.delivery import NOT_RECORDED
from submissions.statuses import Channel


def things_that_can_leave(version: DossierVersion) -> dict[str, tuple[OfficeCopy | DossierFile, str]]:
    """The copies that were made for offices, newest first, and the files of the version as they are; each with its words."""
    made = version.copies.exclude(made_at=None).select_related("recipient").order_by("-number")
    words = _now("Copy %(number)s for %(office)s (%(format)s)")
    copies: list[tuple[OfficeCopy | DossierFile, str]] = [
        (one, words % {"number": one.number, "office": one.recipient, "format": one.format.upper()}) for one in made
    ]
    return {one.name: (one, label) for one, label in [*copies, *((file, file.name) for file in version.files.all())]}


class DeliveryForm(forms.ModelForm):
    sent_as = forms.ChoiceField(
        label=_("What exactly"),
        required=False,
        help_text=_("Its SHA-256 is kept with the delivery: it says which bytes this office has."),
    )

    class Meta:
        model = Delivery
        fields = ["recipient", "channel", "sent_on"]
        widgets = {"sent_on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, version: DossierVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        offices = Recipient.objects.filter(jurisdiction=version.dossier.jurisdiction)
        self.fields["recipient"].queryset = offices.exclude(office=NOT_RECORDED)  # type: ignore[attr-defined]
        self.fields["recipient"].empty_label = _("Choose one")  # type: ignore[attr-defined]
        ways = [choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN]
        self.fields["channel"].choices = [("", _("Choose one")), *ways]  # type: ignore[attr-defined]
        self.things = things_that_can_leave(version)
        named = [(key, label) for key, (_thing, label) in self.things.items()]
        self.fields["sent_as"].choices = [("", _("Nobody wrote it down")), *named]  # type: ignore[attr-defined]
        self.helper = layout("recipient", "sent_as", "channel", "sent_on")

    def clean_sent_as(self) -> OfficeCopy | DossierFile | None:
        chosen = self.cleaned_data["sent_as"]
        return self.things[chosen][0] if chosen else None

    def clean_sent_on(self) -> Any:
        day = self.cleaned_data["sent_on"]
        if problems := list(day_is_possible(day)):
            raise forms.ValidationError(problems)
        return day


class CopyForm(forms.ModelForm):
    """A version for one office: with a letter, locked if need be, in parts if the office's mail takes no large files."""

    class Meta:
        model = OfficeCopy
        fields = ["recipient", "format", "since", "lock", "age_key", "part_megabytes", "letter"]
        widgets = {"letter": forms.Textarea(attrs={"rows": 10, "dir": "auto"})}

    def __init__(self, *args: Any, version: DossierVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Recipient.objects.filter(jurisdiction=version.dossier.jurisdiction)
        self.fields["recipient"].queryset = offices  # type: ignore[attr-defined]
        earlier = version.dossier.versions.filter(number__lt=version.number)
        self.fields["since"].queryset = earlier  # type: ignore[attr-defined]
        self.fields["since"].empty_label = _now("Everything")  # type: ignore[attr-defined]
        self.fields["part_megabytes"].min_value = 1  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)

    def clean_letter(self) -> str:
        letter: str = self.cleaned_data["letter"]
        if problems := list(can_be_printed(letter)):
            raise forms.ValidationError(problems)
        return letter
