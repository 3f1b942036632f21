from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View

from jobs import policies, services
from jobs.models import Job


class JobDetail(DetailView):
    """How far a piece of work is. Mounted twice: the page, and the part of it that refreshes itself."""

    progress_only = False

    def get_queryset(self) -> QuerySet[Job]:
        return Job.objects.visible_to(self.request.user)

    def get_template_names(self) -> list[str]:
        return ["jobs/_job_progress.html" if self.progress_only else "jobs/job_detail.html"]


class JobCancel(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        job = services.cancel(get_object_or_404(Job.objects.visible_to(request.user), pk=pk))
        if not job.is_over:
            messages.info(request, _("It stops at its next step. Nothing half-done is kept."))
        return redirect(job)


class OperatorsOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_operate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class GivenUpJobs(OperatorsOnly, ListView):
    template_name = "jobs/job_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Job]:
        return Job.objects.needing_a_person()


class JobTryAgain(OperatorsOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        services.try_again(get_object_or_404(Job.objects.needing_a_person(), pk=pk))
        messages.success(request, _("It waits for a worker again."))
        return redirect("jobs:list")
