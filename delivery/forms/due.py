from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from delivery.forms.layout import layout
from delivery.models import Reminder

IN_THREE_WEEKS = timedelta(days=21)


class ReminderForm(forms.ModelForm):
    class Meta:
        model = Reminder
        fields = ["on", "words"]
        widgets = {"on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "remind_%s", **kwargs})
        self.fields["on"].initial = timezone.localdate() + IN_THREE_WEEKS
        self.helper = layout(*self.fields)
