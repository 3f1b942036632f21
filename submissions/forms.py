from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Subject
from sanctions.models import Criterion, Programme
from submissions.models import Delivery, DossierVersion, ElementFinding, Recipient, Recommendation
from submissions.statuses import Verdict


def layout(*fields: str) -> FormHelper:
    """A crispy helper that leaves `<form>`, buttons and errors to the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class OpenForm(forms.Form):
    """One ask: who, under what, and what else is pleaded beside it."""

    subject = forms.ModelChoiceField(Subject.objects.none(), label=_("Who"), empty_label=None, widget=forms.RadioSelect)
    criterion = forms.ModelChoiceField(
        Criterion.objects.none(),
        label=_("Under which criterion"),
        help_text=_("The first programme we ask for. Others can be pleaded beside it."),
    )
    alternatives = forms.ModelMultipleChoiceField(
        Programme.objects.none(), label=_("Or else under"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, case: Case, jurisdictions: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = Criterion.objects.filter(programme__authority__jurisdiction__in=jurisdictions)
        programmes = Programme.objects.filter(authority__jurisdiction__in=jurisdictions)
        self.fields["subject"].queryset = case.subjects.prefetch_related("names")  # type: ignore[attr-defined]
        self.fields["criterion"].queryset = criteria.select_related("programme")  # type: ignore[attr-defined]
        self.fields["alternatives"].queryset = programmes.select_related("authority")  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        criterion = cleaned.get("criterion")
        if criterion and criterion.programme in cleaned.get("alternatives", ()):
            self.add_error("alternatives", _("This is the programme you ask for first; choose another beside it, or none."))
        return cleaned


class WordsForm(forms.ModelForm):
    class Meta:
        model = Recommendation
        fields = ["summary", "affected", "contrary"]
        widgets = {name: forms.Textarea(attrs={"rows": 5, "dir": "auto"}) for name in ("summary", "affected", "contrary")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class FindingForm(forms.ModelForm):
    class Meta:
        model = ElementFinding
        fields = ["statement", "claims"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            "claims": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.instance.recommendation.case.claims.filter(recanted_at=None)
        self.fields["claims"].queryset = standing  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)


class SecondSignatureForm(forms.Form):
    law = forms.BooleanField(label=_("The law: each element is argued, and the facts carry it."), required=False)
    safety = forms.BooleanField(
        label=_("Safety: nobody can be recognised who must not be, also not by place or date."), required=False
    )
    consent = forms.BooleanField(label=_("Consent: everybody referenced has agreed to this government."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class DeliveryForm(forms.ModelForm):
    class Meta:
        model = Delivery
        fields = ["recipient", "channel", "sent_on"]
        widgets = {"sent_on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, version: DossierVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Recipient.objects.filter(jurisdiction=version.dossier.jurisdiction)
        self.fields["recipient"].queryset = offices  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)

    def clean_sent_on(self) -> Any:
        day = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future. Record a delivery after it happened."))
        return day


class JudgementForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices)
