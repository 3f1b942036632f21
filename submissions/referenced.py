"""Whom and what a recommendation refers to. Consent is asked of these people, and nothing of anybody else is exported."""

from django.db.models import Q, QuerySet

from cases.models import Claim, Source, Victim
from submissions.models import Recommendation


def referenced_victims(recommendation: Recommendation) -> QuerySet[Victim]:
    """Everybody harmed in an act that the subject is said to be responsible for."""
    return Victim.objects.filter(case=recommendation.case_id, acts__involvements__subject=recommendation.subject_id).distinct()


def referenced_claims(recommendation: Recommendation) -> QuerySet[Claim]:
    """Every claim that still stands and that an element, or a sentence of the reasons, rests on."""
    rests = Q(findings__recommendation=recommendation) | Q(sentences__recommendation=recommendation)
    return Claim.objects.filter(rests, recanted_at=None).distinct()


def referenced_sources(recommendation: Recommendation) -> QuerySet[Source]:
    return Source.objects.filter(claims__in=referenced_claims(recommendation)).distinct()
