"""What people write about an outcome: what a source says happened, when a listing was announced, why something is not so."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.validators import no_invisible_characters
from submissions.models import Outcome
from submissions.outcome_kinds import BY_HAND
from submissions.statuses import OutcomeKind, Verdict


class JudgementForm(forms.Form):
    """One person’s word on a candidate."""

    verdict = forms.ChoiceField(choices=Verdict.choices)


class Day(forms.DateInput):
    input_type = "date"


def _not_in_the_future(day: Any) -> Any:
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_now("That day has not come yet."))
    return day


class OutcomeForm(forms.ModelForm):
    source_url = forms.URLField(label=_("Its address"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Outcome
        fields = ["kind", "announced_on", "source_words", "source_url", "measures", "limb"]
        widgets = {"announced_on": Day(format="%Y-%m-%d")}
        help_texts = {
            "source_words": _("A press release of that day, a reply in parliament, a letter: so that a second person finds it."),
            "announced_on": _("Empty when the source has no day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(kind.value, kind.label) for kind in OutcomeKind if kind in BY_HAND]
        self.fields["kind"].choices = [("", _("Choose one")), *chosen]  # type: ignore[attr-defined]
        self.fields["source_words"].required = True
        self.fields["source_words"].validators.append(no_invisible_characters)
        self.helper: FormHelper = layout(*self.Meta.fields)

    def clean_announced_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["announced_on"])


class AnnouncedForm(forms.Form):
    announced_on = forms.DateField(label=_("The day it was announced"), widget=Day(format="%Y-%m-%d"))
    source_words = forms.CharField(label=_("Where that is written"), max_length=500, validators=[no_invisible_characters])
    source_url = forms.URLField(label=_("Its address"), max_length=500, required=False, assume_scheme="https")

    helper = layout("announced_on", "source_words", "source_url")

    def clean_announced_on(self) -> Any:
        return _not_in_the_future(self.cleaned_data["announced_on"])


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why it is not so"), max_length=500, validators=[no_invisible_characters])

    helper = layout("why")
