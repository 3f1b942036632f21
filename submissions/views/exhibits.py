"""The page on which a liaison has an exhibit looked through, sees every place found, draws boxes, and has it drawn anew.

Boxes are drawn by two clicks on the page, its corners, or by four numbers; neither needs a script.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from cases.models import EvidenceFile
from jobs.models import Job
from submissions import checks, consents, falling, policies
from submissions.boxes.drawing import WIDE
from submissions.boxes.making import TEXT, drawn_as, lines_of
from submissions.boxes.workshop import CannotBeDrawn
from submissions.checks.leaks import searched_today
from submissions.forms.files import BoxForm
from submissions.models import RedactedCopy
from submissions.services import boxing
from submissions.views.redaction import OfADossier, files_of
from submissions.views.visible import tell_problems

MOST_LINES = 400  # of a text that a page shows


class OfAnExhibit(OfADossier):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_read_dossiers(request.user) and not self.may_write:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def file(self) -> EvidenceFile:
        """One of those that would go with this dossier."""
        known = [row["row"].pk for row in files_of(self.dossier, falling.asks_of(self.dossier))]
        files = EvidenceFile.objects.visible_to(self.request.user).filter(pk__in=known)
        return get_object_or_404(files.select_related("source", "copy", "case__data_key"), pk=self.kwargs["exhibit"])

    @cached_property
    def copy(self) -> RedactedCopy | None:
        return boxing.standing(self.dossier, self.file)

    def standing(self) -> RedactedCopy:
        if self.copy is None:
            raise Http404
        return self.copy


class RedactExhibit(OfAnExhibit, TemplateView):
    template_name = "submissions/exhibit_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy, page = self.copy, self.page()
        kind = drawn_as(self.file)
        return super().get_context_data(
            dossier=self.dossier,
            file=self.file,
            copy=copy,
            is_old=bool(copy and copy.made_at and copy.searched != searched_today(self.dossier)),
            is_text=kind == TEXT,
            page=page,
            wide=WIDE,
            high=round(WIDE * copy.shapes[page - 1]) if copy and page and copy.shapes else 0,
            corner=self.corner(),
            lines=lines_of(self.file)[:MOST_LINES] if copy and kind == TEXT and page else [],
            boxes=self.boxes(),
            numbers=range(1, (copy.pages if copy else 0) + 1),
            form=BoxForm(initial={"page": page or 1}),
            **kwargs,
        )

    def page(self) -> int:
        wanted = self.request.GET.get("page", "")
        pages = self.copy.pages if self.copy else 0
        return int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= pages else 0

    def corner(self) -> dict[str, str] | None:
        told = {name: self.request.GET.get(name, "") for name in ("x", "y")}
        return told if all(value.isdecimal() for value in told.values()) else None

    def boxes(self) -> list[dict[str, Any]]:
        """Every box with what stands under it, whose it is, and whether they agreed to be named to this government."""
        if self.copy is None:
            return []
        agreed = consents.told_of(self.dossier)
        rows = self.copy.boxes.select_related("copy__dossier__data_key")
        return [{"row": box, "passage": box.passage.reveal(), "agreed": agreed.get(box.whose, "")} for box in rows]


class DecideExhibit(OfAnExhibit, View):
    """What is posted is one act; each leads back to the page, or to its job."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, exhibit: UUID, act: str) -> HttpResponse:
        if act not in ACTS:
            raise Http404
        try:
            with transaction.atomic():
                job = ACTS[act](self)
        except (LookupError, ValueError):
            messages.error(request, _("There is no such place on that page."))
            return self.back()
        except checks.NotReady as problem:
            tell_problems(request, problem)
            return self.back()
        return redirect(job) if isinstance(job, Job) else self.back(**(job or {}))

    def back(self, **asked: int) -> HttpResponse:
        address = reverse("submissions:exhibit", args=[self.dossier.reference, self.file.pk])
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return redirect(f"{address}?{query}#page" if query else address)


def _look_through(view: DecideExhibit) -> Job:
    return boxing.look_through(view.dossier, view.file, by=view.request.user)


def _choose(view: DecideExhibit) -> None:
    keys = {UUID(key) for key in view.request.POST.getlist("box")}
    boxing.choose(view.standing(), keys, by=view.request.user)
    messages.success(view.request, _("Kept. What is not ticked will be seen."))


def _corner(view: DecideExhibit) -> dict[str, int]:
    """The first click is kept in the address, the second makes the box."""
    told, copy = view.request.POST, view.standing()
    page, x, y = int(told["page"]), int(told["corner.x"]), int(told["corner.y"])
    if not told.get("x"):
        return {"page": page, "x": x, "y": y}
    high = WIDE * copy.shapes[page - 1]
    (left, right), (top, bottom) = sorted((x, int(told["x"]))), sorted((y, int(told["y"])))
    place = (left / WIDE, top / high, (right - left) / WIDE, (bottom - top) / high)
    boxing.add_box(copy, page, place, by=view.request.user)
    return {"page": page}


def _box(view: DecideExhibit) -> dict[str, int]:
    form = BoxForm(view.request.POST)
    if not form.is_valid():
        raise ValueError
    boxing.add_box(view.standing(), form.cleaned_data["page"], form.place, by=view.request.user)
    return {"page": form.cleaned_data["page"]}


def _draw(view: DecideExhibit) -> Job:
    return boxing.draw(view.standing(), by=view.request.user)


def _change(view: DecideExhibit) -> None:
    boxing.change(view.standing(), by=view.request.user)


def _end(view: DecideExhibit) -> None:
    boxing.end(view.standing(), by=view.request.user)
    messages.success(view.request, _("The file goes as any other. What was signed before is signed anew."))


ACTS: dict[str, Any] = {
    "look": _look_through, "choose": _choose, "corner": _corner, "box": _box, "draw": _draw, "change": _change, "end": _end,
}  # fmt: skip


class ExhibitPage(OfAnExhibit, View):
    """One page as a picture. That somebody looked is on the record of the file."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, reference: str, exhibit: UUID, page: int) -> HttpResponse:
        try:
            picture = boxing.look_at(self.standing(), page, by=request.user)
        except (LookupError, CannotBeDrawn):
            raise Http404 from None
        response = HttpResponse(picture, content_type="image/jpeg")
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
