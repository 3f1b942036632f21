"""Whom and what a recommendation refers to. Consent is asked of these people, and nothing of anybody else is exported."""

from django.db.models import Q, QuerySet

from cases.models import Claim, Source, Victim
from submissions.models import Recommendation


def referenced_victims(recommendation: Recommendation) -> QuerySet[Victim]:
    """Everybody harmed in an act that the subject is said to be responsible for, but for those who are left out."""
    harmed = Victim.objects.filter(case=recommendation.case_id, acts__involvements__subject=recommendation.subject_id)
    return harmed.exclude(pk__in=recommendation.dossier.left_victims).distinct()


def referenced_claims(recommendation: Recommendation) -> QuerySet[Claim]:
    """Every claim that still stands and that an element, or a sentence of the reasons, rests on."""
    rests = Q(findings__recommendation=recommendation) | Q(sentences__recommendation=recommendation)
    claims = Claim.objects.filter(rests, recanted_at=None)
    if left := recommendation.dossier.left_sources:  # what rests on these alone falls with them
        claims = claims.filter(pk__in=Claim.sources.through.objects.exclude(source__in=left).values("claim"))
    return claims.distinct()


def referenced_sources(recommendation: Recommendation) -> QuerySet[Source]:
    """The sources of these claims, but for those that are left out."""
    sources = Source.objects.filter(claims__in=referenced_claims(recommendation))
    return sources.exclude(pk__in=recommendation.dossier.left_sources).distinct()
