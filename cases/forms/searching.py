from typing import Any

from django import forms

from accounts.forms import layout
from cases.finding.grammar import LONGEST
from cases.models import SavedSearch


class KeepSearchForm(forms.ModelForm):
    q = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)

    class Meta:
        model = SavedSearch
        fields = ["name", "tells"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("q", *self.Meta.fields)
