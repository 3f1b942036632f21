"""What a liaison fills in about the files of a dossier: a box of an exhibit, a template for Word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from accounts.roles import Jurisdiction
from submissions.services import templating


class BoxForm(forms.Form):
    """A box by four numbers, in hundredths of the page."""

    page = forms.IntegerField(label=_("Page"), min_value=1)
    left = forms.FloatField(label=_("From the left edge (%)"), min_value=0, max_value=100)
    top = forms.FloatField(label=_("From the top (%)"), min_value=0, max_value=100)
    width = forms.FloatField(label=_("Wide (%)"), min_value=0.1, max_value=100)
    height = forms.FloatField(label=_("High (%)"), min_value=0.1, max_value=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)

    @property
    def place(self) -> tuple[float, float, float, float]:
        """In parts of the page."""
        left, top, width, height = (self.cleaned_data[name] / 100 for name in ("left", "top", "width", "height"))
        return left, top, width, height


class TemplateForm(forms.Form):
    """A Word file with tags, for one government. What is wrong with it is said in sentences."""

    government = forms.ChoiceField(label=_("For"), choices=Jurisdiction.choices)
    file = forms.FileField(label=_("Word file (.docx)"))

    def __init__(self, *args: Any, governments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [(code, label) for code, label in Jurisdiction.choices if code in governments]
        self.fields["government"].choices = mine  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if given.size > templating.LARGEST:
            raise forms.ValidationError(_("It is larger than two megabytes. Make its pictures smaller."))
        body = b"".join(given.chunks())
        if problems := list(templating.problems_of(body)):
            raise forms.ValidationError(problems)
        return body
