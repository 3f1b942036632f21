from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from accounts.roles import Role
from cases.models import Subject
from submissions.statuses import RecommendationStatus, Verdict
from vault.sight import Scope


class DossierQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who see cases; a liaison only dossiers for their governments. Partners see recommendations, not dossiers."""
        if user.sight.scope == Scope.ALL:
            return self.all()
        if user.has_role(Role.LIAISON):
            return self.filter(jurisdiction__in=user.jurisdictions)
        return self.none()


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff as for dossiers; a partner those made from cases of the own organisation."""
        scope = user.sight.scope
        if scope == Scope.ALL:
            return self.all()
        if user.has_role(Role.LIAISON):
            return self.filter(dossier__jurisdiction__in=user.jurisdictions)
        if scope == Scope.OWN:
            return self.filter(case__organisation=user.organisation_id)
        return self.none()

    def unsent(self) -> Self:
        return self.exclude(status__in=(RecommendationStatus.SENT, RecommendationStatus.STOPPED))

    def to_sign_by(self, user: Any) -> Self:
        """Signed by one, and this person may be the second as far as the first signature goes."""
        signed = Q(sign_offs__person=user, sign_offs__voided_at=None)
        return self.filter(status=RecommendationStatus.TO_SIGN).exclude(signed).distinct()

    def sent(self) -> Self:
        return self.filter(status=RecommendationStatus.SENT)


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who see cases; a liaison those about subjects recommended to their governments."""
        if user.sight.scope == Scope.ALL:
            return self.all()
        if user.has_role(Role.LIAISON):
            recommended = Subject.objects.filter(recommendations__dossier__jurisdiction__in=user.jurisdictions)
            return self.filter(subject__in=recommended)  # no join: rows would come twice, and be counted twice below
        return self.none()

    def waiting_for(self, user: Any) -> Self:
        """Undecided, and this person has not said a word yet."""
        return self.undecided().exclude(judgements__by=user)

    def undecided(self) -> Self:
        """Neither two persons say "same" nor anybody says "not the same"."""
        said_same = Count("judgements", filter=Q(judgements__verdict=Verdict.SAME))
        said_different = Count("judgements", filter=Q(judgements__verdict=Verdict.DIFFERENT))
        waiting = self.annotate(said_same=said_same, said_different=said_different).filter(said_same__lt=2, said_different=0)
        return waiting.order_by("-score", "pk")
