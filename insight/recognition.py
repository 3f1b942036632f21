"""Whose suffering governments named: over all designations of a programme, ours or not, and over our own outcomes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cases.wording import today
from insight.agreement import Consensus, consensus_of, strongest
from insight.models import OfficialText, Reading
from insight.statuses import Agreement, Recognition
from sanctions.models import EntryProgramme
from sanctions.statuses import EntryKind

COUNTED = (EntryKind.PERSON, EntryKind.ORGANISATION)  # nobody reasons about a ship


@dataclass(frozen=True)
class Named:
    """One group over the designations that two persons read: how many say what of it. `entries` are those behind each number."""

    group: str
    entries: Mapping[str, tuple[int, ...]]

    @property
    def counts(self) -> dict[str, int]:
        return {verdict: len(self.entries.get(verdict, ())) for verdict in Recognition.values}


@dataclass(frozen=True)
class First:
    group: str
    entry: int
    text: OfficialText


def texts_with_readings() -> Prefetch:
    standing = Reading.objects.standing().prefetch_related("codings")
    return Prefetch("readings", standing)


def designations(programme: str, *, standing_only: bool = False) -> set[int]:
    """Every person and body that has or had this tag. Vessels and aircraft are counted apart, and never here."""
    tags = EntryProgramme.objects.filter(code=programme, entry__kind__in=COUNTED)
    return set((tags.filter(gone_since=None) if standing_only else tags).values_list("entry", flat=True))


def read_of(entries: Iterable[int]) -> dict[int, list[tuple[OfficialText, Consensus]]]:
    """By entry, its texts with what their readings come to: three queries, however many."""
    wanted = set(entries)
    texts = OfficialText.objects.filter(entries__in=wanted).distinct().prefetch_related(texts_with_readings())
    links = OfficialText.entries.through.objects.filter(listentry__in=wanted).values_list("officialtext", "listentry")
    by_text: dict[int, list[int]] = defaultdict(list)
    for key, entry in links:
        by_text[key].append(entry)
    found: dict[int, list[tuple[OfficialText, Consensus]]] = defaultdict(list)
    for text in texts:
        consensus = consensus_of(text)
        for entry in by_text[text.pk]:
            found[entry].append((text, consensus))
    return found


def progress(entries: set[int], read: Mapping[int, list[tuple[OfficialText, Consensus]]]) -> dict[str, int]:
    """How many of these have no text, and how far the reading of the others has come: each as far as its best text."""
    best = list(Agreement.values)
    counted = Counter(
        max((consensus.agreement for _, consensus in read[entry]), key=best.index) if read.get(entry) else "no_text"
        for entry in entries
    )
    return {name: counted[name] for name in ["no_text", *best]}


def named_groups(entries: Iterable[int], read: Mapping[int, list[tuple[OfficialText, Consensus]]]) -> list[Named]:
    """Each group over those of these designations that two persons read alike at least in one text."""
    groups = list(today().every("group"))
    behind: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in sorted(set(entries)):
        agreed = [consensus for _, consensus in read.get(entry, ()) if consensus.agreement == Agreement.AGREED]
        if not agreed:
            continue
        said = strongest(agreed)
        for group in groups:
            behind[group][said.get(group, Recognition.ABSENT)].append(entry)
    return [Named(group, {verdict: tuple(rows) for verdict, rows in behind[group].items()}) for group in groups]


def firsts(read: Mapping[int, list[tuple[OfficialText, Consensus]]]) -> list[First]:
    """For each group the earliest text that names it explicitly: what had never been said before."""
    earliest: dict[str, First] = {}
    for entry, texts in read.items():
        for text, consensus in texts:
            for group, verdict in consensus.groups.items():
                if verdict == Recognition.EXPLICIT and (group not in earliest or _day(text) < _day(earliest[group].text)):
                    earliest[group] = First(group, entry, text)
    return sorted(earliest.values(), key=lambda first: _day(first.text), reverse=True)


def _day(text: OfficialText) -> tuple[date, int]:
    return text.published_on or date.max, text.pk
