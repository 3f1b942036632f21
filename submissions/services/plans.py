"""Plans for several governments, and what they are told of each recommendation that stands in them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases.models import Case, Subject
from sanctions.models import Criterion
from submissions import checks, policies
from submissions.checks import legal
from submissions.models import Plan, PlannedAsk, Recommendation
from submissions.services.meanwhile import require_unchanged, seen_plan
from submissions.services.opening import open_recommendation
from submissions.statuses import SIGNED, RecommendationStatus


@transaction.atomic
def keep_plan(
    case: Case, subject: Subject, told: dict[str, Any], chosen: dict[str, tuple[int, Criterion]], *, by: User, seen: str = ""
) -> Plan:
    """Which governments are asked, by which turn and criterion; `told` has embargo, together, note.

    `seen` is what `seen_plan` gave when the writer began; "" asks for no comparison. Raises `PermissionDenied`,
    `ChangedMeanwhile`, `checks.NotReady`.
    """
    if not policies.can_plan(by):
        raise PermissionDenied
    Case.objects.select_for_update().get(pk=case.pk)
    require_unchanged(seen, seen_plan(Plan.objects.filter(case=case, subject=subject).first()))
    checks.require(legal.can_be_planned(case, subject, chosen))
    plan, _is_new = Plan.objects.update_or_create(
        case=case, subject=subject, defaults=told, create_defaults={**told, "drafted_by": by}
    )
    plan.asks.exclude(government__in=chosen).delete()
    for government, (order, criterion) in chosen.items():
        plan.asks.update_or_create(government=government, defaults={"order": order, "criterion": criterion})
    note_ready(plan)
    record(by, "plan.kept", plan)
    return plan


@transaction.atomic
def open_planned(plan: Plan, *, by: User) -> list[Recommendation]:
    """Open what the plan asks of this liaison's governments and is not open yet. Asked twice, it opens nothing more."""
    opened = []
    for row in plan.asks.select_related("criterion__programme__authority"):
        standing = Recommendation.objects.filter(case=plan.case_id, subject=plan.subject_id, dossier__jurisdiction=row.government)
        if policies.is_liaison_for(by, row.government) and not standing.exclude(status=RecommendationStatus.STOPPED).exists():
            opened.append(open_recommendation(plan.case, plan.subject, row.criterion, by=by))
    return opened


def note_ready(plan: Plan) -> None:
    """Written by whoever signs, sends or opens again, for those who may not see that recommendation."""
    signed = Recommendation.objects.filter(case=plan.case_id, subject=plan.subject_id, status__in=SIGNED)
    ready = set(signed.values_list("dossier__jurisdiction", flat=True))
    plan.asks.filter(government__in=ready, ready_at=None).update(ready_at=timezone.now())
    sent = signed.filter(status=RecommendationStatus.SENT).select_related("dossier")
    for ask in sent.prefetch_related("dossier__deliveries"):
        planned(ask).filter(sent_on=None).update(sent_on=ask.dossier.first_sent_on)


def planned(ask: Recommendation) -> QuerySet[PlannedAsk]:
    """Its place in the plan, if it stands in one."""
    beside = PlannedAsk.objects.filter(plan__case=ask.case_id, plan__subject=ask.subject_id)
    return beside.filter(government=ask.dossier.jurisdiction)
