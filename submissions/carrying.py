"""What still carries an element when a dossier leaves people and sources out. Plain rules: nothing here asks the database.

A case does not say in a field of whom a claim tells. It is read off the claim: whom it names, by pseudonym, and who told it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Out:
    """Who and what is left out: sources by key, people by pseudonym. `staying` are the other people of the case."""

    sources: frozenset[int] = frozenset()
    people: frozenset[str] = frozenset()
    staying: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sources or self.people)


def out_of(victims: Iterable[Any], sources: Iterable[Any], left_victims: Collection[int], left_sources: Collection[int]) -> Out:
    """Of the victims and sources of one case. What somebody left out told themselves is left out with them."""
    names = {victim.pseudonym: victim.pk in left_victims for victim in victims}
    people = frozenset(name for name, is_out in names.items() if is_out)
    told = frozenset(source.pk for source in sources if is_told_by(source.informant, people))
    return Out(told | set(left_sources), people, frozenset(names) - people)


def is_told_by(informant: str, people: Collection[str]) -> bool:
    """Whoever told it, by pseudonym, is one of these."""
    return _plain(informant) in {_plain(name) for name in people}


def named_in(text: str, people: Collection[str]) -> set[str]:
    """Those of these people whom a text names: whole words, in any case. Where one name holds another, the longer is meant."""
    if not people:
        return set()
    known = {_plain(name): name for name in people}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    found = re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text.casefold())
    return {known[_plain(hit[0])] for hit in found}


def stands(text: str, sources: Collection[int], out: Out) -> bool:
    """A claim of this text: a source that stays carries it, and it does not tell of people left out alone."""
    if not out:
        return True
    if not set(sources) - out.sources:
        return False
    named = named_in(text, out.people | out.staying)
    return not named or bool(named - out.people)


def standing(claims: Iterable[Any], out: Out) -> list[Any]:
    """Those of these claims that nobody took back, and that stand. Reads prefetched sources."""
    return [
        claim
        for claim in claims
        if claim.recanted_at is None and (not out or stands(claim.text, [source.pk for source in claim.sources.all()], out))
    ]


def fall(claims: Iterable[Any], now: Out, then: Out) -> tuple[list[Any], bool]:
    """The claims that stand now and would not then, and whether what they carry falls with them: no other claim carries it.

    `then` leaves out all that `now` does, and more. What no claim carries now has fallen already and does not fall again.
    """
    before = standing(claims, now)
    after = {claim.pk for claim in standing(before, then)}
    return [claim for claim in before if claim.pk not in after], bool(before) and not after


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
