"""When it was: recommendations by the year or quarter in which they were sent, acknowledged and acted on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min
from django.db.models.functions import Coalesce

from delivery.models import Contact
from insight.withholding import Table, protected
from insight.working_out import HAVE_IT
from submissions.models import Outcome
from submissions.outcome_kinds import ACTED_ON

WHAT = ("sent", "acknowledged", "acted_on")
STEPS = ("year", "quarter")
NO_DAY = "-"  # it was sent, and nobody wrote down when


@dataclass(frozen=True, slots=True)
class Dated:
    """One recommendation, by primary key, with the first day of each thing that happened. Where a listing has no day, it is
    told on the last on which it can have happened."""

    ask: int
    government: str
    sent: date | None
    acknowledged: date | None
    acted_on: date | None


def dated(asks: Any) -> list[Dated]:
    """Of these recommendations (a queryset of what somebody may see) those that were sent: three queries."""
    sent = asks.sent().order_by("pk").values_list("pk", "dossier", "dossier__jurisdiction")
    rows = list(sent.annotate(first=Min("dossier__deliveries__sent_on")))
    had = dict(
        Contact.objects.filter(kind__in=HAVE_IT, dossier__in=asks.sent().order_by().values("dossier"))
        .order_by()
        .values_list("dossier")
        .annotate(day=Min("on"))
    )
    acted = dict(
        Outcome.objects.standing()
        .filter(kind__in=ACTED_ON, recommendation__in=asks.sent().order_by().values("pk"))
        .order_by()
        .values_list("recommendation")
        .annotate(day=Min(Coalesce("listed_on", "announced_on", "not_after")))
    )
    return [Dated(ask, government, first, had.get(dossier), acted.get(ask)) for ask, dossier, government, first in rows]


def period_of(day: date, step: str) -> str:
    return str(day.year) if step == "year" else f"{day.year}-Q{(day.month + 2) // 3}"


def in_period(rows: Iterable[Dated], what: str, period: str, step: str) -> list[int]:
    """The recommendations behind one number."""
    return [row.ask for row in rows if _period(row, what, step) == period]


def _period(row: Dated, what: str, step: str) -> str | None:
    day: date | None = getattr(row, what)
    if day is None:
        return NO_DAY if what == "sent" else None
    return period_of(day, step)


def counted(rows: Sequence[Dated], step: str) -> list[tuple[str, list[int]]]:
    """Each period from the first to the last, none left out, with how many there were of each of WHAT."""
    counts = {what: Counter(_period(row, what, step) for row in rows) for what in WHAT}
    days = [day for row in rows for what in WHAT if (day := getattr(row, what)) is not None]
    periods = _between(min(days), max(days), step) if days else []
    without = [NO_DAY] if counts["sent"][NO_DAY] else []
    return [(period, [counts[what][period] for what in WHAT]) for period in [*periods, *without]]


def told(counted: Sequence[tuple[str, list[int]]]) -> Table:
    """Years of all governments as they may be told to whoever does not see the cases: they add up to totals told elsewhere."""
    rows = [numbers for _, numbers in counted]
    words, _totals = protected(rows, [sum(column) for column in zip(*rows, strict=True)])
    return words


def _between(first: date, last: date, step: str) -> list[str]:
    quarters = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    periods = dict.fromkeys(period_of(day, step) for day in quarters)
    begin, end = period_of(first, step), period_of(last, step)
    return [period for period in periods if begin <= period <= end]
