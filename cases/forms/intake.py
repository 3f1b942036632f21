from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, line, say_limits
from cases.models.case import LANGUAGES
from cases.validators import no_invisible_characters


class FirstNoteForm(forms.Form):
    """Five questions and a working title. Short, because the answer may be no."""

    title = forms.CharField(
        label=_("A working title"),
        max_length=200,
        validators=[no_invisible_characters],
        widget=line(),
        help_text=_("So that you find this case again, such as “Detentions at the quarry”. No name of anybody who was harmed."),
    )
    who = LongText(
        label=_("Who is responsible, and which post did they hold?"),
        max_length=2000,
        help_text=_("A person or a body: their name, rank or post, as far as you know it."),
    )
    what = LongText(
        label=_("What was done, where, and when?"),
        max_length=4000,
        rows=8,
        help_text=_("A few sentences are enough. Write “a teacher” or “three women”, never the names of people who were harmed."),
    )
    how_known = LongText(
        label=_("How do you know?"),
        max_length=2000,
        help_text=_("Were you there, did somebody tell you, did you read it? No names of those who told you."),
    )
    evidence = LongText(
        label=_("What evidence exists?"),
        max_length=2000,
        required=False,
        help_text=_("Documents, pictures, people who would speak. Send nothing yet; just say what there is."),
    )
    safe_contact = LongText(
        label=_("How can we reach you safely?"),
        max_length=1000,
        rows=3,
        help_text=_(
            "An address or number, and when it is safe. It is kept encrypted, and it is written down each time somebody reads it."
        ),
    )

    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        choices=[("", _("Another one")), *LANGUAGES],
        required=False,
        help_text=_("Write in the one in which you say it best. The coalition translates, and keeps your words beside it."),
    )
    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        say_limits(self)
        self.helper = layout(*self.fields)
