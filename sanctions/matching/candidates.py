"""Who on the lists a subject might be: looked up by keys and trigrams in PostgreSQL, then compared fact by fact."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Any

from django.db import connection

from sanctions.matching.alignment import align
from sanctions.matching.entries import Entries
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.names import fold, hashed, keys
from sanctions.matching.outline import could_be
from sanctions.matching.score import ALGORITHM, WORTH_A_LOOK, Band, Reason, compare

__all__ = ["Match", "SubjectFacts", "find_candidates"]

BY_KEYS, BY_KEYS_OF_MANY = 100, 70
BY_TRIGRAMS, MOST_BY_TRIGRAMS = 30, 5
ENOUGH = 30  # whose keys find so many is not looked up by letters too
TOO_COMMON = 1500  # a key of more entries than this finds nobody in particular
MOST_LOOKED_UP = 60  # names of one subject; and keys of all of them
MOST_KEYS = 400

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
SELECT entry_id FROM sanctions_named_like(%(folded)s) WHERE TRUE {only} ORDER BY alike DESC, entry_id LIMIT %(limit)s
"""
ONLY = "AND entry_id = ANY(%(only)s)"


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate: an entry of a list, and why the subject might be it. Nothing is acted on by score."""

    entry_id: int
    score: float
    band: str
    reasons: tuple[Reason, ...]
    basis: str = ""
    algorithm: str = ALGORITHM


def find_candidates(subject: SubjectFacts, *, entries: Iterable[Any] | Entries | None = None) -> list[Match]:
    """Candidates, best first. `entries` (a queryset, entries, or primary keys) narrows the search; otherwise everybody
    listed today is looked at. For many subjects, one `Entries` that is `held` for all of them."""
    if not isinstance(entries, Entries):
        entries = Entries() if entries is None else Entries(only={getattr(entry, "pk", entry) for entry in entries})
    near = [entry_id for entry_id, names in entries.named(look_up(subject, entries), subject.kind) if is_near(subject, names)]
    matches = [match(entry_id, subject, facts) for entry_id, facts in entries.facts(near)]
    return sorted((found for found in matches if found.band), key=lambda found: (-found.score, found.entry_id))


def look_up(subject: SubjectFacts, entries: Entries) -> set[int]:
    names = subject.names[:MOST_LOOKED_UP]
    wanted = sorted({hashed(key) for name in names for key in keys(name, person=subject.is_person)})[:MOST_KEYS]
    found = _query(
        KEYS_QUERY, entries.only, keys=wanted, too_common=TOO_COMMON, limit=BY_KEYS_OF_MANY if entries.is_held else BY_KEYS
    )
    if entries.is_held or len(found) >= ENOUGH:
        return found  # letters find nobody whom consonants do not (measured), and take ten times as long
    for folded in sorted({fold(name) for name in names} - {""})[:MOST_BY_TRIGRAMS]:
        found |= _query(TRIGRAMS_QUERY, entries.only, folded=folded, limit=BY_TRIGRAMS)
    return found


def is_near(subject: SubjectFacts, names: tuple[str, ...]) -> bool:
    """Whether any two of the names are alike enough to look at the rest. What cannot be is seen without laying tokens out."""
    person = subject.is_person
    return any(
        could_be(ours, theirs, person=person) and align(ours, theirs, person=person).similarity >= WORTH_A_LOOK
        for ours in subject.names
        for theirs in names
    )


def _query(query: str, only: list[int] | None, **values: Any) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query.format(only="" if only is None else ONLY), {**values, "only": only})
        return {entry_id for (entry_id,) in cursor.fetchall()}


def match(entry_id: int, subject: SubjectFacts, entry: SubjectFacts) -> Match:
    score = compare(subject, entry)
    return Match(entry_id, score.value, str(score.band or Band.NONE), score.reasons, basis_of(subject, entry))


def basis_of(subject: SubjectFacts, entry: SubjectFacts) -> str:
    """A digest of everything that was compared, in whatever order: what a person's judgement rests on."""
    compared = [sorted(value) if isinstance(value, tuple) else value for facts in (subject, entry) for value in astuple(facts)]
    return blake2b(repr(compared).encode(), digest_size=16).hexdigest()
