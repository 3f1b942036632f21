"""Publications one by one, what people decide about those that were set aside, and files brought by hand."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View

from sanctions import archive, decisions, policies
from sanctions.forms.lists import DropForm
from sanctions.models import Snapshot, Twin
from sanctions.sources import SOURCES
from sanctions.statuses import TwinVerdict
from sanctions.views.visible import StaffOnly


class Publications(StaffOnly):
    def get_queryset(self) -> QuerySet[Snapshot]:
        snapshots = Snapshot.objects.visible_to(self.request.user).filter(watched_list=self.kwargs["slug"])
        return snapshots.select_related("watched_list", "previous", "proposed_by", "decided_by")


class Publication(Publications, DetailView):
    """What arrived on one day, file by file, and what became of it."""

    template_name = "sanctions/snapshot_detail.html"
    context_object_name = "snapshot"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, snapshot = self.request.user, self.object
        may = {
            "propose": policies.can_propose_release(user, snapshot),
            "release": policies.can_release(user, snapshot),
            "refuse": policies.can_refuse(user, snapshot),
        }
        return super().get_context_data(may=may, source=SOURCES.get(self.kwargs["slug"]), **kwargs)


class PublishedFile(Publications, View):
    """One file of a publication, byte for byte, whatever became of it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, slug: str, pk: int, name: str) -> FileResponse:
        snapshot = get_object_or_404(self.get_queryset(), pk=pk)
        try:
            kept = archive.open_kept(slug, snapshot.parts[name]["sha256"])
        except (KeyError, FileNotFoundError):
            raise Http404 from None
        said = f"{slug}-{snapshot.as_of}-{name}"
        return FileResponse(kept, as_attachment=True, filename=said, content_type="application/octet-stream")


class Decide(Publications, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, pk: int, action: str) -> HttpResponse:
        snapshot = get_object_or_404(self.get_queryset(), pk=pk)
        try:
            decisions.ACTIONS[action](snapshot, by=request.user)
        except decisions.Decided as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Your decision is recorded."))
        return redirect(snapshot)


class DecidersOnly(StaffOnly):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_decide_lists(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Drop(DecidersOnly, FormView):
    """Files of a publication, brought by a person: while a publisher's server is away, or of a day long past."""

    template_name = "sanctions/drop_form.html"
    form_class = DropForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.kwargs["slug"] not in SOURCES:
            raise Http404
        return {**super().get_form_kwargs(), "source": SOURCES[self.kwargs["slug"]]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(source=SOURCES[self.kwargs["slug"]], **kwargs)

    def form_valid(self, form: DropForm) -> HttpResponse:
        with TemporaryDirectory(prefix="list-") as folder:
            files = form.lay_out(Path(folder))
            job = decisions.drop_files(form.source, files, form.cleaned_data["published_on"], by=self.request.user)
        return redirect(job)


class Twins(StaffOnly, ListView):
    """Pairs of entries that may be one party: those that wait for a word, or, if asked, those that have one."""

    template_name = "sanctions/twin_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Twin]:
        self.said = self.request.GET.get("said") == "1"
        twins = Twin.objects.visible_to(self.request.user)
        twins = twins.exclude(verdict="") if self.said else twins.open()
        return twins.select_related("first", "second", "snapshot", "said_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_say=policies.can_decide_lists(self.request.user), said=self.said, **kwargs)


class SayOfTwins(DecidersOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        twin = get_object_or_404(Twin.objects.visible_to(request.user), pk=pk)
        decisions.say_of_twins(twin, TwinVerdict(verdict), by=request.user)
        messages.success(request, _("Your word is recorded."))
        return redirect("sanctions:twins")
