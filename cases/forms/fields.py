"""Fields that several forms of this room share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.validators import no_turned_words


class LongText(forms.CharField):
    """Text of several lines. A line break counts as one character here as it does in the browser."""

    def __init__(self, *, rows: int = 5, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(widget=widget, validators=[no_turned_words, *validators], **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def limit(self) -> str:
        return _("At most %(count)s characters.") % {"count": f"{self.max_length:,}"} if self.max_length else ""


def line(**attrs: str) -> forms.TextInput:
    """One line in any script; nothing of it is remembered by the browser."""
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", **attrs})


def say_limits(form: forms.BaseForm) -> None:
    """Tell the limit of each long text before it is met."""
    for field in form.fields.values():
        if isinstance(field, LongText):
            field.help_text = " ".join(filter(None, [str(field.help_text), field.limit()]))
