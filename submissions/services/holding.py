"""What is locked, and in which order, so that nothing is taken back between a check and what rests on it."""

from cases.models import Case
from submissions.models import Dossier, Recommendation


def hold_cases(*asks: Recommendation) -> None:
    """Lock the cases until the transaction ends: nothing is taken back between a check and what rests on it."""
    list(Case.objects.select_for_update().filter(pk__in={ask.case_id for ask in asks}).order_by("pk"))


def hold_dossier(key: int) -> Dossier:
    """Lock a dossier, then what it asks, then the cases behind it: always in this order."""
    dossier = Dossier.objects.select_for_update().get(pk=key)
    hold_cases(*dossier.recommendations.select_for_update().order_by("pk"))
    return dossier


def hold(ask: Recommendation) -> Recommendation:
    """Lock a recommendation, and read it anew."""
    return Recommendation.objects.select_for_update(of=("self",)).select_related("dossier", "case").get(pk=ask.pk)
