"""What the law asks more since a recommendation was opened."""

from django.db import transaction

from submissions.models import ElementFinding, Recommendation
from submissions.statuses import RecommendationStatus


@transaction.atomic
def take_up_new_elements(ask: Recommendation) -> None:
    """While it is written: an empty finding for each element that its criterion got since. Asked twice, it makes no more.

    Nothing under a signature changes: what was signed is opened again first.
    """
    ask.refresh_from_db(fields=["status"], from_queryset=Recommendation.objects.select_for_update())
    if ask.status == RecommendationStatus.DRAFTING:
        rows = [ElementFinding(recommendation=ask, element=element) for element in ask.new_elements]
        ElementFinding.objects.bulk_create(rows, ignore_conflicts=True)
