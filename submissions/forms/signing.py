"""What the second signature answers for, what is waived for tonight, and a partner’s yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.validators import no_invisible_characters
from submissions.checks.sending import day_is_possible
from submissions.models import PartnerApproval


class SecondSignatureForm(forms.Form):
    law = forms.BooleanField(label=_("The law: each element is argued, and the facts carry it."), required=False)
    safety = forms.BooleanField(
        label=_("Safety: nobody can be recognised who must not be, also not by place or date."), required=False
    )
    consent = forms.BooleanField(label=_("Consent: everybody referenced has agreed to this government."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class WaiverForm(forms.Form):
    """Why it cannot wait, or what the review found."""

    words = forms.CharField(max_length=2000, validators=[no_invisible_characters])


class ApprovalForm(forms.ModelForm):
    """How and when the partner said yes."""

    class Meta:
        model = PartnerApproval
        fields = ["how", "given_on"]

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if problems := list(day_is_possible(day)):
            raise forms.ValidationError(problems)
        return day
