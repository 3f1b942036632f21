from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits
from cases.models.weighing import A_SENTENCE
from cases.weighing import Weight


class OverrideForm(forms.Form):
    """For which claims, and why."""

    claims = forms.TypedMultipleChoiceField(
        label=_("Claims that too few sources carry"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one claim.")},
    )
    reason = LongText(
        label=_("Why may they stand all the same?"),
        max_length=2000,
        rows=3,
        validators=[A_SENTENCE],
        help_text=_("For colleagues and, if anybody asks later, for a court. No name of anybody who spoke in confidence."),
    )

    def __init__(self, *args: Any, thin: list[Weight], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(weight.claim.pk, f"{weight.claim.text} – {weight.lack}") for weight in thin if not weight.waits_for_second]
        self.fields["claims"].choices = choices  # type: ignore[attr-defined]
        self.helper = layout("claims", "reason")
        say_limits(self)

    @property
    def is_needed(self) -> bool:
        return bool(self.fields["claims"].choices)  # type: ignore[attr-defined]


class ContraryForm(forms.Form):
    words = LongText(
        label=_("What you found, or where you looked and found nothing"),
        max_length=4000,
        rows=4,
        validators=[A_SENTENCE],
        help_text=_("Registers, statements of those named, other accounts. The partner does not read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("words")
        say_limits(self)
