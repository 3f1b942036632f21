"""What a plan for several governments keeps from leaving: an embargo, and a release of all at once."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from submissions.models import Dossier, Plan, Recommendation
from submissions.statuses import RecommendationStatus


def plan_of(ask: Recommendation) -> Plan | None:
    return Plan.objects.filter(case=ask.case_id, subject=ask.subject_id).prefetch_related("asks").first()


def plan_allows(dossier: Dossier, sent_on: date) -> Iterator[str]:
    """A sentence for each recommendation of the dossier that its plan holds back on this day."""
    for ask in dossier.recommendations.exclude(status=RecommendationStatus.STOPPED).select_related("subject"):
        if (plan := plan_of(ask)) is not None:
            yield from _held_back(ask, plan, sent_on)


def _held_back(ask: Recommendation, plan: Plan, sent_on: date) -> Iterator[str]:
    if plan.embargo_until and sent_on < plan.embargo_until:
        yield _("%(ask)s: by the plan for all governments nothing is sent before %(day)s.") % {
            "ask": ask.reference,
            "day": date_format(plan.embargo_until, "j F Y"),
        }
    waiting = [str(row.get_government_display()) for row in plan.asks.all() if row.ready_at is None]
    if plan.together and waiting:
        yield _("%(ask)s: by the plan all are sent together. Not signed by two yet: %(governments)s.") % {
            "ask": ask.reference,
            "governments": ", ".join(waiting),
        }
