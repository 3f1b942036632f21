from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, say_limits
from cases.services.review import usual_due_date
from cases.statuses import Section


class QuestionForm(forms.Form):
    section = forms.ChoiceField(
        label=_("About which part"),
        choices=Section.choices,
        widget=forms.RadioSelect,
        help_text=_("While the question is open, the partner can change this part, and no other."),
    )
    text = LongText(
        label=_("Your question"),
        max_length=4000,
        help_text=_(
            "One thing, in plain words; say what you will do with the answer. They may have to ask somebody for whom it is hard."
        ),
    )
    due_on = forms.DateField(
        label=_("Answer by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ten working days, unless you say otherwise. When the day has passed, the partner is reminded once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = usual_due_date
        say_limits(self)
        self.helper = layout(*self.fields)

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on <= timezone.localdate():
            raise forms.ValidationError(_("This day is over, or today. Choose a later one."))
        return due_on


class LetterForm(forms.Form):
    """The words that go with a step, for the partner to read."""

    note = LongText(
        label=_("Your letter"),
        max_length=4000,
        rows=10,
        help_text=_(
            "The partner reads these words. Say what was missing or why it is outside what we do, and who else might help."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout(*self.fields)


class SentenceForm(forms.Form):
    """A sentence that may go with a step."""

    note = LongText(label=_("A sentence for the partner, if you like"), max_length=4000, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)
