from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases import policies
from cases.statuses import WITH_PARTNER, WITH_STAFF, CaseStatus
from vault.sight import Scope, Sight


def within(sight: Sight, path: str = "") -> models.Q | None:
    """Which cases a sight reaches, as a condition on the case behind `path` (such as "case__"); None for no case.

    The same rules that PostgreSQL holds in its policies on the table (migrations 0002 and 0009).
    """
    reached = _by_scope(sight, path)
    return None if reached is None else reached & ~models.Q(**{f"{path}pk__in": set_aside_for(sight.person)})


def set_aside_for(person: int) -> models.QuerySet:
    """The cases that somebody must not see, whatever their role: a conflict of interest (`Recusal`)."""
    return apps.get_model("cases.Recusal")._base_manager.filter(person=person, lifted_at=None).values("case")


def _by_scope(sight: Sight, path: str) -> models.Q | None:
    if sight.scope == Scope.ALL:
        return models.Q()
    if sight.scope == Scope.OWN:
        return filed_by(sight.organisation, path)
    if sight.scope == Scope.ACCEPTED:
        mine = sorted(sight.governments)
        consented, argued = (models.Q(**{f"{path}{name}__overlap": mine}) for name in ("consented_for", "argued_before"))
        return models.Q(**{f"{path}accepted_at__isnull": False}) & (consented | argued)
    return None


def filed_by(organisation: int, path: str = "") -> models.Q:
    """Cases that an organisation leads, or into which it was let (`CoFiling`)."""
    return models.Q(**{f"{path}organisation": organisation}) | models.Q(**{f"{path}joined_by__contains": [organisation]})


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        reached = within(user.sight)
        return self.none() if reached is None else self.filter(reached)

    def filed_by(self, organisation: int) -> Self:
        return self.filter(filed_by(organisation))

    def waiting_for_staff(self) -> Self:
        return self.filter(status__in=WITH_STAFF)

    def accepted(self) -> Self:
        return self.filter(status=CaseStatus.ACCEPTED)

    def waiting_for_partner(self) -> Self:
        return self.filter(status__in=WITH_PARTNER)

    def with_open_correction(self) -> Self:
        """Something changed after filing, and nobody has dealt with it."""
        return self.filter(corrections__isnull=False, corrections__dealt_with_at=None).distinct()

    def with_news_for(self, user: Any) -> Self:
        """Each with how many messages the other side wrote that this person has not read: `unread`."""
        messages = apps.get_model("cases.Message").objects.filter(case=OuterRef("pk")).unread_by(user)
        counted = messages.order_by().values("case").annotate(count=Count("pk")).values("count")
        return self.annotate(unread=Coalesce(Subquery(counted), 0))

    def for_the_desk(self) -> Self:
        """With what a row of a list shows."""
        return self.select_related("organisation", "assigned_to", "taken_up_by", "typed_by", "first_note")


class CaseContentQuerySet(models.QuerySet):
    """Rows that belong to a case, found by the model's `case_path`."""

    def visible_to(self, user: Any) -> Self:
        reached = within(user.sight, f"{self.model.case_path}__")  # type: ignore[attr-defined]
        return self.none() if reached is None else self.filter(reached)


class SearchTextQuerySet(CaseContentQuerySet):
    """Words of cases, as the index has them."""

    def visible_to(self, user: Any) -> Self:
        """What stands in a case is read while it is filed; its title and first note always. The index may lag behind."""
        declined = Q(case__status=CaseStatus.DECLINED, case__taken_up_by__isnull=False) & ~Q(part="subject")
        return super().visible_to(user).filter(Q(part__in=("title", "note")) | Q(case__status__in=policies.FILED_ONCE) | declined)


