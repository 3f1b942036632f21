from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from accounts.roles import Jurisdiction
from cases.forms.fields import line
from cases.services.consent import Said
from cases.statuses import ConsentAnswer
from cases.validators import no_invisible_characters


class ConsentForm(forms.Form):
    """What one person said about each government, and how and when they said it."""

    how = forms.CharField(
        label=gettext_lazy("How, and by whom, was it given?"),
        max_length=300,
        required=False,
        validators=[no_invisible_characters],
        widget=line(),
        help_text=gettext_lazy("Such as “in a talk with our lawyer, in their language”. No names."),
    )
    given_on = forms.DateField(
        label=gettext_lazy("When was it given?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Write the day as 2022-12-09.")},
    )

    def __init__(self, *args: Any, before: dict[str, Said], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        governments = {}
        for code, label in Jurisdiction.choices:
            governments[code] = forms.ChoiceField(
                label=label,
                choices=ConsentAnswer.choices,
                initial=before[code].answer if code in before else ConsentAnswer.NOT_ASKED,
                widget=forms.RadioSelect,
            )
        self.fields = {**governments, **self.fields}
        self.helper = layout(*self.fields)

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if day and (day > timezone.localdate() or day.year < 1900):
            raise forms.ValidationError(_("This date cannot be right. Write when the answer was given."))
        return day

    def said(self) -> dict[str, Said]:
        """Answers that changed, with the words and the day given now; and words for answers that had none."""
        given, new = self.cleaned_data, {}
        for code in Jurisdiction.values:
            answer, before = given[code], self.before.get(code, Said(ConsentAnswer.NOT_ASKED))
            lacked_words = answer != ConsentAnswer.NOT_ASKED and not before.how and given["how"]
            if answer != before.answer or lacked_words:
                new[code] = Said(answer, given["how"], given["given_on"])
        return new
