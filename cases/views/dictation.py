from typing import Any

from cases import policies
from cases.forms.dictation import DictatedNoteForm
from cases.models import Case
from cases.services import intake
from cases.views.intake import WriteFirstNote


class TypeFirstNote(WriteFirstNote):
    """A coordinator types what a partner wrote elsewhere."""

    template_name = "cases/dictated_note_form.html"
    form_class = DictatedNoteForm
    may = staticmethod(policies.can_dictate)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def open(self, form: Any) -> Case:
        return intake.open_case_for(by=self.request.user, **form.cleaned_data)
