from typing import Any

from django.views.generic import DetailView

from audit.models import Record
from cases.views.visible import VisibleCases


class CaseDetail(VisibleCases, DetailView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = Record.objects.about(self.object).select_related("actor")
        return super().get_context_data(history=history, **kwargs)
