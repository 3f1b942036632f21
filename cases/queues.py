"""The piles of work on the desk: each a name in the address, a label, and which cases stand in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import CASEWORK_ROLES
from cases.models import Correction, Determination, Message, Note, Question
from cases.querysets import WITH_PARTNER, WITH_STAFF, CaseQuerySet
from cases.statuses import CaseStatus as S


def _mine(user: Any) -> Q:
    """Whoever took a case up looks after it, until it is given to somebody else."""
    taken_up = Q(assigned_to=None, taken_up_by=user.pk, status=S.IN_REVIEW)
    return Q(status__in=WITH_STAFF) & (Q(assigned_to=user.pk) | taken_up)


def _second(user: Any) -> Q:
    """In review by somebody else and with nothing left to ask: this person may be the second pair of eyes."""
    asking = Question.objects.open().filter(case=OuterRef("pk"))
    return Q(status=S.IN_REVIEW, taken_up_by__isnull=False) & ~Q(taken_up_by=user.pk) & ~Q(Exists(asking))


def _overdue(user: Any) -> Q:
    return Q(status__in=WITH_STAFF, due_on__lt=timezone.localdate())


def _changed(user: Any) -> Q:
    return Q(pk__in=Correction.objects.open().values("case"))


def _wrote(user: Any) -> Q:
    return Q(pk__in=Message.objects.to_answer().values("case"))


def _asked(user: Any) -> Q:
    return Q(pk__in=Note.objects.asking(user).values("case"))


def _in_outbox(user: Any) -> Q:
    return Q(status=S.IN_REVIEW, pk__in=Determination.objects.in_outbox().values("case"))


@dataclass(frozen=True)
class Queue:
    slug: str
    label: Promise
    condition: Callable[[Any], Q]

    def of(self, cases: CaseQuerySet, user: Any) -> CaseQuerySet:
        return cases.filter(self.condition(user))


QUEUES = (
    Queue("mine", _("My work"), _mine),
    Queue("asked", _("Colleagues ask you"), _asked),
    Queue("messages", _("Partners’ messages to answer"), _wrote),
    Queue("notes", _("First notes to answer"), lambda _user: Q(status=S.NOTED)),
    Queue("filed", _("Filed, not taken up"), lambda _user: Q(status=S.FILED)),
    Queue("second", _("Waits for a second person"), _second),
    Queue("outbox", _("Letters that wait"), _in_outbox),
    Queue("unassigned", _("With nobody yet"), lambda _user: Q(status__in=WITH_STAFF, assigned_to=None, taken_up_by=None)),
    Queue("overdue", _("Overdue"), _overdue),
    Queue("partner", _("Waiting for the partner"), lambda _user: Q(status__in=WITH_PARTNER)),
    Queue("changed", _("Something changed"), _changed),
)
BY_SLUG = {queue.slug: queue for queue in QUEUES}


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
    return BY_SLUG[slug].of(cases, user) if slug in BY_SLUG and has_queues(user) else cases


def counted(cases: CaseQuerySet, current: str, user: Any) -> list[CountedQueue]:
    """Every queue with how many stand in it: one query, which does not look at cases that are closed."""
    if not has_queues(user):
        return []
    open_ones = cases.order_by().filter(Q(status__in=(*WITH_STAFF, *WITH_PARTNER)) | _changed(user) | _asked(user) | _wrote(user))
    counts = open_ones.aggregate(**{queue.slug: Count("pk", filter=queue.condition(user)) for queue in QUEUES})
    return [CountedQueue(queue.slug, queue.label, counts[queue.slug], queue.slug == current) for queue in QUEUES]
