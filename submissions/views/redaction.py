"""The page on which a liaison leaves people, sources, files and words out of a dossier, and sees before what that takes away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from cases.models import Claim, EvidenceFile, Source, Victim
from cases.statuses import Coverage
from submissions import checks, content, falling, policies, redaction
from submissions.covered import uncovered
from submissions.forms.redaction import RedactionForm
from submissions.models import Dossier, Recommendation, Redaction
from submissions.services import redacting
from submissions.views.visible import StaffDossiers, tell_problems

KEYS = {"victim": int, "source": int, "file": UUID, "rule": UUID}


class OfADossier(StaffDossiers):
    @cached_property
    def dossier(self) -> Dossier:
        return get_object_or_404(self.get_queryset().select_related("data_key"), reference=self.kwargs["reference"])

    @property
    def may_write(self) -> bool:
        return policies.is_liaison_for(self.request.user, self.dossier.jurisdiction)


class Redact(OfADossier, FormView):
    """Posting shows what a rule would change; posting with `keep` keeps it. Words stand in no address."""

    template_name = "submissions/redaction_form.html"
    form_class = RedactionForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_write:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: RedactionForm) -> HttpResponse:
        told = form.cleaned_data
        if "keep" not in self.request.POST:
            rule = redaction.Rule(told["words"], told["instead"])
            return self.render_to_response(self.get_context_data(form=form, tried=rule, places=self.places(rule)))
        try:
            redacting.redact(self.dossier, told["words"], told["instead"], told["hides"], by=self.request.user)
        except checks.NotReady as problem:
            tell_problems(self.request, problem)
        else:
            messages.success(
                self.request, _("Kept. These words are not said from now on; what was signed with them is signed anew.")
            )
        return redirect("submissions:redact", self.dossier.reference)

    @cached_property
    def said(self) -> dict[str, Any]:
        """What the dossier would say now, with the rules that stand."""
        return content.build_content(self.dossier, number=0)

    def places(self, rule: redaction.Rule) -> list[redaction.Place]:
        return list(redaction.places_of(self.said, rule))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = falling.asks_of(self.dossier)
        rows = self.dossier.redactions.select_related("by", "dossier__data_key")
        rules = [rule_of(asks, row) for row in rows] if self.may_write else []
        if tried := kwargs.get("tried"):
            kwargs["touched"] = falling.told_otherwise(asks, tried)
        return super().get_context_data(
            dossier=self.dossier,
            people=people_of(self.dossier, asks),
            files=files_of(self.dossier, asks),
            rules=rules,
            rule_count=len(rows),
            may_write=self.may_write,
            **kwargs,
        )


def rule_of(asks: list[Recommendation], row: Redaction) -> dict[str, Any]:
    words = row.words.reveal()
    return {"row": row, "words": words, "touched": falling.told_otherwise(asks, redaction.Rule(words, row.instead))}


def people_of(dossier: Dossier, asks: list[Recommendation]) -> list[dict[str, Any]]:
    """Everybody the dossier could refer to: what they agreed to, and what it loses without them."""
    subjects, cases = [ask.subject_id for ask in asks], [ask.case_id for ask in asks]
    victims = Victim.objects.filter(case__in=cases, acts__involvements__subject__in=subjects).distinct()
    claims = Claim.objects.filter(findings__recommendation__in=asks, recanted_at=None)
    sources = Source.objects.filter(claims__in=claims).distinct()
    lacking = {(type(person), person.pk): verdict for ask in asks for person, verdict in uncovered(ask)}
    rows = [("victim", one, dossier.left_victims, falling.without_victim(asks, one)) for one in victims]
    rows += [("source", one, dossier.left_sources, falling.without_source(asks, one)) for one in sources]
    silent = {key for ask in asks for key in ask.out.sources}
    return [
        {
            "what": what,
            "row": one,
            "is_out": one.pk in left,
            "is_with_teller": what == "source" and one.pk in silent and one.pk not in left,
            "loss": loss,
            "lacking": _told(lacking.get((type(one), one.pk))),
        }
        for what, one, left, loss in rows
    ]


def _told(verdict: Coverage | None) -> str:
    return str(verdict.label) if verdict else ""


def files_of(dossier: Dossier, asks: list[Recommendation]) -> list[dict[str, Any]]:
    claims = Claim.objects.filter(findings__recommendation__in=asks, recanted_at=None)
    left = {key for ask in asks for key in ask.out.sources}
    files = EvidenceFile.objects.filter(source__claims__in=claims).exclude(source__in=left)
    rows = files.select_related("source").distinct().order_by("received_at", "pk")
    copies = {copy.original_id: copy for copy in dossier.redacted_copies.filter(ended_at=None)}
    return [
        {
            "row": file,
            "is_out": file.pk in dossier.left_files,
            "copy": copies.get(file.pk),
            "loss": falling.without_file(asks, file),
        }
        for file in rows
    ]


class LeaveOut(OfADossier, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, what: str, key: str, act: str) -> HttpResponse:
        if not self.may_write:
            raise PermissionDenied
        try:
            self._act(what, KEYS[what](key), act)
        except (LookupError, ValueError):
            raise Http404 from None
        except checks.NotReady as problem:
            tell_problems(request, problem)
        return redirect("submissions:redact", reference)

    def _act(self, what: str, key: Any, act: str) -> None:
        by = self.request.user
        if what == "rule":
            redacting.lift(get_object_or_404(Redaction.objects.select_related("dossier"), pk=key, dossier=self.dossier), by=by)
            messages.success(self.request, _("The rule is gone. These words are said again."))
        elif act == "out":
            redacting.leave_out(self.dossier, what, key, by=by)
            messages.success(self.request, _("Left out. What was signed before is signed anew."))
        else:
            redacting.take_in(self.dossier, what, key, by=by)
            messages.success(self.request, _("Taken in again."))
