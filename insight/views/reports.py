"""Reports that were kept, each with the figures of its day."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from insight import policies, reporting
from insight.models import Report
from insight.views.counted import FiguresOnly


class ReportList(FiguresOnly, ListView):
    template_name = "insight/report_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Report]:
        return Report.objects.visible_to(self.request.user).select_related("made_by").defer("figures")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(can_keep=policies.can_code(self.request.user), year=timezone.localdate().year, **kwargs)


class KeepReport(FiguresOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        reporting.keep_report(timezone.localdate().year, by=request.user)
        messages.success(request, _("The figures of today are kept."))
        return redirect("insight:reports")


class ReportFile(FiguresOnly, View):
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
        response = HttpResponse(reporting.build_pdf(report), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="report-{report.year}-{report.pk}.pdf"'
        return response


@method_decorator(login_not_required, name="dispatch")
class PublicFigures(TemplateView):
    """The totals of the newest report for anybody, once an operator has switched it on. It reads nothing but that row."""

    template_name = "insight/public.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = Report.objects.first() if settings.PUBLIC_FIGURES else None
        if report is None:
            raise Http404
        return super().get_context_data(report=report, told=reporting.content_of(report, drawn=False), **kwargs)
