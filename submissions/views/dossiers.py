"""Pages on which a dossier is frozen, its files are read, and its deliveries are recorded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View

from audit.log import record
from audit.steps import IllegalStep
from submissions import checks, policies, services
from submissions.checks import case, leaks
from submissions.forms.sending import DeliveryForm
from submissions.installation import what_the_first_page_lacks
from submissions.models import Dossier, DossierFile, DossierVersion, Recall
from submissions.planning import held_back, planned_beside
from submissions.reading import read_dossier
from submissions.views.visible import StaffDossiers, tell_problems


class DossierDetail(StaffDossiers, DetailView):
    template_name = "submissions/dossier_detail.html"
    delivery_form: DeliveryForm | None = None  # the one that was sent and not accepted

    def get_object(self, queryset: Any = None) -> Dossier:
        dossier = read_dossier(self.get_queryset().filter(reference=self.kwargs["reference"]))
        if dossier is None:
            raise Http404
        return dossier

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier = self.object
        versions = list(dossier.versions.all())
        recalls = Recall.objects.filter(delivery__dossier=dossier, done_at=None)
        may_send = policies.is_liaison_for(self.request.user, dossier.jurisdiction) and not dossier.made_elsewhere
        finished = versions[0] if versions and versions[0].has_all_files else None
        return super().get_context_data(
            versions=versions,
            plan_holds=held_by_plan(dossier),
            lacking=[] if dossier.deliveries.all() else list(what_the_first_page_lacks()),
            recalls=recalls.select_related("delivery__recipient", "victim", "source"),
            latest=versions[0] if versions else None,
            may_send=may_send,
            finished=finished,
            to_look_at=finished if finished and (finished.open_hits or finished.open_gaps) else None,
            delivery_form=self.delivery_form or (DeliveryForm(version=finished) if finished and may_send else None),
            **kwargs,
        )


def held_by_plan(dossier: Dossier) -> list[str]:
    """What the plans of its recommendations wait for today, in sentences; nothing once it was sent."""
    asks = [] if dossier.deliveries.all() else list(dossier.recommendations.all())
    today, planned = timezone.localdate(), planned_beside(asks) if asks else {}
    return [sentence for ask in asks for sentence in held_back(ask, planned[ask.pk], today)]


class FreezeDossier(StaffDossiers, View):
    """Asked twice it freezes once; who asks second is led to what is there."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        try:
            with transaction.atomic():
                version, job = services.freeze(dossier, by=request.user)
        except checks.NotReady as problem:
            tell_problems(request, problem)
            return redirect(dossier)
        for warning in leaks.what_originals_carry(dossier):
            messages.warning(request, warning)
        if job and job.promised_by_id == request.user.pk:
            return redirect(job)
        if job:
            messages.info(request, _("The files of version %(number)s are being built.") % {"number": version.number})
        else:
            messages.info(request, _("Version %(number)s says the same and has all its files.") % {"number": version.number})
        return redirect(dossier)


class RecordDelivery(DossierDetail):
    """Posting records; a form that does not fit stands again on the dossier's page. `get` leads to that page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(get_object_or_404(self.get_queryset(), reference=kwargs["reference"]))

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        self.object = self.get_object()
        if not policies.is_liaison_for(request.user, self.object.jurisdiction):
            raise PermissionDenied
        version = get_object_or_404(DossierVersion.objects.select_related("dossier"), dossier=self.object, number=number)
        form = DeliveryForm(request.POST, version=version)
        if not form.is_valid():
            self.delivery_form = form
            return self.render_to_response(self.get_context_data())
        try:
            with transaction.atomic():
                services.record_delivery(version, **form.cleaned_data, by=request.user)
        except (checks.NotReady, IllegalStep) as problem:
            tell_problems(request, problem)
        else:
            messages.success(request, _("Recorded. The partner gets a notice that something moved."))
            if form.cleaned_data["sent_on"] < timezone.localdate(version.frozen_at):
                messages.info(
                    request, _("This day lies before this version was frozen here; that is right only for what was sent earlier.")
                )
        return redirect(self.object)


class DownloadFile(StaffDossiers, View):
    """What was sent can be read again, unless its partner is not safe; what was not is handed out only while it may be sent."""

    def get(self, request: HttpRequest, reference: str, number: int, file_format: str) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        file = get_object_or_404(DossierFile, version__dossier=dossier, version__number=number, format=file_format)
        try:
            if file.version.deliveries.exists():
                asks = dossier.recommendations.select_related("case__organisation")
                checks.require(problem for ask in asks for problem in case.partner_is_safe(ask))
            else:
                checks.require_current(file.version)
                checks.require_handed_out(file.version)
        except checks.NotReady as problem:
            tell_problems(request, problem)
            return redirect(dossier)
        record(request.user, "dossier.file_read", file)
        response = FileResponse(file.file.open(), as_attachment=True, filename=file.name)
        response["Content-Length"] = str(file.size)
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
