"""What is compared: the same few facts, whether a partner wrote them or a list published them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sanctions.entries import Kind
from sanctions.matching.names import upright

MOST_NAMES, MOST_DATES = 200, 100  # beyond these nothing is learned, and bad input would cost minutes


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """Somebody who may be on a list. Birth dates are `1961-05-03`, `1961-05`, `1961` or `1960/1962`, with `~` for about then.

    Countries are codes or names. Names are as written, in any script and order. Identifiers are numbers alone.
    """

    kind: str
    names: tuple[str, ...]
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind == Kind.PERSON


def facts_of(plain: Mapping[str, Any]) -> SubjectFacts:
    """What a list says of an entry, as `sanctions.plain` writes it. Whom somebody is listed with tells as much as a post does."""
    kind = plain["kind"]
    turn = upright if kind == Kind.PERSON else str
    return SubjectFacts(
        kind=kind,
        names=_once(turn(name["full"]) for name in plain["names"]),
        birth_dates=_once(iso_of(date) for date in plain.get("birth_dates", ())),
        countries=_once((*plain.get("nationalities", ()), *plain.get("citizenships", ()))),
        positions=_once((*plain.get("positions", ()), *(link["name"] for link in plain.get("links", ())))),
        birth_places=_once(place["text"] for place in plain.get("birth_places", ())),
        genders=_once(plain.get("genders", ())),
        identifiers=_once(identifier["number"] for identifier in plain.get("identifiers", ())),
    )


def facts_from(row: Any) -> SubjectFacts:
    """A line of a file: `kind`, `names` and whatever else is known. Raises `ValueError`, in words, for what is no such line."""
    if not isinstance(row, Mapping):
        raise ValueError("A line has to be an object with kind and names.")
    kind = row.get("kind", Kind.PERSON)
    if kind not in set(Kind):
        raise ValueError(f"kind has to be one of {', '.join(Kind)}.")
    fields = ("names", "birth_dates", "countries", "positions", "birth_places", "genders", "identifiers")
    facts = {field: _texts(field, row.get(field)) for field in fields}
    turn = upright if kind == Kind.PERSON else str
    return SubjectFacts(kind=kind, **{**facts, "names": _once(map(turn, facts["names"]))})


def _texts(field: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{field} has to be a list of texts.")
    return _once(texts)


PRECISIONS = {"day": 10, "month": 7, "year": 4}


def iso_of(date: Mapping[str, Any]) -> str:
    """A published birth date as `SubjectFacts` writes it; empty when the publisher's words are no date."""
    if not date.get("first") or not date.get("last"):
        return ""
    mark = "~" if date.get("circa") else ""
    if date["precision"] == "range":
        return f"{date['first']}/{date['last']}{mark}"
    return str(date["first"])[: PRECISIONS[date["precision"]]] + mark


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text and text.strip()))[:MOST_NAMES]
