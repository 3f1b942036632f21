"""Who on the lists a subject might be: looked up by keys and trigrams in PostgreSQL, then compared fact by fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from sanctions.matching.facts import SubjectFacts, facts_of
from sanctions.matching.names import fold, hashed, keys
from sanctions.matching.score import Band, Reason, algorithm, compare
from sanctions.models import EntryVersion, ListEntry

__all__ = ["Match", "SubjectFacts", "find_candidates"]

BY_KEYS = 100
BY_TRIGRAMS = 100
TOO_COMMON = 1500  # a key of more entries than this finds nobody in particular

# A rare key counts more than a common one.
KEYS_QUERY = """
WITH hits AS (
    SELECT entry_id, key, count(*) OVER (PARTITION BY key) AS bearers
    FROM sanctions_namekey WHERE key = ANY(%(keys)s) {only}
)
SELECT entry_id FROM hits WHERE bearers <= %(too_common)s
GROUP BY entry_id ORDER BY sum(1 / ln(1 + bearers::float)) DESC, entry_id LIMIT %(limit)s
"""
TRIGRAMS_QUERY = """
SELECT entry_id FROM sanctions_entryname WHERE folded %% %(folded)s {only}
GROUP BY entry_id ORDER BY max(similarity(folded, %(folded)s)) DESC, entry_id LIMIT %(limit)s
"""
ONLY = "AND entry_id = ANY(%(only)s)"


@dataclass(frozen=True)
class Match:
    """A candidate: an entry of a list, and why the subject might be it. Nothing is acted on by score."""

    entry_id: int
    score: float
    band: str
    reasons: tuple[Reason, ...]
    algorithm: str = field(default_factory=algorithm)


def find_candidates(subject: SubjectFacts, *, entries: Iterable[Any] | None = None) -> list[Match]:
    """Candidates, best first. `entries` (a queryset, entries, or primary keys) narrows the search; otherwise
    everybody listed today is looked at."""
    only = None if entries is None else sorted({getattr(entry, "pk", entry) for entry in entries})
    found = _look_up(subject, only)
    rows = ListEntry.objects.filter(pk__in=found, kind=subject.kind)
    versions = EntryVersion.objects.newest_of((rows.listed() if only is None else rows).values("pk"))
    matches = [_match(version.entry_id, subject, facts_of(version.content)) for version in versions]
    return sorted((match for match in matches if match.band), key=lambda match: (-match.score, match.entry_id))


def _look_up(subject: SubjectFacts, only: list[int] | None) -> set[int]:
    wanted = sorted({hashed(key) for name in subject.names for key in keys(name, person=subject.is_person)})
    found = _query(KEYS_QUERY, only, keys=wanted, too_common=TOO_COMMON, limit=BY_KEYS)
    for folded in sorted({fold(name) for name in subject.names} - {""}):
        found |= _query(TRIGRAMS_QUERY, only, folded=folded, limit=BY_TRIGRAMS)
    return found


def _query(query: str, only: list[int] | None, **values: Any) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query.format(only="" if only is None else ONLY), {**values, "only": only})
        return {entry_id for (entry_id,) in cursor.fetchall()}


def _match(entry_id: int, subject: SubjectFacts, entry: SubjectFacts) -> Match:
    score = compare(subject, entry)
    return Match(entry_id, score.value, str(score.band or Band.NONE), score.reasons)
