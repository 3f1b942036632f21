from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import line
from cases.models import ReviewPhase, SubmissionWindow


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WindowForm(forms.ModelForm):
    class Meta:
        model = SubmissionWindow
        fields = ["name", "government", "closes_on"]
        widgets = {"name": line(), "closes_on": _day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class PhaseForm(forms.ModelForm):
    class Meta:
        model = ReviewPhase
        fields = ["name", "begins_on", "takes_readings", "others", "takes_notes", "takes_decisions"]
        widgets = {"name": line(), "begins_on": _day(), "others": forms.RadioSelect}
        help_texts = {
            "begins_on": _("It lasts until the next phase begins, and the last one as long as the window."),
            "takes_notes": _("A note that cannot wait is always kept."),
            "takes_decisions": _("First notes are answered whatever the phase."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)
