"""What all forms of a section's entries have in common."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.forms import layout
from cases.forms.fields import line, say_limits
from cases.models import Case
from cases.validators import no_invisible_characters


class Seen(forms.BaseForm):
    """A form that knows which state of an entry its writer had before them.

    When a colleague saved it in the meantime, the first try to save says so and shows both; the second one means it.
    """

    has_conflict = False

    def remember(self) -> None:
        """Called when all fields are there."""
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.now = self._fingerprint()
        self.fields["seen"].initial = self.now

    def is_there(self) -> bool:
        """Whether somebody could have saved it before."""
        raise NotImplementedError

    def state(self) -> dict[str, Any]:
        """What stands there now, by the name of each field."""
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items() if name != "seen"}

    def _fingerprint(self) -> str:
        if not self.is_there():
            return ""
        state = {name: _as_words(value) for name, value in self.state().items()}
        return hashlib.sha256(repr(sorted(state.items())).encode()).hexdigest()[:16]

    def clean_seen(self) -> str:
        seen = str(self.cleaned_data["seen"])
        if seen != self.now:
            data: Any = self.data
            self.data = data = data.copy()
            data[self.add_prefix("seen")] = self.now
            self.has_conflict = True
            self.add_error(
                None,
                _(
                    "A colleague saved this entry while you were writing. Both stand below, side by side: take over what is "
                    "theirs, then save again to keep yours."
                ),
            )
        return seen


class ItemForm(Seen, forms.ModelForm):
    """One entry of a section. A draft may be incomplete, so nothing has to be there but what `needed` names."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        for name, field in self.fields.items():
            field.required = name in self.needed
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs.setdefault("dir", "auto")
                field.widget.attrs.setdefault("autocomplete", "off")
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea):
                field.validators.append(no_invisible_characters)
        self.prepare()
        self.remember()
        say_limits(self)
        self.helper = layout(*self.fields)

    def prepare(self) -> None:
        """Fields that depend on the case, and what stands in them."""

    def is_there(self) -> bool:
        return self.instance.pk is not None


def _as_words(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(_as_words(one) for one in value)
    return str(getattr(value, "pk", value) or "")


def dates_widget() -> forms.TextInput:
    return line(inputmode="numeric", placeholder="2022-12-09", size="12")