class CaseLinkQuerySet(CaseContentQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Of two cases that are both seen."""
        reached = within(user.sight, "other__")
        return self.none() if reached is None else super().visible_to(user).filter(reached)


class QuestionQuerySet(CaseContentQuerySet):
    def open(self) -> Self:
        """Asked, not answered, not withdrawn."""
        return self.filter(answered_at=None, withdrawn_at=None)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def to_chase(self) -> Self:
        """The day has passed, the partner has it and is safe, and nobody has reminded them."""
        alarms = apps.get_model("cases.Alarm")._base_manager.filter(organisation=OuterRef("case__organisation"), ended_at=None)
        late = self.overdue().filter(chased_at=None, case__status=CaseStatus.RETURNED).exclude(sent_at=None)
        return late.exclude(Exists(alarms))

    def sent(self) -> Self:
        """What the partner may read."""
        return self.exclude(sent_at=None)


class CorrectionQuerySet(CaseContentQuerySet):
    def open(self) -> Self:
        return self.filter(dealt_with_at=None)


class ConsentQuerySet(CaseContentQuerySet):
    def current(self) -> Self:
        """The newest answer of each person to each question; older ones stay as what was said then."""
        asked = ("victim_id", "source_id", "scope", "government")
        return self.order_by(*asked, "-pk").distinct(*asked)


class AlarmQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff see all of them, a partner their own; the database holds the same rule."""
        sight = user.sight
        if sight.scope == Scope.OWN:
            return self.filter(organisation=sight.organisation)
        return self.all() if sight.scope in (Scope.ALL, Scope.ACCEPTED) else self.none()

    def open(self) -> Self:
        return self.filter(ended_at=None)


class OfOnePersonQuerySet(models.QuerySet):
    """Rows that one person sees and nobody else, whatever their role."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(person=user.pk)


class StaffQuerySet(models.QuerySet):
    """Rows for the eyes of casework staff alone; migrations say the same to PostgreSQL."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.sight.scope == Scope.ALL else self.none()


class OwnOrSharedQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(Q(person=user.pk) | Q(is_shared=True)) if user.sight.scope == Scope.ALL else self.none()


class FlagQuerySet(OwnOrSharedQuerySet):
    def raised(self) -> Self:
        return self.filter(lowered_at=None)

    def for_now(self) -> Self:
        """One with a day rests until then."""
        return self.raised().filter(Q(back_on=None) | Q(back_on__lte=timezone.localdate()))


class RecusalQuerySet(StaffQuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class NoteQuerySet(StaffQuerySet):
    def asking(self, user: Any) -> Self:
        """Notes that speak to this person, by name or role, and that they have not read yet."""
        to_them = Q(people__contains=[user.pk]) | Q(roles__overlap=sorted(user.roles))
        return self.filter(to_them).exclude(read_by__contains=[user.pk]).exclude(by=user.pk)


class BetweenTheSidesQuerySet(CaseContentQuerySet):
    """Between a partner and those who review: a liaison, who sees the case, does not see these."""

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user) if user.sight.scope in (Scope.OWN, Scope.ALL) else self.none()


class CoFilingQuerySet(BetweenTheSidesQuerySet):
    """Whoever sees the case sees who files it; an organisation that answered an offer sees that row, and nothing of the case."""

    def visible_to(self, user: Any) -> Self:
        if user.sight.scope != Scope.OWN:
            return super().visible_to(user)
        cases = (
            apps.get_model("cases.Case").objects.visible_to(user).order_by().values("pk")
        )  # no join: it would ask for the case
        return self.filter(Q(case__in=cases) | Q(organisation=user.organisation_id))

    def on_offer(self) -> Self:
        return self.filter(answered_at=None, ended_at=None)

    def asking(self) -> Self:
        """Answered, and not let in yet."""
        return self.filter(answered_at__isnull=False, let_in_at=None, ended_at=None)

    def joined(self) -> Self:
        return self.filter(let_in_at__isnull=False, ended_at=None)


class MessageQuerySet(BetweenTheSidesQuerySet):
    def unread_by(self, user: Any) -> Self:
        """What the other side wrote, and this person has not opened."""
        theirs = self.filter(is_from_partner=bool(user.is_coalition_staff))
        return theirs.exclude(read_by__contains=[user.pk])

    def to_answer(self) -> Self:
        """What partners wrote and nobody of the coalition has answered."""
        return self.filter(is_from_partner=True, settled_at=None)


class DeterminationQuerySet(StaffQuerySet):
    def on_their_way(self) -> Self:
        return self.filter(released_at=None, stopped_at=None)

    def in_outbox(self) -> Self:
        return self.on_their_way().exclude(confirmed_by=None)


class WindowQuerySet(StaffQuerySet):
    def with_counts(self, cases: CaseQuerySet) -> Self:
        """Each window with how many of these cases are in it."""
        return self.annotate(case_count=Count("cases", filter=Q(cases__in=cases.order_by())))


class PhaseQuerySet(StaffQuerySet):
    def running(self) -> Self:
        """Of each window whose day is not over, the phase that began last."""
        begun = Q(begins_on__lte=timezone.localdate(), window__closes_on__gte=timezone.localdate())
        later = self.model._base_manager.filter(begun, window=OuterRef("window"), begins_on__gt=OuterRef("begins_on"))
        return self.filter(begun).exclude(Exists(later))


class ConsentTextQuerySet(models.QuerySet):
    def usable(self) -> Self:
        """Originals, and translations that somebody named has read against them."""
        return self.filter(models.Q(original=None) | ~models.Q(reviewed_by=""))
