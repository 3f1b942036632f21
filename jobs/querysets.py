from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobs.states import ENDED, OPEN, WAITING, JobState


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Jobs that this person asked for. Jobs the system asked for belong to nobody."""
        return self.filter(promised_by=user)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self) -> Self:
        """Waiting to be handed to a worker, first promised first."""
        return self.filter(state=JobState.PENDING, not_before__lte=timezone.now()).order_by("not_before")

    def claimable(self) -> Self:
        """What a worker may start: waiting, and due."""
        return self.filter(state__in=WAITING, not_before__lte=timezone.now())

    def abandoned(self) -> Self:
        """Running with a lease that nobody renewed: the worker is gone."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())

    def sent_before(self, age: timedelta) -> Self:
        return self.filter(state=JobState.SENT, sent_at__lt=timezone.now() - age)

    def needing_a_person(self) -> Self:
        return self.filter(state=JobState.DEAD).order_by("-finished_at")

    def ended_before(self, age: timedelta) -> Self:
        """Old rows with nothing left to say. Given-up jobs stay until a person has looked at them."""
        return self.filter(Q(state__in=ENDED) & ~Q(state=JobState.DEAD), finished_at__lt=timezone.now() - age)
