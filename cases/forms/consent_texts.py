from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, line
from cases.validators import no_invisible_characters


class NewVersionForm(forms.Form):
    body = LongText(label=_("The words, in the original language"), max_length=8000, rows=14)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class ReviewerForm(forms.Form):
    reviewed_by = forms.CharField(
        label=_("Who has read it against the original?"),
        max_length=120,
        validators=[no_invisible_characters],
        widget=line(),
        help_text=_("Their name stands beside the text from then on."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class TranslationForm(ReviewerForm):
    language = forms.CharField(label=_("Language"), max_length=60, validators=[no_invisible_characters], widget=line())
    body = LongText(label=_("The words"), max_length=8000, rows=14)
    field_order = ["language", "body", "reviewed_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewed_by"].required = False
        self.fields["reviewed_by"].help_text = _("May stay empty; then it waits and cannot be used yet.")
