from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When

from accounts.roles import Role
from cases.models import Subject
from cases.querysets import set_aside_for, within
from submissions.outcome_kinds import ACTED_ON, LISTED
from submissions.statuses import RecommendationStatus, Standing, Verdict
from vault.sight import Scope


class DossierQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who see cases; a liaison only dossiers for their governments. Partners see recommendations, not dossiers.

        Never one that holds a case from which they are set aside.
        """
        theirs = self.exclude(recommendations__case__in=set_aside_for(user.pk))
        if user.sight.scope == Scope.ALL:
            return theirs
        if user.has_role(Role.LIAISON):
            return theirs.filter(jurisdiction__in=user.jurisdictions)
        return self.none()


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff as for dossiers; a partner those made from cases that their organisation files."""
        scope, theirs = user.sight.scope, self.exclude(case__in=set_aside_for(user.pk))
        if scope == Scope.ALL:
            return theirs
        if user.has_role(Role.LIAISON):
            return theirs.filter(dossier__jurisdiction__in=user.jurisdictions)
        if scope == Scope.OWN:
            return theirs.filter(within(user.sight, "case__"))
        return self.none()

    def unsent(self) -> Self:
        return self.exclude(status__in=(RecommendationStatus.SENT, RecommendationStatus.STOPPED))

    def to_sign_by(self, user: Any) -> Self:
        """Signed by one, and this person may be the second as far as the first signature goes."""
        signed = Q(sign_offs__person=user, sign_offs__voided_at=None)
        return self.filter(status=RecommendationStatus.TO_SIGN).exclude(signed).distinct()

    def to_let_go_by(self, user: Any) -> Self:
        """Somebody else asked that it go tonight, and nobody has agreed."""
        return self.filter(waivers__in=self._waivers_not_of(user).filter(confirmed_by=None)).order_by("waivers__asked_at")

    def to_review_by(self, user: Any) -> Self:
        """Two others let it go before it was complete, and nobody has looked at that since; what is due first, first."""
        theirs = self._waivers_not_of(user).exclude(confirmed_by=None).exclude(confirmed_by=user)
        return self.filter(waivers__in=theirs).annotate(review_by=F("waivers__review_by")).order_by("review_by", "pk")

    def to_tell_of(self, user: Any) -> Self:
        """Somebody took back what went with them, and an office that has it was not told yet; the earliest first."""
        open_ones = self.model._meta.get_field("recalls").related_model.objects.filter(done_at=None)  # type: ignore[union-attr]
        first = open_ones.filter(recommendation=OuterRef("pk")).order_by("raised_at").values("raised_at")[:1]
        return self.annotate(taken_back_at=Subquery(first)).exclude(taken_back_at=None).order_by("taken_back_at", "pk")

    def _waivers_not_of(self, user: Any) -> Any:
        waivers: Any = self.model._meta.get_field("waivers").related_model
        return waivers.objects.filter(ended_at=None, reviewed_at=None).exclude(asked_by=user).order_by()

    def sent(self) -> Self:
        return self.filter(status=RecommendationStatus.SENT)


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who see cases; a liaison those about subjects recommended to their governments."""
        theirs = self.exclude(subject__opened_in__in=set_aside_for(user.pk))
        if user.sight.scope == Scope.ALL:
            return theirs
        if user.has_role(Role.LIAISON):
            recommended = Subject.objects.filter(recommendations__dossier__jurisdiction__in=user.jurisdictions)
            return theirs.filter(subject__in=recommended)  # no join: rows would come twice, and be counted twice below
        return self.none()

    def with_standing(self) -> Self:
        """What the words that stand come to. Two "same" decide, one "not the same" sets aside; where both are said, the
        greater number, and as long as neither is greater two people disagree."""
        said_same = Count("judgements", filter=Q(judgements__superseded_at=None, judgements__verdict=Verdict.SAME))
        said_different = Count("judgements", filter=Q(judgements__superseded_at=None, judgements__verdict=Verdict.DIFFERENT))
        standing = Case(
            When(said_different__gt=F("said_same"), then=Value(Standing.DIFFERENT)),
            When(said_same__gte=2, said_same__gt=F("said_different"), then=Value(Standing.SAME)),
            When(said_same__gte=1, said_different__gte=1, then=Value(Standing.DISAGREED)),
            default=Value(Standing.WAITING),
        )
        return self.annotate(said_same=said_same, said_different=said_different).annotate(standing=standing)

    def standing(self, *wanted: Standing) -> Self:
        """What two people disagree about first, then the best score."""
        disagreed_first = Case(When(standing=Standing.DISAGREED, then=Value(0)), default=Value(1))
        return self.with_standing().filter(standing__in=wanted).order_by(disagreed_first, "-score", "pk")

    def undecided(self) -> Self:
        """What people have to say something about."""
        return self.standing(Standing.WAITING, Standing.DISAGREED)

    def waiting_for(self, user: Any) -> Self:
        """Nothing is decided, nobody disagrees, and this person has not said a word yet."""
        return self.standing(Standing.WAITING).exclude(judgements__by=user)


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of the recommendations that this person sees; for a partner, only what stands."""
        asks: Any = self.model._meta.get_field("recommendation").related_model
        theirs = self.filter(recommendation__in=asks.objects.visible_to(user))
        return theirs.standing() if user.sight.scope == Scope.OWN else theirs

    def standing(self) -> Self:
        """Confirmed by two, and not undone."""
        return self.filter(confirmed_at__isnull=False, undone_at=None)

    def open(self) -> Self:
        """Waits for a first or a second person; oldest first."""
        return self.filter(confirmed_at=None, undone_at=None).order_by("recorded_at", "pk")

    def to_undo(self) -> Self:
        """Somebody asks that it be undone, and nobody has answered."""
        return self.standing().exclude(undo_asked_by=None)

    def waiting_for(self, user: Any) -> Self:
        """What this person may be the first or the second to say."""
        return self.open().exclude(recorded_by=user)

    def acted_on(self) -> Self:
        return self.filter(kind__in=ACTED_ON)

    def of_listings(self) -> Self:
        """The subject itself on a list of the government that was asked."""
        return self.filter(kind__in=LISTED)
