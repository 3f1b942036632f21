"""Two write on one text: what it said when the second began, and noticing that it says something else."""

import hashlib

from django.utils.translation import gettext as _

from submissions import checks
from submissions.models import ElementFinding, Plan, Recommendation


class ChangedMeanwhile(checks.NotReady):
    """Somebody else wrote on this text meanwhile."""


def require_unchanged(seen: str, now: str) -> None:
    if seen and seen != now:
        raise ChangedMeanwhile(
            [_("Somebody else changed this text while you wrote. Both stand below: put them together, and save.")]
        )


def seen_words(ask: Recommendation) -> str:
    """A digest of the words and passages, so that a second writer notices the first."""
    passages = ask.passages.order_by("section").values_list("section", "text")
    return _digest(ask.summary, ask.affected, ask.contrary, *(part for row in passages for part in row))


def seen_finding(finding: ElementFinding) -> str:
    claims = sorted(finding.claims.values_list("pk", flat=True))
    return _digest(finding.statement, *map(str, claims))


def seen_reasons(ask: Recommendation) -> str:
    rows = ask.sentences.order_by("order").values_list("text", "claims")
    return _digest(*(f"{text} {claim}" for text, claim in rows))


def seen_plan(plan: Plan | None) -> str:
    """Also of a plan that is not there yet: two may begin one."""
    rows = sorted((row.government, row.order, row.criterion_id) for row in plan.asks.all()) if plan else ()
    told = (plan.embargo_until, plan.together, plan.note) if plan else ()
    return _digest(*(f"{part}" for part in (*told, *rows)))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]
