from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits


class SpokenForm(forms.Form):
    """What staff write when they have spoken with a partner who was not safe."""

    spoken = LongText(
        label=_("How you spoke with them, and what they said"),
        max_length=4000,
        help_text=_("Who spoke with whom, how you knew that it was them and that they spoke freely. Staff alone read this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout("spoken")
