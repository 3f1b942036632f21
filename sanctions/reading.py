"""A publication as read: small in memory, whatever its size; the words of entries wait in a file until they are written."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from tempfile import SpooledTemporaryFile

from sanctions.entries import Gone, Kind, ListedEntry, NameUse, Precision, Quality
from sanctions.plain import digest, from_plain, to_plain
from sanctions.records import Malformed
from sanctions.statuses import TwinGround

ENCODE = json.JSONEncoder(ensure_ascii=False).encode
IN_MEMORY = 16 * 1024 * 1024  # of words; more go to the disk
ALIKE = 4  # more entries than this that share something share something common
SHORTEST = 5  # characters of a number that tells one party from another
# What several parties rightly share.
SHARED = re.compile(r"SWIFT|BIC|Gazette|Registration Number|Registration ID|License|Code", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry as read, small: tens of thousands are held at once."""

    kind: str
    name: str
    programmes: frozenset[str]
    digest: str
    place: tuple[int, int, int]  # of its words, and of its names behind them: from, how many bytes of each


@dataclass
class Reading:
    """Everything a publication says, by reference. `gone` are those that a publication of changes alone takes away."""

    is_partial: bool = False
    entries: dict[str, Packed] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    facts: Counter[str] = field(default_factory=Counter)
    _alike: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shared: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._words = SpooledTemporaryFile(IN_MEMORY, prefix="list-")  # noqa: SIM115 -- closed with the reading

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *error: object) -> None:
        self._words.close()

    def add(self, entry: ListedEntry | Gone) -> None:
        """Raises `Malformed` when an entry stands there twice."""
        if entry.reference in self.entries or entry.reference in self.gone:
            raise Malformed(f"Entry {entry.reference} stands in the publication twice.")
        if isinstance(entry, Gone):
            self.gone.add(entry.reference)
            return
        plain = to_plain(entry)
        names = "\n".join(name.full for name in entry.names)
        place = self._words.tell(), self._words.write(ENCODE(plain).encode()), self._words.write(names.encode())
        programmes = frozenset(entry.programmes)
        programmes = self._shared.setdefault(programmes, programmes)
        self.entries[entry.reference] = Packed(str(entry.kind), entry.name, programmes, digest(plain), place)
        self.facts.update(plain.keys())
        for key, _ in marks(entry):
            self._alike[key].append(entry.reference)

    def content(self, reference: str) -> str:
        """JSON, as `sanctions.plain` writes it."""
        start, length, _ = self.entries[reference].place
        return self._read(start, length)

    def names(self, reference: str) -> list[str]:
        """As published."""
        start, length, names = self.entries[reference].place
        return self._read(start + length, names).split("\n")

    def _read(self, start: int, length: int) -> str:
        self._words.seek(start)
        return self._words.read(length).decode()

    def programme_counts(self) -> Counter[str]:
        return Counter(code for packed in self.entries.values() for code in packed.programmes)

    def alike(self) -> Iterator[tuple[str, str]]:
        """Pairs of entries that share what hardly two parties share."""
        for references in self._alike.values():
            if 1 < len(references) <= ALIKE:
                yield from combinations(sorted(references), 2)

    def like(self, entry: ListedEntry) -> list[str]:
        """Who shares with somebody else what hardly two parties share; the strongest ground first."""
        found = (self._alike.get(key, ()) for key, _ in marks(entry))
        return list(dict.fromkeys(reference for references in found if len(references) <= ALIKE for reference in references))


def marks(entry: ListedEntry) -> Iterator[tuple[int, TwinGround]]:
    """What hardly two parties share, hashed, each with what kind of ground it is, the strongest first."""
    if entry.group:
        yield _hashed("group", entry.group), TwinGround.GROUP
    for identifier in entry.identifiers:
        number = re.sub(r"\W", "", identifier.number).casefold()
        if len(number) >= SHORTEST and not SHARED.search(identifier.kind):
            yield _hashed("number", str(entry.kind), identifier.kind, number, identifier.country), TwinGround.NUMBER
    names = list(dict.fromkeys(_plain(name.full) for name in entry.names if name.quality != Quality.WEAK))
    days = [birth.iso for birth in entry.birth_dates if birth.precision == Precision.DAY]
    if entry.kind == Kind.PERSON:
        yield from ((_hashed("birth", name, day), TwinGround.NAME_AND_BIRTH) for name in names for day in days)
    if not days or entry.kind != Kind.PERSON:
        main = next(name.full for name in entry.names if name.use == NameUse.PRIMARY)
        yield _hashed("name", str(entry.kind), _plain(main)), TwinGround.NAME


def ground_of(one: ListedEntry, other: ListedEntry) -> TwinGround | None:
    """The strongest thing that two entries share."""
    theirs = {key for key, _ in marks(other)}
    return next((ground for key, ground in marks(one) if key in theirs), None)


def _plain(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.casefold())))


def _hashed(*words: str) -> int:
    return int.from_bytes(blake2b("\0".join(words).encode(), digest_size=8).digest(), "big")


def listed_of(content: str) -> ListedEntry:
    return from_plain(json.loads(content))
