"""What is compared: the same few facts, whether a partner wrote them or a list published them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.entries import Kind, ListedEntry
from sanctions.matching.names import upright


@dataclass(frozen=True)
class SubjectFacts:
    """Somebody who may be on a list. Birth dates are `1961-05-03`, `1961-05`, `1961` or `1960/1962`, with `~` for about then.

    Countries are codes or names. Names are as written, in any script and order.
    """

    kind: str
    names: tuple[str, ...]
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind == Kind.PERSON


def facts_of(entry: ListedEntry) -> SubjectFacts:
    """What a list says, in the same words. Whom somebody is listed with tells as much of their place as their post does."""
    turn = upright if entry.kind == Kind.PERSON else str
    return SubjectFacts(
        kind=entry.kind,
        names=_once(turn(name.full) for name in entry.names),
        birth_dates=_once(date.iso for date in entry.birth_dates),
        countries=_once((*entry.nationalities, *entry.citizenships)),
        positions=_once((*entry.positions, *(link.name for link in entry.links))),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
