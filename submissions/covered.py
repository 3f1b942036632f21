"""Whose consent does not cover a recommendation today: what the checks and the recalls both ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone

from cases.completeness import spoke_in_confidence
from cases.consenting import Use, decide
from cases.models import Consent, Source, Victim
from cases.statuses import ConsentScope, Coverage
from submissions.models import Recommendation
from submissions.referenced import referenced_sources, referenced_victims


def uncovered(recommendation: Recommendation) -> Iterator[tuple[Victim | Source, Coverage]]:
    """Everybody referenced, people who were harmed first, whose consent does not cover this government; and why not.

    Reads a recommendation that was read whole.
    """
    use = Use(ConsentScope.GOVERNMENT, recommendation.dossier.jurisdiction)
    said: dict[tuple[int | None, int | None], list[Consent]] = defaultdict(list)
    for row in newest(recommendation.case.consents.all()):
        said[row.victim_id, row.source_id].append(row)
    quoted = filter(spoke_in_confidence, referenced_sources(recommendation))
    people: list[Victim | Source] = [*referenced_victims(recommendation), *quoted]
    for person in people:
        key = (person.pk, None) if isinstance(person, Victim) else (None, person.pk)
        verdict = decide(said[key], use, timezone.localdate())
        if verdict != Coverage.COVERED:
            yield person, verdict


def newest(consents: Iterable[Consent]) -> Iterable[Consent]:
    """Of all answers in the order in which they were given, the last of each person to each question."""
    return {(row.victim_id, row.source_id, row.scope, row.government): row for row in consents}.values()
