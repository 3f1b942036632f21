"""Subject by government: where they are listed, where we asked, whom to ask next."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import ListView, View

from accounts.roles import Jurisdiction
from audit.log import record
from cases.models import Subject
from insight import charts, matrix
from insight.statuses import CellState
from insight.views.counted import as_csv, as_svg
from submissions import policies


class Recommended:
    """Everybody recommended whom two persons know on some list; `subject` narrows it to one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_dossiers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[Subject]:
        user, wanted = self.request.user, self.request.GET.get("subject", "")  # type: ignore[attr-defined]
        subjects = Subject.objects.visible_to(user).prefetch_related("names")
        if wanted:
            return subjects.filter(pk__in=matrix.shown_as(subjects.filter(reference=wanted).values_list("pk", flat=True), user))
        return subjects.filter(pk__in=matrix.listed_subjects(user))


class Matrix(Recommended, ListView):
    template_name = "insight/matrix.html"
    paginate_by = 25

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        lines = matrix.lines(context["page_obj"].object_list, self.request.user)
        today = timezone.localdate()
        rows = [(line, [line.cells[code] for code in Jurisdiction.values], line.age(today)) for line in lines]
        narrowing = urlencode({"subject": self.request.GET.get("subject", ""), "page": context["page_obj"].number})
        return {
            **context,
            "rows": rows,
            "governments": Jurisdiction.choices,
            "names": dict(Jurisdiction.choices),
            "narrowing": narrowing,
        }


class MatrixChart(Matrix):
    """The lines of one page, a square for each government."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        rows = [
            (f"{line.subject} · {line.subject.reference}", [str(cell.state.label) for cell in cells])
            for line, cells, _ in context["rows"]
        ]
        narrow = bool(self.request.GET.get("narrow"))
        governments = [code.upper() if narrow else str(label) for code, label in Jurisdiction.choices]
        return as_svg(self.request, charts.squares(rows, governments, [str(state.label) for state in CellState]))


class MatrixTable(Recommended, View):
    """The whole matrix, a row for each subject: what the page shows, in columns that a spreadsheet can sort."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record(request.user, "matrix.read", request.user)
        today = timezone.localdate()
        lines = matrix.lines(self.get_queryset(), request.user)
        columns = [f"{code}_{what}" for code in Jurisdiction.values for what in matrix.IN_TABLE]
        rows = (
            (
                line.subject.reference,
                line.subject,
                *(told for code in Jurisdiction.values for told in line.cells[code].in_table()),
                *("yes" if line.is_gap else "", "" if (age := line.age(today)) is None else age),
                " ".join(cell.government for cell in line.ask_next),
            )
            for line in lines
        )
        return as_csv("matrix", ["subject", "name", *columns, "gap", "days_since_first_listing", "ask_next"], rows)
