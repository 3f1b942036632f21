"""Many subjects in memory, found by the names of an entry: for the day's changes against everybody we know."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from sanctions.matching.candidates import TOO_COMMON, Match, is_near, match
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.names import keys

MOST_LOOKED_AT = 80


class Pool:
    """Subjects by their primary keys."""

    def __init__(self, subjects: Iterable[tuple[int, SubjectFacts]]) -> None:
        self.facts = dict(subjects)
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for pk, facts in self.facts.items():
            for key in _keys(facts):
                self._bearers[key].append(pk)

    def match(self, entry_id: int, entry: SubjectFacts) -> list[tuple[int, Match]]:
        """Whom of us this entry may be."""
        found = []
        for pk in self._look_up(entry):
            ours = self.facts[pk]
            if ours.kind == entry.kind and is_near(ours, entry.names) and (matched := match(entry_id, ours, entry)).band:
                found.append((pk, matched))
        return found

    def _look_up(self, entry: SubjectFacts) -> list[int]:
        shared: Counter[int] = Counter()
        for key in _keys(entry):
            bearers = self._bearers.get(key, ())
            if 0 < len(bearers) <= TOO_COMMON:
                rarity = 1 / math.log(1 + len(bearers))
                for pk in bearers:
                    shared[pk] += rarity  # type: ignore[assignment]
        return [pk for pk, _ in shared.most_common(MOST_LOOKED_AT)]


def _keys(facts: SubjectFacts) -> frozenset[str]:
    return frozenset().union(*(keys(name, person=facts.is_person) for name in facts.names))
