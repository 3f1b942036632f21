"""How long governments take: every recommendation that was sent, the pending ones included."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min

from accounts.roles import Jurisdiction
from insight.survival import Interval, Step, median, not_yet, turnbull
from insight.withholding import protected
from submissions.models import Outcome
from submissions.outcome_kinds import ACTED_ON, LISTED_WITHOUT_CLAIM

KINDS = ("dated", "interval", "pending", "left_out")
IN_CURVE = KINDS[:3]
Became = tuple[str, Interval | None]
DAYS = ("listed_on", "announced_on", "not_before", "not_after")


@dataclass(frozen=True, slots=True)
class Waited:
    """One recommendation, by primary key. `kind` is pending, dated, interval, or left_out, which has no interval."""

    ask: int
    government: str
    kind: str
    interval: Interval | None = None


def waited(today: date, asks: Any) -> list[Waited]:
    """What became of each of these recommendations (a queryset of what somebody may see) that was sent: two queries."""
    sent = (
        asks.sent().order_by("pk").values_list("pk", "dossier__jurisdiction").annotate(first=Min("dossier__deliveries__sent_on"))
    )
    outcomes = Outcome.objects.standing().of_listings().filter(recommendation__in=asks.sent().order_by().values("pk"))
    by_ask: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for ask, *told in outcomes.order_by().values_list("recommendation", "kind", *DAYS):
        by_ask[ask].append(tuple(told))
    return [Waited(ask, government, *_one(sent_on, by_ask.get(ask, []), today)) for ask, government, sent_on in sent]


def _one(sent_on: date | None, outcomes: list[tuple[Any, ...]], today: date) -> Became:
    if sent_on is None or any(kind in LISTED_WITHOUT_CLAIM for kind, *_days in outcomes):
        return "left_out", None
    acted = [_listed(sent_on, *days) for kind, *days in outcomes if kind in ACTED_ON]
    if not acted:
        return "pending", not_yet((today - sent_on).days)
    return min(acted, key=lambda one: one[1] or (0, 0))


def _listed(
    sent_on: date, listed_on: date | None, announced_on: date | None, not_before: date | None, not_after: date | None
) -> Became:
    exact = listed_on or announced_on
    latest, earliest = exact or not_after, exact or not_before
    if latest is None:
        return "left_out", None
    first = max((earliest - sent_on).days, 0) if earliest else 0
    last = max((latest - sent_on).days, 0)
    is_one_day = exact is not None or (not_before is not None and latest - not_before == timedelta(days=1))
    return ("dated", (last, last)) if is_one_day or first == last else ("interval", (first, last))


@dataclass(frozen=True)
class Curve:
    steps: list[Step]
    counts: dict[str, int]
    median: float | None


def curve(rows: Iterable[Waited]) -> Curve:
    """The part not acted on, by days since sending, and how many recommendations it rests on."""
    rows = list(rows)
    steps = turnbull(row.interval for row in rows if row.interval is not None)
    return Curve(steps, counts_of(rows), median(steps))


def counts_of(rows: Iterable[Waited]) -> dict[str, int]:
    counted = Counter(row.kind for row in rows)
    return {kind: counted[kind] for kind in KINDS}


def counts_told(rows: Iterable[Waited]) -> dict[str, dict[str, str]]:
    """By government ("" for all), and by kind: the numbers as they may be told to whoever does not see the cases."""
    rows = list(rows)
    one_by_one = {code: counts_of(row for row in rows if row.government == code) for code in Jurisdiction.values}
    told, line = protected([list(counts.values()) for counts in one_by_one.values()], list(counts_of(rows).values()))
    words = {code: dict(zip(KINDS, row, strict=True)) for code, row in zip(one_by_one, told, strict=True)}
    return {"": dict(zip(KINDS, line, strict=True)), **words}
