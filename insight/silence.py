"""Where the governments are silent: what we documented by country or region, beside everybody they list from there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from accounts.roles import Jurisdiction
from insight.figures import COLUMNS, drawn, labels_of
from insight.models import CaseFact
from insight.recognition import COUNTED
from insight.regions import region_of
from insight.statuses import Stage
from sanctions.countries import code_of
from sanctions.models import EntryProgramme, EntryVersion, Programme
from submissions.outcome_kinds import government_of

Listed = dict[tuple[str, str], set[int]]  # by government and place, the entries
PLACES = ("country", "region")


@dataclass
class Line:
    """One place: how many cases were accepted and sent, and whom each government lists from there."""

    place: str
    label: str
    accepted: int
    sent: int
    listed: dict[str, int] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        """Documented, and nobody from there is listed by any of the four."""
        return self.accepted > 0 and not any(self.listed.values())


Told = tuple[Line, str, str]


def lines(facts: QuerySet[CaseFact], listed: Listed, by: str = "country") -> list[Line]:
    """Places with an accepted case, the silent ones first, then by how many cases. `listed` is by the same kind of place."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for places, stage, number in (
        facts.filter(stage__gte=Stage.ACCEPTED).order_by().values_list(COLUMNS[by], "stage").annotate(Count("pk"))
    ):
        for place in places:
            counts[place][0] += number
            counts[place][1] += number if stage >= Stage.SENT else 0
    labels = labels_of(by, counts)
    found = [
        Line(place, labels[place], accepted, sent, {code: len(listed.get((code, place), ())) for code in Jurisdiction.values})
        for place, (accepted, sent) in counts.items()
    ]
    return sorted(found, key=lambda line: (not line.is_silent, -line.accepted, line.label))


def in_told_order(rows: Iterable[Told]) -> list[Told]:
    """Lines, each with the words for what was accepted and sent: in an order that says no more than the words do."""
    return sorted(rows, key=lambda row: (not row[0].is_silent, -drawn(row[1]), row[0].label))


def listed_by(by: str) -> Listed:
    """Persons and bodies that stand under a programme we know, by country or region: three queries."""
    listed = listed_by_country()
    if by == "country":
        return listed
    found: Listed = defaultdict(set)
    for (government, country), entries in listed.items():
        found[government, region_of(country)] |= entries
    return found


def listed_by_country() -> Listed:
    """By the countries the lists give them."""
    known = set(Programme.objects.exclude(list_code="").values_list("list_slug", "list_code"))
    tags = EntryProgramme.objects.filter(gone_since=None, code__in={code for _, code in known}, entry__kind__in=COUNTED)
    lists = {
        entry: slug for entry, slug, code in tags.values_list("entry", "entry__watched_list", "code") if (slug, code) in known
    }
    versions = EntryVersion.objects.newest_of(list(lists))
    told = versions.values_list("entry", "content__nationalities", "content__citizenships", "content__addresses")
    found: Listed = defaultdict(set)
    for entry, nationalities, citizenships, addresses in told:
        for country in set(_countries(nationalities or citizenships, addresses)):
            found[government_of(lists[entry]), country].add(entry)
    return found


def _countries(named: list[str] | None, addresses: list[dict[str, str]] | None) -> Iterator[str]:
    """The countries a person belongs to; of whoever has none, those where they are."""
    if named:
        yield from map(code_of, named)
    else:
        yield from (code_of(place["country"]) for place in addresses or () if place.get("country"))
