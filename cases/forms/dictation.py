"""What a coordinator says who types a case for a partner: the first note, and the call in which they confirmed it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from accounts.models import Organisation, User
from cases.forms.fields import LongText, say_limits
from cases.forms.intake import FirstNoteForm
from cases.models import Dictation


class LeaveByCallForm(forms.Form):
    """What whoever typed a case says after having read it to its partner."""

    spoken_on = forms.DateField(
        label=gettext_lazy("When you spoke with them"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = LongText(
        label=gettext_lazy("With whom you spoke, how you knew them, and where the recording is kept"),
        max_length=2000,
        rows=4,
        help_text=gettext_lazy("Their post rather than their name. It is kept encrypted."),
    )
    leave = forms.BooleanField(
        label=gettext_lazy(
            "I read them all that stands in the case. They confirmed it, and agree that the coalition’s staff read it."
        ),
        error_messages={"required": gettext_lazy("Without that the case cannot be filed for them.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout(*self.fields)

    def clean_spoken_on(self) -> date:
        return past(self.cleaned_data["spoken_on"])


def past(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."))
    if day.year < 2000:
        raise forms.ValidationError(_("This day is too long ago to be right here."))
    return day


class DictatedNoteForm(FirstNoteForm):
    """The same questions, typed for a partner from what they wrote elsewhere."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("For which organisation"), empty_label=gettext_lazy("Choose one")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it reached us"), choices=Dictation.Channel.choices, widget=forms.RadioSelect
    )
    arrived_on = forms.DateField(
        label=gettext_lazy("When it reached us"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["organisation", "channel", "arrived_on"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.filter(is_coalition=False).exclude(pk=by.organisation_id)
        self.fields["organisation"].queryset = partners  # type: ignore[attr-defined]

    def clean_arrived_on(self) -> date:
        return past(self.cleaned_data["arrived_on"])
