from typing import Any

from django import forms

from delivery.forms.layout import layout
from delivery.models import Reminder


class ReminderForm(forms.ModelForm):
    class Meta:
        model = Reminder
        fields = ["on", "words"]
        widgets = {"on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "remind_%s", **kwargs})
        self.helper = layout(*self.fields)
