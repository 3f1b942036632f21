"""Who somebody is: sealed by the partner; asked for, decided and read by the coalition, a record each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from audit.steps import IllegalStep
from cases import policies
from cases.completeness import Contents, spoke_in_confidence
from cases.forms.identities import IdentityForm, ReasonForm
from cases.models import Case, EvidenceFile, SealedIdentity, SealRequest, Source, Victim
from cases.services import identities
from cases.statuses import Asked
from cases.together import called, names_for
from cases.views.frame import OfMyCase
from cases.views.visible import VisibleCases
from cases.workflow import SEAL_STEPS

HINTS = {
    Asked.REVEAL: gettext_lazy("What for, and why nothing else would do. The partner reads this. No name here."),
    Asked.SHRED_IDENTITY: gettext_lazy("Why nobody needs it any more. No name here."),
    Asked.SHRED_CASE: gettext_lazy("Who decided that it must go, and why. No name here."),
    Asked.UNLOCK: gettext_lazy("Why the report was a mistake, and how you know without opening the file."),
}


class OfOneCase(VisibleCases, View):
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.get_queryset().select_related("data_key", "organisation")
        self.case = get_object_or_404(found, reference=kwargs.pop("reference"))
        return super().dispatch(request, *args, **kwargs)


class SealIdentity(OfMyCase):
    """The sheet on which a partner writes who somebody is. It never shows what was sealed."""

    def person(self, kind: str, pk: int) -> Victim | Source:
        if kind == "victim":
            return get_object_or_404(self.case.victims, pk=pk)
        source: Source = get_object_or_404(self.case.sources, pk=pk)
        if kind != "source" or not spoke_in_confidence(source):
            raise Http404
        return source

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        return self.page(IdentityForm(), self.person(kind, pk))

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        person, form = self.person(kind, pk), IdentityForm(request.POST)
        if not form.is_valid():
            return self.page(form, person)
        try:
            identities.seal_identity(self.case, person, form.cleaned_data, by=request.user)
        except IllegalStep as problem:
            form.add_error(None, str(problem))
            return self.page(form, person)
        messages.success(request, _("Sealed. Nobody reads it on any page; whoever wants to asks, and you see that they did."))
        return redirect("cases:identities", self.case.reference)

    def page(self, form: IdentityForm, person: Victim | Source) -> HttpResponse:
        context = {"case": self.case, "form": form, "person": person, "sealed": getattr(person, "identity", None)}
        return render(self.request, "cases/identity_form.html", context)


class Identities(OfOneCase):
    """Of whom an identity is sealed, who asked for what, and what was decided. No name stands here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        case, user = self.case, request.user
        names = names_for(case, user)
        asked = [
            _told(row, user, names) for row in case.sealrequests.select_related("asked_by__organisation", "decided_by", "case")
        ]
        sealed = {_code(row.person): row for row in case.identities.select_related("victim", "source", "data_key", "given_by")}
        context = {
            "case": case,
            "people": [_row(case, person, sealed, asked) for person in Contents(case).people],
            "of_the_case": [one for one in asked if one["row"].kind == Asked.SHRED_CASE],
            "of_files": [one for one in asked if one["row"].kind == Asked.UNLOCK],
            "is_shredded": case.data_key.is_shredded,
            "may_seal": policies.can_seal_identity(user, case),
            "may_ask": policies.can_ask_reveal(user, case),
            "may_shred": policies.can_ask_shredding(user, case),
            "files": case.evidencefiles.count(),
        }
        return render(request, "cases/identities.html", context)


def _code(person: Victim | Source) -> tuple[str, int]:
    return ("victim" if isinstance(person, Victim) else "source", person.pk)


def _row(case: Case, person: Any, sealed: dict[tuple[str, int], SealedIdentity], asked: list[dict]) -> dict[str, Any]:
    identity = sealed.get(_code(person))
    kind, pk = _code(person)
    mine = [one for one in asked if identity is not None and one["row"].identity_id == identity.pk]
    return {"person": person, "kind": kind, "pk": pk, "identity": identity, "asked": mine}


def _told(row: SealRequest, reader: Any, names: dict[int, str]) -> dict[str, Any]:
    """What somebody asked; to a partner everybody of the coalition is the coalition."""
    return {
        "row": row,
        "who": str(row.asked_by) if reader.organisation.is_coalition else called(row.asked_by, reader, names),
        "steps": [(name, step.label) for name, step in SEAL_STEPS.items()]
        if row.is_waiting and policies.can_decide_seal(reader, row)
        else [],
        "may_read": row.can_be_read and row.asked_by_id == reader.pk,
    }


class AskAboutSeal(OfOneCase):
    """The first of two writes why. `which` is a person's number of identity, or that of a file; of the case nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in Asked.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def about(self, kind: Asked) -> dict[str, Any]:
        which = self.request.GET.get("about", "")
        if kind in (Asked.REVEAL, Asked.SHRED_IDENTITY):
            return {"identity": _found(self.case.identities.select_related("data_key"), which)}
        if kind == Asked.UNLOCK:
            return {"file": _found(self.case.evidencefiles.exclude(locked_at=None), which)}
        return {}

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        asked = Asked(kind)
        return self.page(asked, ReasonForm(hint=HINTS[asked]))

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        asked = Asked(kind)
        form = ReasonForm(request.POST, hint=HINTS[asked])
        if not form.is_valid():
            return self.page(asked, form)
        try:
            identities.ask(self.case, asked, form.cleaned_data["reason"], by=request.user, **self.about(asked))
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Asked. A second person decides."))
        return redirect("cases:identities", self.case.reference)

    def page(self, kind: Asked, form: ReasonForm) -> HttpResponse:
        identities.require_asking(self.request.user, self.case, kind)
        about = self.about(kind)
        context = {"case": self.case, "kind": kind, "form": form, "files": self.case.evidencefiles.count(), **about}
        return render(self.request, "cases/seal_ask.html", context)


def _found(rows: Any, which: str) -> SealedIdentity | EvidenceFile:
    try:
        return rows.get(pk=UUID(which))  # type: ignore[no-any-return]
    except (rows.model.DoesNotExist, ValueError):
        raise Http404 from None


class OneRequest(OfOneCase):
    http_method_names = ["post"]

    def row(self, pk: int) -> SealRequest:
        rows = self.case.sealrequests.select_related("case", "identity__data_key", "asked_by")
        row: SealRequest = get_object_or_404(rows, pk=pk)
        return row


class DecideSeal(OneRequest):
    """The second of two."""

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        if action not in SEAL_STEPS:
            raise Http404
        try:
            row = identities.decide(self.row(pk), action, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Decided: %(what)s.") % {"what": row.get_status_display()})
        return redirect("cases:identities", self.case.reference)


class ReadIdentity(OneRequest):
    """POST, because each look is written down; it stands in no address and is kept by no browser."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row(pk)
        try:
            revealed = identities.reveal(row, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
            return redirect("cases:identities", self.case.reference)
        return render(request, "cases/identity_revealed.html", {"case": self.case, "row": row, "revealed": revealed})
