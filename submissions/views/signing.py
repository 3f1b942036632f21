"""What stands beside the two signatures: a waiver for tonight, its review, and the partner's approval."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from submissions import checks, policies
from submissions.forms.signing import ApprovalForm, WaiverForm
from submissions.models import Recommendation, Waiver
from submissions.services import signatures, tonight
from submissions.views.visible import StaffRecommendations, tell_problems


class Waive(StaffRecommendations, View):
    """Ask for it, confirm it, or review it afterwards; each by another person."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, act: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        if act not in WAIVING or not policies.can_waive(request.user, ask):
            raise PermissionDenied
        try:
            with transaction.atomic():
                messages.success(request, WAIVING[act](ask, request))
        except (checks.NotReady, NoWords) as problem:
            tell_problems(request, problem)
        return redirect(ask)


class NoWords(Exception):
    """A waiver without a written reason is none."""


def _words(request: HttpRequest) -> str:
    form = WaiverForm(request.POST)
    if not form.is_valid():
        raise NoWords(_("Write it down: whoever reviews it reads these words."))
    words: str = form.cleaned_data["words"]
    return words


def _asked(ask: Recommendation, request: HttpRequest) -> str:
    tonight.ask_waiver(ask, _words(request), by=request.user)
    return _("Asked for. A second person has to agree before anything is waived.")


def _confirmed(ask: Recommendation, request: HttpRequest) -> str:
    tonight.confirm_waiver(_standing(ask), by=request.user)
    return _("Waived for tonight. Two persons sign it as ever; somebody else reviews it within five working days.")


def _reviewed(ask: Recommendation, request: HttpRequest) -> str:
    tonight.review_waiver(_standing(ask), _words(request), by=request.user)
    return _("Reviewed, and written down.")


def _standing(ask: Recommendation) -> Waiver:
    return get_object_or_404(
        Waiver.objects.select_related("recommendation__dossier"), recommendation=ask, ended_at=None, reviewed_at=None
    )


WAIVING: dict[str, Any] = {"ask": _asked, "confirm": _confirmed, "review": _reviewed}


class PartnerSaidYes(StaffRecommendations, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        if not policies.can_draft(request.user, ask):
            raise PermissionDenied
        form = ApprovalForm(request.POST)
        if form.is_valid():
            signatures.record_partner_approval(ask, **form.cleaned_data, by=request.user)
            messages.success(request, _("Written down, for the words as they stand now."))
        else:
            for problems in form.errors.values():
                messages.error(request, " ".join(map(str, problems)))
        return redirect(ask)


class SignPart(StaffRecommendations, View):
    """The law, or safety, signed apart."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, part: str) -> HttpResponse:
        ask = get_object_or_404(self.get_queryset(), reference=reference)
        try:
            with transaction.atomic():
                signatures.sign_part(ask, part, by=request.user)
        except checks.NotReady as problem:
            tell_problems(request, problem)
        else:
            messages.success(request, _("Signed."))
        return redirect(ask)
