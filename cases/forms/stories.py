"""The parts of a case that are told in words: one form each, made from the table of questions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from cases.forms.cofiling import contact_field
from cases.forms.fields import LongText, line, say_limits
from cases.forms.items import Seen, dates_widget
from cases.models import Case
from cases.questions import Ask, Kind
from cases.validators import approximate_date, no_invisible_characters

NO_ANSWER = gettext_lazy("No answer yet")


def field_for(ask: Ask) -> forms.Field:
    """The field of one question. None of them has to be answered."""
    common: dict[str, Any] = {"label": ask.label, "help_text": ask.help, "required": False}
    if ask.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=[("", NO_ANSWER), *ask.answers], widget=forms.RadioSelect, **common)
    if ask.kind is Kind.DATE:
        return forms.CharField(max_length=10, validators=[approximate_date], widget=dates_widget(), **common)
    if ask.kind is Kind.LINE:
        return forms.CharField(max_length=500, validators=[no_invisible_characters], widget=line(), **common)
    return LongText(max_length=10_000, rows=5, **common)


class StoryForm(Seen, forms.Form):
    """What is told in one part; `told` are the answers that stand there now."""

    def __init__(self, sent: Any = None, *, case: Case, asks: Iterable[Ask], told: Mapping[str, str]) -> None:
        super().__init__(sent, initial=dict(told))
        self.case, self.told = case, told
        self.asked = [ask.code for ask in asks]
        for ask in asks:
            self.fields[ask.code] = field_for(ask)
        self.remember()
        say_limits(self)
        self.helper = layout(*self.fields)

    def is_there(self) -> bool:
        return True

    def answers(self) -> dict[str, str]:
        return {code: str(text).strip() for code, text in self.cleaned_data.items() if code in self.asked}


class OrganisationForm(StoryForm):
    """Of the organisation also how to reach it safely; what is sealed is never shown, and stays unless another is written."""

    def __init__(self, *args: Any, is_sealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["safe_contact"] = field = contact_field(required=False)
        if is_sealed:
            field.help_text = gettext_lazy(
                "One is sealed already, and nobody sees it here. Write only to put another in its place."
            )
        self.order_fields([*self.asked[:1], "safe_contact"])
        self.helper = layout(*self.fields)


class LeaveForm(forms.Form):
    """What is said when a case is filed."""

    leave = forms.BooleanField(
        label=gettext_lazy("Those concerned, or those who speak for them, agree that the coalition’s staff read this case."),
        error_messages={"required": gettext_lazy("Without their leave the coalition may not read the case.")},
        help_text=gettext_lazy("Nothing goes to a government by this. For that each of them is asked by itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("leave")
