"""What a plan for several governments keeps from leaving: an embargo, an order, and a release of all at once."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from submissions.models import Dossier, Plan, PlannedAsk, Recommendation
from submissions.statuses import RecommendationStatus

Rows = list[PlannedAsk]


def plan_of(ask: Recommendation) -> Plan | None:
    return Plan.objects.filter(case=ask.case_id, subject=ask.subject_id).prefetch_related("asks").first()


def planned_beside(asks: Iterable[Recommendation]) -> dict[int, Rows]:
    """The rows of the plan in which each of these stands, in their order, by its key; none without a plan. One query."""
    asks = list(asks)
    wanted = {"plan__case__in": {ask.case_id for ask in asks}, "plan__subject__in": {ask.subject_id for ask in asks}}
    plans: dict[tuple[int, int], Rows] = {}
    for row in PlannedAsk.objects.filter(**wanted).select_related("plan"):
        plans.setdefault((row.plan.case_id, row.plan.subject_id), []).append(row)
    return {ask.pk: plans.get((ask.case_id, ask.subject_id), []) for ask in asks}


def plan_allows(dossier: Dossier, sent_on: date) -> Iterator[str]:
    """A sentence for each recommendation of the dossier that its plan holds back on this day."""
    asks = list(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED).select_related("dossier"))
    for ask, rows in zip(asks, planned_beside(asks).values(), strict=True):
        yield from held_back(ask, rows, sent_on)


def held_back(ask: Recommendation, rows: Rows, sent_on: date) -> Iterator[str]:
    """What its plan waits for, in sentences; `rows` as `planned_beside` gives them."""
    if not rows:
        return
    plan, own = rows[0].plan, next((row.order for row in rows if row.government == ask.dossier.jurisdiction), None)
    if plan.embargo_until and sent_on < plan.embargo_until:
        yield _("%(ask)s: by the plan for all governments nothing is sent before %(day)s.") % {
            "ask": ask.reference,
            "day": date_format(plan.embargo_until, "j F Y"),
        }
    if plan.together and (unsigned := [row for row in rows if row.ready_at is None]):
        yield _("%(ask)s: by the plan all are sent together. Not signed by two yet: %(governments)s.") % {
            "ask": ask.reference,
            "governments": _named(unsigned),
        }
    if own is not None and (earlier := [row for row in rows if row.order < own and row.sent_on is None]):
        yield _("%(ask)s: by the plan others are asked first, and nothing was sent there yet: %(governments)s.") % {
            "ask": ask.reference,
            "governments": _named(earlier),
        }


def _named(rows: Rows) -> str:
    return ", ".join(str(row.get_government_display()) for row in rows)
