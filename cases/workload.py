"""Who has how much: the open cases of each colleague, each number with the address of the list behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Min, Q, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases import queues
from cases.narrowing import Filters
from cases.querysets import CaseQuerySet
from cases.statuses import OPEN
from cases.statuses import CaseStatus as S

# As `queues.looked_after_by` says it of one person.
LOOKER = Coalesce(F("assigned_to"), Case(When(status=S.IN_REVIEW, then=F("taken_up_by"))))
# Each column: its heading, and how the list is narrowed to what it counts.
COLUMNS: tuple[tuple[Promise, dict[str, str]], ...] = (
    (_("First notes"), {"status": S.NOTED}),
    (_("Filed"), {"status": S.FILED}),
    (_("In review"), {"status": S.IN_REVIEW}),
    (_("Overdue"), {"queue": "overdue"}),
    (_("Waiting for the partner"), {"queue": "partner"}),
)


@dataclass(frozen=True)
class Load:
    """`person` is None for what nobody looks after; `cells` stand in the order of `COLUMNS`, each (number, address)."""

    person: User | None
    cells: list[tuple[int, str]]
    first_due: date | None


def loads(cases: CaseQuerySet, people: Iterable[User], user: Any) -> list[Load]:
    """Every one of `people`, also who has nothing, then nobody. One query."""
    rows = cases.order_by().filter(status__in=OPEN).annotate(looker=LOOKER).values("looker")
    counts = {f"column{place}": Count("pk", filter=_counted(how, user)) for place, (_label, how) in enumerate(COLUMNS)}
    found = {row["looker"]: row for row in rows.annotate(first_due=Min("due_on"), **counts)}
    return [_load(person, found.get(person.pk if person else None, {})) for person in (*people, None)]


def _counted(how: dict[str, str], user: Any) -> Q:
    return queues.BY_SLUG[how["queue"]].condition(user) if "queue" in how else Q(**how)


def _load(person: User | None, row: dict[str, Any]) -> Load:
    assigned = str(person.pk) if person else "nobody"
    addresses = (Filters(assigned=assigned, **how).address for _label, how in COLUMNS)
    return Load(
        person, [(row.get(f"column{place}", 0), address) for place, address in enumerate(addresses)], row.get("first_due")
    )
