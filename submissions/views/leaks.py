"""What the leak check found in a version's finished files, and what people say about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, View

from audit.log import record
from submissions import policies
from submissions.forms.leaving import ClearForm
from submissions.models import DossierVersion, LeakCheck, LeakHit
from submissions.services import clearing
from submissions.views.visible import StaffDossiers


class OfAVersion(StaffDossiers):
    def version(self) -> DossierVersion:
        dossier = get_object_or_404(self.get_queryset(), reference=self.kwargs["reference"])
        versions = DossierVersion.objects.select_related("dossier__data_key").defer("content")
        return get_object_or_404(versions, dossier=dossier, number=self.kwargs["number"])

    def back(self) -> HttpResponse:
        return redirect("submissions:leaks", self.kwargs["reference"], self.kwargs["number"])


class Leaks(OfAVersion, DetailView):
    """Showing a passage shows what is protected, so that it was read is recorded."""

    template_name = "submissions/leaks.html"
    context_object_name = "check"

    def get_object(self, queryset: Any = None) -> LeakCheck:
        checks = LeakCheck.objects.select_related("version__dossier__data_key")
        checks = checks.prefetch_related("hits__cleared_by", "hits__confirmed_by", "gaps__ticked_by")
        return get_object_or_404(checks, version=self.version())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        check, user = self.object, self.request.user
        version = check.version
        may_clear = policies.can_clear(user, version.dossier)
        files = dict(version.exhibits.values_list("label", "evidence_file"))
        hits = [_shown(hit, check, files) for hit in check.hits.all()] if may_clear else []
        if hits:
            record(user, "dossier.leaks_seen", version)
        return super().get_context_data(
            version=version,
            dossier=version.dossier,
            hits=hits,
            may_clear=may_clear,
            may_cover=policies.is_liaison_for(user, version.dossier.jurisdiction),
            **kwargs,
        )


def _shown(hit: LeakHit, check: LeakCheck, files: dict[str, Any]) -> dict[str, Any]:
    """With the file in which it stands, if it is an exhibit's: there it can be covered."""
    hit.check_of = check  # its key is read once
    place = hit.place.reveal()
    file = next((key for label, key in files.items() if place.startswith(f"exhibits/{label}.")), None)
    return {"row": hit, "place": place, "file": file, "passage": hit.passage.reveal(), "because": hit.because.reveal()}


class DecideLeak(OfAVersion, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, number: int, pk: str, act: str) -> HttpResponse:
        version = self.version()
        if act not in ACTS or not policies.can_clear(request.user, version.dossier):
            raise PermissionDenied
        hit = get_object_or_404(LeakHit, pk=pk, check_of__version=version)
        try:
            messages.success(request, ACTS[act](hit, request))
        except (clearing.NotTwo, NoReason) as problem:
            messages.error(request, str(problem))
        return self.back()


class NoReason(Exception):
    """Nothing is cleared without saying why."""


def _clear(hit: LeakHit, request: HttpRequest) -> str:
    form = ClearForm(request.POST)
    if not form.is_valid():
        raise NoReason(_("Say why it is chance."))
    clearing.clear(hit, form.cleaned_data["because"], by=request.user)
    return _("Written down. It still blocks, until a second person has looked at it.")


def _confirm(hit: LeakHit, request: HttpRequest) -> str:
    clearing.confirm(hit, by=request.user)
    return _("Confirmed. This place no longer blocks.")


def _take_back(hit: LeakHit, request: HttpRequest) -> str:
    clearing.take_back(hit, by=request.user)
    return _("It blocks again.")


ACTS = {"clear": _clear, "confirm": _confirm, "take-back": _take_back}


class TickUnread(OfAVersion, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        keys = [int(key) for key in request.POST.getlist("looked") if key.isdecimal()]
        count = clearing.tick(self.version(), keys, by=request.user)
        messages.success(
            request,
            ngettext("One file is ticked.", "%(count)s files are ticked.", count) % {"count": count}
            if count
            else _("Nothing new was ticked."),
        )
        return self.back()
