"""What organisations say who file a case together, and how the coalition reaches each of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.forms.fields import LongText, line, say_limits
from cases.models import CoFiling
from cases.validators import no_invisible_characters


class PartForm(forms.Form):
    part = forms.ChoiceField(
        label=_("Which part does the other organisation have?"),
        choices=CoFiling.Part.choices,
        widget=forms.RadioSelect,
        initial=CoFiling.Part.CO_FILER,
        help_text=_("Yours alone files the case, sends answers and withdraws it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("part")


def contact_field(**kwargs: Any) -> LongText:
    return LongText(
        label=_("How can we reach you safely?"),
        max_length=1000,
        rows=3,
        help_text=_(
            "An address or number, and when it is safe. It is kept encrypted, and it is written down each time somebody reads it."
        ),
        **kwargs,
    )


class JoinForm(forms.Form):
    code = forms.CharField(
        label=_("The code you were given"),
        max_length=60,
        validators=[no_invisible_characters],
        widget=line(autocapitalize="characters", spellcheck="false"),
        help_text=_("Eighteen letters and figures. Spaces and dashes do not matter."),
    )
    safe_contact = contact_field(required=False)
    agree = forms.BooleanField(
        label=_("Our organisation wants to file this case together with others."),
        error_messages={"required": _("Without that nobody is told that you have the code.")},
        help_text=_(
            "Those who file it, and the coalition, learn the name of your organisation, and you learn theirs. Nobody else does."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout(*self.fields)


class ContactForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["safe_contact"] = contact_field()
        say_limits(self)
        self.helper = layout(*self.fields)
