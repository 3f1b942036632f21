"""What a dossier loses when somebody is left out: acts, claims, exhibits, and the elements that then fall."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.models import Act, EvidenceFile, Source, Victim
from submissions.models import Dossier, Recommendation
from submissions.models.dossiers import standing
from submissions.reading import read_whole
from submissions.statuses import RecommendationStatus


@dataclass
class Loss:
    acts: int = 0
    claims: list[str] = field(default_factory=list)
    exhibits: int = 0
    elements: list[str] = field(default_factory=list)


def asks_of(dossier: Dossier) -> list[Recommendation]:
    return read_whole(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED).order_by("opened_at"))


def without_victim(asks: Iterable[Recommendation], victim: Victim) -> Loss:
    """Acts alone: claims tell of them in words, and the words have to be read."""
    subjects = [ask.subject_id for ask in asks if ask.case_id == victim.case_id]
    return Loss(acts=Act.objects.filter(victim=victim, involvements__subject__in=subjects).distinct().count())


def without_source(asks: Iterable[Recommendation], source: Source) -> Loss:
    """Claims that rest on it alone, the elements that no other claim carries, and its files."""
    loss = Loss(exhibits=EvidenceFile.objects.filter(source=source).count())
    fallen: dict[int, str] = {}
    for ask in asks:
        left = set(ask.dossier.left_sources)
        for finding in ask.findings.all():
            now = standing(finding.claims.all(), left - {source.pk})
            then = {claim.pk for claim in standing(now, left | {source.pk})}
            fallen |= {claim.pk: claim.text for claim in now if claim.pk not in then}
            if now and not then:
                loss.elements.append(f"{ask.reference}: {finding.element}")
    loss.claims = list(fallen.values())
    return loss
