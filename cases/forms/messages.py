from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits


class MessageForm(forms.Form):
    text = LongText(
        label=_("Your message"),
        max_length=4000,
        rows=6,
        help_text=_("It is kept encrypted. No name of anybody who was harmed or who spoke to you, and nothing that tells where."),
        error_messages={"required": _("Write a few words first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout("text")
