"""Somebody takes back what was already sent: it cannot be recalled, but whoever has it is told. A worker looks each minute."""

from django.db.models import Q

from cases.models import Consent, Victim
from cases.statuses import ConsentAnswer, Coverage
from submissions import reading
from submissions.covered import uncovered
from submissions.models import Recall, Recommendation
from submissions.statuses import RecommendationStatus

TAKEN_BACK = (Coverage.WITHDRAWN, Coverage.REFUSED, Coverage.SOME_REFUSED, Coverage.SOME_UNASKED)
BY_SOME_OR_ALL = Q(answer=ConsentAnswer.WITHDRAWN) | Q(said_no__gt=0) | Q(unasked__gt=0)


def raise_recalls() -> int:
    """One task for each person who took it back and each delivery that names them; returns how many are new."""
    took_back = Consent.objects.filter(BY_SOME_OR_ALL).values("case")
    sent = Recommendation.objects.filter(status=RecommendationStatus.SENT, case__in=took_back)
    return sum(_raise(ask) for ask in reading.read_whole(sent))


def _raise(ask: Recommendation) -> int:
    new = 0
    for person, verdict in uncovered(ask):
        if verdict in TAKEN_BACK:
            whose = {"victim": person} if isinstance(person, Victim) else {"source": person}
            for delivery in ask.dossier.deliveries.all():
                new += Recall.objects.get_or_create(delivery=delivery, recommendation=ask, **whose)[1]
    return new
