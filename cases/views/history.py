"""Everything that happened to a case, also who read it and when: the page of the case shows the newest hundred alone."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.views.generic import ListView

from audit.models import Record
from cases.views.review import OneCase


class History(OneCase, ListView):
    template_name = "cases/history.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Any]:
        """Of cases, until the case is found; then of what the record has about it, the newest first."""
        if not hasattr(self, "case"):
            return super().get_queryset()
        return Record.objects.about(self.case).select_related("actor").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        told = [{"when": row.at, "what": row.sentence, "who": row.actor or _("the system")} for row in context["page_obj"]]
        return context | {"events": told}
