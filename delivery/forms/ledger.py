from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from delivery.forms.layout import in_two_columns, layout
from delivery.models import Contact, OfficeCard, Official
from delivery.statuses import ASKING, Standing
from submissions.models import Dossier, Recipient
from submissions.models.delivery import NOT_RECORDED

DAY = {"type": "date"}
LARGEST = 20 * 1024 * 1024


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ["kind", "on", "words", "delivery", "official", "answers", "signatories", "due_on", "audience", "file"]
        widgets = {
            "on": forms.DateInput(attrs=DAY),
            "due_on": forms.DateInput(attrs=DAY),
            "words": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "file": forms.FileInput,
        }
        help_texts = {
            "due_on": _("When they want an answer from us, or owe one by law."),
            "signatories": _("Of a request from parliament: who signed it."),
        }

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deliveries = dossier.deliveries.all()  # fetched with their offices already
        offices = [delivery.recipient_id for delivery in deliveries]
        self.fields["delivery"].queryset = dossier.deliveries.order_by("pk")  # type: ignore[attr-defined]
        self.fields["official"].queryset = Official.objects.filter(office__in=offices)  # type: ignore[attr-defined]
        named = [(one.pk, f"{one.sent_on:%Y-%m-%d} → {one.recipient}") for one in deliveries]
        self.fields["delivery"].choices = [("", _("About the whole dossier")), *named]  # type: ignore[attr-defined]
        asked = [one for one in dossier.contacts.all() if one.kind in ASKING]
        self.fields["answers"].queryset = dossier.contacts.filter(kind__in=ASKING)  # type: ignore[attr-defined]
        to_what = [(one.pk, f"{one.on:%Y-%m-%d} {one.get_kind_display()}") for one in asked]
        self.fields["answers"].choices = [("", _("To nothing in particular")), *to_what]  # type: ignore[attr-defined]
        if not asked:
            del self.fields["answers"]
        if len(named) == 1:
            self.fields["delivery"].initial = named[0][0]
        first, last = ("kind", "on"), ("words", "file")
        between = [name for name in self.fields if name not in (*first, *last)]
        self.helper = layout(in_two_columns(*first), "words", in_two_columns(*between), "file")

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class LedgerFilter(forms.Form):
    """What the ledger is narrowed to; it stands in the address."""

    government = forms.ChoiceField(label=_("Government"), choices=[("", _("All")), *Jurisdiction.choices], required=False)
    year = forms.IntegerField(label=_("Sent in"), required=False, min_value=2000, max_value=2100)
    standing = forms.ChoiceField(label=_("Their word"), choices=[("", _("All")), *Standing.choices], required=False)
    who = forms.CharField(label=_("Name"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"


class OfficeForm(forms.Form):
    office = forms.CharField(label=_("Office"), max_length=200)
    jurisdiction = forms.ChoiceField(label=_("Government"), choices=Jurisdiction.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class CardForm(forms.ModelForm):
    class Meta:
        model = OfficeCard
        fields = ["channel", "where", "language", "largest_mb", "bounces", "closed_on"]
        widgets = {"closed_on": forms.DateInput(attrs=DAY), "bounces": forms.Textarea(attrs={"rows": 2, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class OfficialForm(forms.ModelForm):
    class Meta:
        model = Official
        fields = ["name", "post", "since"]
        widgets = {"since": forms.DateInput(attrs=DAY)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class MoveForm(forms.Form):
    """Somebody left, and perhaps came to another office."""

    on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs=DAY))
    to = forms.ModelChoiceField(
        Recipient.objects.none(), label=_("To"), required=False, empty_label=_("No office that we deal with")
    )
    post = forms.CharField(label=_("New post"), required=False, max_length=200)

    def __init__(self, *args: Any, official: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"move{official}_%s", **kwargs})
        self.official = official
        self.fields["to"].queryset = Recipient.objects.exclude(office=NOT_RECORDED)  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)
