"""The piles of work on the desk: each a name in the address, a label, and the queryset method behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import CASEWORK_ROLES
from cases.querysets import CaseQuerySet


@dataclass(frozen=True)
class Queue:
    slug: str
    label: Promise
    method: Callable[..., CaseQuerySet]
    is_personal: bool = False

    def of(self, cases: CaseQuerySet, user: Any) -> CaseQuerySet:
        return self.method(cases, user) if self.is_personal else self.method(cases)


QUEUES = (
    Queue("notes", _("First notes to answer"), CaseQuerySet.first_notes),
    Queue("filed", _("Filed, not taken up"), CaseQuerySet.to_take_up),
    Queue("mine", _("In review by me"), CaseQuerySet.reviewed_by, is_personal=True),
    Queue("second", _("Waits for a second person"), CaseQuerySet.waiting_for_second, is_personal=True),
    Queue("partner", _("Waiting for the partner"), CaseQuerySet.waiting_for_partner),
    Queue("changed", _("Something changed"), CaseQuerySet.with_open_correction),
)


@dataclass(frozen=True)
class CountedQueue:
    slug: str
    label: Promise
    count: int
    is_current: bool


def has_queues(user: Any) -> bool:
    return not user.roles.isdisjoint(CASEWORK_ROLES)


def narrow(cases: CaseQuerySet, slug: str, user: Any) -> CaseQuerySet:
    """The cases of one queue; all of them when there is no such queue."""
    queue = next((queue for queue in QUEUES if queue.slug == slug), None)
    return queue.of(cases, user) if queue and has_queues(user) else cases


def counted(cases: CaseQuerySet, current: str, user: Any) -> list[CountedQueue]:
    """Every queue with how many stand in it: one query."""
    if not has_queues(user):
        return []
    counts = cases.order_by().aggregate(
        **{queue.slug: Count("pk", filter=Q(pk__in=queue.of(cases, user).order_by().values("pk"))) for queue in QUEUES}
    )
    return [CountedQueue(queue.slug, queue.label, counts[queue.slug], queue.slug == current) for queue in QUEUES]
