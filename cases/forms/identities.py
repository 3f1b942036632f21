from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, line, say_limits
from cases.validators import no_invisible_characters


class IdentityForm(forms.Form):
    """Written and never read back here: it is always empty at first, and replaces the whole of what was sealed."""

    name = forms.CharField(
        label=_("Their real name"), max_length=300, widget=line(), validators=[no_invisible_characters], required=False
    )
    also_called = LongText(
        label=_("Other names"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("One to a line: other spellings, names used at home, names used online."),
    )
    contact = LongText(
        label=_("How to reach them"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Only what is safe to use, and when. One to a line."),
    )
    marks = LongText(
        label=_("What else would give them away"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("A number, an address, a workplace, a relative. One to a line."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        say_limits(self)
        self.helper = layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Write at least one of these. An empty sheet is not sealed."))
        return given


class ReasonForm(forms.Form):
    """The written request of the first of two."""

    reason = LongText(label=_("Why"), max_length=1000, rows=3)

    def __init__(self, *args: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
        self.helper = layout("reason")
