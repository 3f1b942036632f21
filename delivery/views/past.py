"""The years before this desk: a spreadsheet is read, its columns named, its rows tried, brought in, and taken out again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.edit import FormMixin

from accounts.roles import Jurisdiction
from audit.log import record
from delivery import policies
from delivery.forms.past import ColumnsForm, SpreadsheetForm
from delivery.models import PastImport
from delivery.past.reading import open_table, try_rows
from delivery.past.tables import Table, UnreadTable
from delivery.services import past as services
from delivery.statuses import ImportState
from jobs.models import Job
from submissions.models import Delivery

SHOWN = 50  # rows of a kind on the page; the file has all of them
NOT_YET = (ImportState.READ, ImportState.NAMED)


class BringersOnly:
    slug_field = slug_url_kwarg = "reference"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_bring_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[PastImport]:
        return PastImport.objects.visible_to(self.request.user).select_related("brought_by", "data_key")


class PastImports(BringersOnly, FormMixin, ListView):
    """What was brought in so far, and the door for the next spreadsheet."""

    template_name = "delivery/past_import_list.html"
    form_class = SpreadsheetForm
    paginate_by = 25

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            try:
                past = services.keep_spreadsheet(form.cleaned_data["file"], by=request.user)
            except UnreadTable as problem:
                form.add_error("file", str(problem))
            else:
                return redirect("delivery:past-columns", past.reference)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=record_of_years(), **kwargs)


def record_of_years() -> dict[str, Any]:
    """How many recommendations were sent in each year to each government; here and elsewhere."""
    rows = Delivery.objects.order_by().annotate(year=ExtractYear("sent_on")).values("year", "dossier__jurisdiction")
    counted = rows.annotate(count=Count("dossier__recommendations", distinct=True))
    found = {(row["year"], row["dossier__jurisdiction"]): row["count"] for row in counted}
    years = sorted({year for year, _ in found}, reverse=True)
    lines = [(year, [found.get((year, government), 0) for government in Jurisdiction.values]) for year in years]
    totals = [sum(line[1][place] for line in lines) for place in range(len(Jurisdiction.values))]
    return {
        "governments": Jurisdiction.labels,
        "lines": [(year, list(zip(Jurisdiction.values, counts, strict=True)), sum(counts)) for year, counts in lines],
        "totals": totals,
        "all": sum(totals),
    }


class NameColumns(BringersOnly, FormView):
    template_name = "delivery/past_columns.html"
    form_class = ColumnsForm

    @cached_property
    def past(self) -> PastImport:
        return get_object_or_404(self.get_queryset(), reference=self.kwargs["reference"])

    @cached_property
    def table(self) -> Table:
        return open_table(self.past)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.past.state in NOT_YET else redirect(self.past)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "past": self.past, "table": self.table}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(past=self.past, rows=len(self.table.rows), **kwargs)

    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        try:
            services.name_columns(self.past, form.columns(), form.choices(), by=self.request.user)
        except services.TooLate as problem:
            messages.error(self.request, str(problem))
        return redirect(self.past)


class PastImportDetail(BringersOnly, DetailView):
    """Before: what would come of each row. After: what came of them, and the way to undo it."""

    template_name = "delivery/past_import_detail.html"
    context_object_name = "past"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.state == ImportState.READ:
            return redirect("delivery:past-columns", self.object.reference)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        past = self.object
        trial = try_rows(past) if past.state == ImportState.NAMED else None
        keys = [f"{work}:{past.pk}" for work in ("bring-in", "compare-past", "take-out")]
        jobs = Job.objects.visible_to(self.request.user).filter(dedup_key__in=keys)
        return super().get_context_data(
            trial=trial,
            job=jobs.first(),
            wrong=trial.wrong[:SHOWN] if trial else (),
            doubles=trial.doubles[:SHOWN] if trial else (),
            sample=named(trial.new[:10]) if trial else (),
            **kwargs,
        )


def named(readings: list[Any]) -> list[dict[str, Any]]:
    """How the first rows were understood, in words."""
    labels = dict(Jurisdiction.choices)
    return [{"number": reading.number, "ask": reading.ask, "government": labels[reading.ask.government]} for reading in readings]


class WrongRows(BringersOnly, View):
    """The rows that cannot be brought in, to be corrected in a spreadsheet and brought again."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        past = get_object_or_404(self.get_queryset(), reference=reference)
        record(request.user, "past.wrong_rows_read", past)
        response = HttpResponse("\ufeff" + try_rows(past).wrong_as_text(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{past.reference}-wrong-rows.csv"'
        return response


class BringIn(BringersOnly, View):
    http_method_names = ["post"]
    start = staticmethod(services.start_bringing_in)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        past = get_object_or_404(self.get_queryset(), reference=reference)
        try:
            return redirect(self.start(past, by=request.user))
        except services.TooLate as problem:
            messages.error(request, str(problem))
        return redirect(past)


class Compare(BringIn):
    start = staticmethod(services.start_comparing)


class TakeOut(BringIn):
    start = staticmethod(services.start_taking_out)
