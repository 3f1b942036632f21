from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from cases.querysets import set_aside_for
from insight.policies import can_code, can_read_figures
from vault.sight import Scope


class PublicTexts(models.QuerySet):
    """What governments wrote, and how people read it: facts of the world, of no case."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if can_code(user) else self.none()


class OfficialTextQuerySet(PublicTexts):
    def under(self, programme: str) -> Self:
        """Texts about somebody who has, or had, this tag."""
        return self.filter(entries__programmes__code=programme).distinct()

    def unread_by(self, user: Any) -> Self:
        readings: Any = self.model._meta.get_field("readings").related_model
        mine = readings.objects.filter(text=OuterRef("pk"), coder=user, superseded_at=None)
        return self.filter(~Exists(mine))


class ReadingQuerySet(PublicTexts):
    def standing(self) -> Self:
        return self.filter(superseded_at=None)


class AttributionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """For staff who see the outcome. A partner reads what came of a case, not how far we claim it."""
        outcomes: Any = self.model._meta.get_field("outcome").related_model
        if user.sight.scope not in {Scope.ALL, Scope.ACCEPTED}:
            return self.none()
        return self.filter(outcome__in=outcomes.objects.visible_to(user))

    def standing(self) -> Self:
        return self.filter(superseded_at=None)


class CreditQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        outcomes: Any = self.model._meta.get_field("outcome").related_model
        return self.filter(outcome__in=outcomes.objects.visible_to(user))


class CaseFactQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """For those who see every case; never one from which they are set aside."""
        if user.sight.scope != Scope.ALL:
            return self.none()
        return self.exclude(case__in=set_aside_for(user.pk))


class TotalsQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """For those who see every case and are set aside from none; PostgreSQL holds the same rule."""
        if user.sight.scope != Scope.ALL or set_aside_for(user.pk).exists():
            return self.none()
        return self.all()


class OfADay(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        days: Any = self.model._meta.get_field("day").related_model
        return self.filter(day__in=days.objects.visible_to(user))


class FollowsOutcome(models.QuerySet):
    """Rows about an outcome, for everybody who sees that outcome; PostgreSQL holds the same rule."""

    def visible_to(self, user: Any) -> Self:
        outcomes: Any = self.model._meta.get_field("outcome").related_model
        return self.filter(outcome__in=outcomes.objects.visible_to(user))


class FiguresQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Totals, for whoever reads figures."""
        return self.all() if can_read_figures(user) else self.none()
