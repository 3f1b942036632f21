from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.vocabularies import AbuseType
from delivery.forms.layout import in_two_columns, layout
from delivery.models import Official, Wanted
from submissions.models import Recipient
from submissions.models.delivery import NOT_RECORDED


class WantedForm(forms.ModelForm):
    class Meta:
        model = Wanted
        fields = ["office", "official", "asked_on", "theme", "country", "due_on", "words"]
        widgets = {
            "asked_on": forms.DateInput(attrs={"type": "date"}),
            "due_on": forms.DateInput(attrs={"type": "date"}),
            "words": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }

    def __init__(self, *args: Any, governments: frozenset[str] | None, **kwargs: Any) -> None:
        """`governments` None is for who may speak with all of them."""
        super().__init__(*args, **kwargs)
        offices = Recipient.objects.exclude(office=NOT_RECORDED)
        offices = offices if governments is None else offices.filter(jurisdiction__in=governments)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["official"].queryset = Official.objects.filter(office__in=offices, until=None)  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("Any kind")), *AbuseType.choices]  # type: ignore[attr-defined]
        self.helper = layout(in_two_columns("office", "official", "asked_on", "due_on", "theme", "country"), "words")
