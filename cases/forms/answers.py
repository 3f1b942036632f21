from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits
from cases.models import Question


class AnswerForm(forms.Form):
    paper: Any = None  # the sheet behind it, which the page gives it

    answer = LongText(
        label=_("Your answer"),
        max_length=4000,
        help_text=_("You can change it until you send the answers."),
        error_messages={"required": _("Write a few words before you save the answer.")},
    )

    def __init__(self, sent: Any = None, *, question: Question) -> None:
        super().__init__(sent, prefix=f"q{question.pk}", initial={"answer": question.answer})
        self.question = question
        say_limits(self)
        self.helper = layout("answer")
