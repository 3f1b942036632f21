"""Words that a dossier does not say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.validators import no_invisible_characters
from submissions.models import Redaction


class RedactionForm(forms.ModelForm):
    """Words that the dossier does not say. They are looked at first, then kept."""

    words = forms.CharField(
        label=_("Words that are not said"),
        max_length=200,
        min_length=2,
        validators=[no_invisible_characters],
        help_text=_(
            "As whole words, in small or large letters, wherever they stand: in the text, in tables, in titles of exhibits."
        ),
    )

    class Meta:
        model = Redaction
        fields = ["hides", "instead"]

    field_order = ["words", "hides", "instead"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)
