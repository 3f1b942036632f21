from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits
from cases.models import Case, Claim
from cases.statuses import AfterFiling


class CorrectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What has changed?"), choices=AfterFiling.choices, widget=forms.RadioSelect)
    text = LongText(
        label=_("In your words"),
        max_length=4000,
        rows=8,
        help_text=_("What was wrong, and what is right; or what is taken back. No name of anybody who was harmed."),
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(),
        label=_("Which fact is taken back?"),
        required=False,
        blank=True,
        empty_label=_("None in particular"),
        widget=forms.RadioSelect,
        help_text=_("Only when somebody takes back what they said. The fact you choose is marked at once."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claims = case.claims.filter(recanted_at=None)
        self.fields["claim"].queryset = claims  # type: ignore[attr-defined]
        if not claims:
            del self.fields["claim"]
        say_limits(self)
        self.helper = layout(*self.fields)


class PartingForm(forms.Form):
    """Last words of whoever withdraws a case, or leaves it to others; nobody need say any."""

    note = LongText(
        label=_("Is there anything you want to say?"),
        max_length=4000,
        required=False,
        help_text=_("You need not give a reason."),
    )

    def __init__(self, *args: Any, leaves: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leaves:
            self.fields["note"].label = _("Is there anything the others and the coalition should know?")
        say_limits(self)
        self.helper = layout(*self.fields)
