from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.validators import no_invisible_characters
from insight.statuses import Level


class AttributionForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("How far does it have a basis in what we sent?"), choices=Level.choices, coerce=int, widget=forms.RadioSelect
    )
    basis = forms.CharField(
        label=_("On what that rests"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[no_invisible_characters],
        help_text=_("The fact, the wording, the meeting: so that a second person can check it. No name of a victim or source."),
    )

    helper = layout("level", "basis")
