"""How staff narrow the list of cases. It all stands in the address, so a list can be kept, shared and come back to."""

from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from cases import queues
from cases.models import Case
from cases.querysets import CaseQuerySet
from cases.statuses import CaseStatus

NEWEST, DUE = "newest", "due"


@dataclass(frozen=True)
class Filters:
    """What stands in the address: codes and numbers, never words that somebody wrote. What makes no sense is left out."""

    queue: str = ""
    status: str = ""
    organisation: str = ""
    assigned: str = ""  # me, nobody, or a person's number
    window: str = ""
    order: str = ""

    @classmethod
    def read(cls, query: QueryDict | str) -> "Filters":
        given = QueryDict(query[:300]) if isinstance(query, str) else query
        read = {name: given.get(name, "") for name in cls.__dataclass_fields__}
        return cls(**{name: value if _makes_sense(name, value) else "" for name, value in read.items()})

    @property
    def address(self) -> str:
        """What stands behind the question mark."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def narrows(self) -> bool:
        return any(getattr(self, name) for name in ("status", "organisation", "assigned", "window"))

    def without(self, name: str) -> str:
        return replace(self, **{name: ""}).address

    def among(self, cases: CaseQuerySet, user: Any) -> CaseQuerySet:
        """The cases that are left, in order."""
        narrowed = queues.narrow(cases, self.queue, user).filter(self._condition(user))
        return narrowed.order_by("due_on", "pk") if self.is_by_due_day else narrowed

    @property
    def is_by_due_day(self) -> bool:
        """A pile of work is read by what is due first; everything, by what is newest."""
        return (self.order or (DUE if self.queue else NEWEST)) == DUE

    def _condition(self, user: Any) -> Q:
        condition = Q()
        if self.status:
            condition &= Q(status=self.status)
        if self.organisation:
            condition &= Q(organisation=self.organisation)
        if self.assigned:
            condition &= _looked_after(self.assigned, user)
        if self.window:
            condition &= Q(windows=self.window)
        return condition

    def after(self, case: Case, cases: CaseQuerySet, user: Any) -> Case | None:
        """The next case of this list, its first one again after the last; None when there is no other."""
        others = self.among(cases, user).exclude(pk=case.pk)
        return others.filter(self._beyond(case)).first() or others.first()

    def _beyond(self, case: Case) -> Q:
        if not self.is_by_due_day:
            return Q(opened_at__lt=case.opened_at) | Q(opened_at=case.opened_at, pk__lt=case.pk)
        if case.due_on is None:
            return Q(due_on=None, pk__gt=case.pk)
        return Q(due_on__gt=case.due_on) | Q(due_on=case.due_on, pk__gt=case.pk) | Q(due_on=None)


def _looked_after(by: str, user: Any) -> Q:
    if by == "nobody":
        return queues.LOOKED_AFTER_BY_NOBODY
    return queues.looked_after_by(user.pk if by == "me" else int(by))


def _makes_sense(name: str, value: str) -> bool:
    if name == "queue":
        return value in queues.BY_SLUG
    if name == "status":
        return value in CaseStatus.values
    if name == "order":
        return value in (NEWEST, DUE)
    return (name == "assigned" and value in ("me", "nobody")) or (value.isascii() and value.isdigit() and len(value) < 10)
