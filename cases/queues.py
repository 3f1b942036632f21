"""The piles of work on the desk: each a name in the address, a label, and which cases stand in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import CASEWORK_ROLES
from cases import phases
from cases.models import Assessment, Correction, Determination, Flag, Message, Note, Question
from cases.querysets import CaseQuerySet
from cases.statuses import OPEN, WITH_PARTNER, WITH_STAFF
from cases.statuses import CaseStatus as S


def looked_after_by(person: int) -> Q:
    """Whoever took a case up looks after it, until it is given to somebody else."""
    return Q(assigned_to=person) | Q(assigned_to=None, taken_up_by=person, status=S.IN_REVIEW)


LOOKED_AFTER_BY_NOBODY = Q(assigned_to=None) & ~Q(taken_up_by__isnull=False, status=S.IN_REVIEW)


def _mine(user: Any) -> Q:
    return looked_after_by(user.pk) & Q(status__in=WITH_STAFF)


def _second(user: Any) -> Q:
    """In review by somebody else and with nothing left to ask: this person may be the second pair of eyes."""
    asking = Question.objects.open().values("case")
    ready = Q(status=S.IN_REVIEW, taken_up_by__isnull=False) & phases.not_held_back(phases.DECISIONS)
    return ready & ~Q(taken_up_by=user.pk) & ~Q(pk__in=asking)


def _overdue(user: Any) -> Q:
    return Q(status__in=WITH_STAFF, due_on__lt=timezone.localdate())


def _changed(user: Any) -> Q:
    return Q(pk__in=Correction.objects.open().values("case"))


def _wrote(user: Any) -> Q:
    return Q(pk__in=Message.objects.to_answer().values("case"))


def _flagged(user: Any) -> Q:
    return Q(pk__in=Flag.objects.visible_to(user).for_now().values("case"))


def _asked(user: Any) -> Q:
    return Q(pk__in=Note.objects.asking(user).values("case"))


def _in_outbox(user: Any) -> Q:
    return Q(status=S.IN_REVIEW, pk__in=Determination.objects.in_outbox().values("case"))


def _to_read(user: Any) -> Q:
    """In review, with fewer readings than are needed, and none of this person's yet, who may also have abstained."""
    readings = Assessment.objects.order_by().values("case")
    enough = readings.filter(abstained=False).annotate(given=Count("pk")).filter(given__gte=settings.REVIEWS_NEEDED)
    wanted = Q(status=S.IN_REVIEW) & phases.not_held_back(phases.READINGS)
    return wanted & ~Q(pk__in=enough.values("case")) & ~Q(pk__in=readings.filter(by=user.pk))


@dataclass(frozen=True)
class Queue:
    """`of_any_status`: cases that are over stand in it too. The others ask for what still waits for somebody.

    `is_used`: whether the coalition works with it at all; a setting may say so.
    """

    slug: str
    label: Promise
    condition: Callable[[Any], Q]
    of_any_status: bool = False
    is_used: Callable[[], bool] = lambda: True

    def of(self, cases: CaseQuerySet, user: Any) -> CaseQuerySet:
        return cases.filter(self.condition(user))


QUEUES = (
    Queue("mine", _("My work"), _mine),
    Queue("flagged", _("Flagged"), _flagged, of_any_status=True),
    Queue("asked", _("Colleagues ask you"), _asked, of_any_status=True),
    Queue("messages", _("Partners’ messages to answer"), _wrote, of_any_status=True),
    Queue("notes", _("First notes to answer"), lambda _user: Q(status=S.NOTED)),
    Queue("filed", _("Filed, not taken up"), lambda _user: Q(status=S.FILED)),
    Queue("read", _("Waits for your reading"), _to_read, is_used=lambda: settings.REVIEWS_NEEDED > 0),
    Queue("second", _("Waits for a second person"), _second),
    Queue("outbox", _("Letters that wait"), _in_outbox),
    Queue("unassigned", _("With nobody yet"), lambda _user: LOOKED_AFTER_BY_NOBODY & Q(status__in=WITH_STAFF)),
    Queue("overdue", _("Overdue"), _overdue),
    Queue("partner", _("Waiting for the partner"), lambda _user: Q(status__in=WITH_PARTNER)),
    Queue("changed", _("Something changed"), _changed, of_any_status=True),
)
BY_SLUG = {queue.slug: queue for queue in QUEUES}


def used() -> list[Queue]:
    return [queue for queue in QUEUES if queue.is_used()]


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
    """Every queue with how many stand in it. Two queries, neither of which walks over the cases that are closed."""
    if not has_queues(user):
        return []
    counts = _of_open_cases(cases.order_by(), user) | _of_any_status(cases.order_by(), user)
    return [CountedQueue(queue.slug, queue.label, counts.get(queue.slug, 0), queue.slug == current) for queue in used()]


def _of_open_cases(cases: CaseQuerySet, user: Any) -> dict[str, int]:
    counts = {queue.slug: Count("pk", filter=queue.condition(user)) for queue in used() if not queue.of_any_status}
    return dict(cases.filter(status__in=OPEN).aggregate(**counts))


def _of_any_status(cases: CaseQuerySet, user: Any) -> dict[str, int]:
    """Each begins with the few rows that it asks about."""
    first, *others = (
        queue.of(cases, user).annotate(slug=Value(queue.slug)).values("slug").annotate(count=Count("pk"))
        for queue in QUEUES
        if queue.of_any_status
    )
    return {row["slug"]: row["count"] for row in first.union(*others, all=True)}
