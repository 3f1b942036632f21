"""Which part of a programme's designations has a basis in what we sent, as two persons found. Persons and bodies; craft apart."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from insight import withholding
from insight.attribution import Attributed, attributed
from insight.recognition import COUNTED
from insight.statuses import Level
from insight.withholding import SMALL, WITHHELD, protected
from sanctions.models import EntryProgramme, Programme
from submissions.models import Outcome


@dataclass
class Share:
    """By entry: everybody who has or had the tag, and those that a standing outcome of ours is about."""

    programme: Programme
    designated: set[int] = field(default_factory=set)
    craft: set[int] = field(default_factory=set)
    levels: dict[int, Attributed] = field(default_factory=dict)

    def at(self, level: Level) -> set[int]:
        """Entries on which two persons agree at this level."""
        return {entry for entry, said in self.levels.items() if said.level == level}

    @property
    def with_basis(self) -> set[int]:
        return {entry for entry, said in self.levels.items() if said.has_basis}

    @property
    def undecided(self) -> set[int]:
        """Acted on, and two persons have not agreed on a level yet."""
        return {entry for entry, said in self.levels.items() if said.level is None}

    @property
    def part(self) -> float | None:
        return len(self.with_basis) / len(self.designated) if self.designated else None

    def behind(self, what: str) -> set[int]:
        """The entries behind one number: designated, craft, acted, basis, undecided, or a level."""
        named = {
            "designated": self.designated,
            "craft": self.craft,
            "acted": set(self.levels),
            "basis": self.with_basis,
            "undecided": self.undecided,
        }
        return self.at(Level(int(what))) if what.isdigit() and int(what) in Level.values else named.get(what, set())


def shares(outcomes: QuerySet[Outcome]) -> list[Share]:
    """One for each programme on a list under which something of ours was acted on; `outcomes` are those somebody may see."""
    acted = outcomes.standing().acted_on().filter(candidate__isnull=False)  # type: ignore[attr-defined]
    acted = acted.select_related("candidate__entry", "recommendation__criterion__programme").prefetch_related("attributions")
    by_tag: dict[str, dict[int, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for outcome in acted:
        if outcome.candidate and outcome.candidate.entry.kind in COUNTED:
            by_tag[outcome.programme_code][outcome.candidate.entry_id].append(outcome)
    programmes = Programme.objects.exclude(list_code="").order_by("code")
    return [_share(programme, by_tag[programme.list_code]) for programme in programmes if programme.list_code in by_tag]


def _share(programme: Programme, entries: dict[int, list[Outcome]]) -> Share:
    tags = EntryProgramme.objects.filter(code=programme.list_code, entry__watched_list=programme.list_slug)
    share = Share(programme)
    for entry, kind in tags.values_list("entry", "entry__kind"):
        (share.designated if kind in COUNTED else share.craft).add(entry)
    share.levels = {entry: _best([attributed(row.attributions.all()) for row in rows]) for entry, rows in entries.items()}
    return share


def _best(said: list[Attributed]) -> Attributed:
    """Of several recommendations of one entry, the one with most of a basis."""
    return max(said, key=lambda one: -1 if one.level is None else one.level)


LEVELS = tuple(Level)
PARTS = ("0", "1", "2", "basis", "undecided")  # of what was acted on; a basis is levels 3 and 4


def numbers(share: Share, *, sees_cases: bool) -> dict[str, str]:
    """By what they count (`Share.behind`), in words as they may be told. How many are designated is public."""
    counts = {what: len(share.behind(what)) for what in ("designated", "craft", "acted", *PARTS, "3", "4")}
    words = {what: str(count) for what, count in counts.items()}
    return words if sees_cases else {**words, **_told(counts)}


def _told(counts: dict[str, int]) -> dict[str, str]:
    """The parts and their total are told together, and so are the two levels of a basis: nothing small follows from the rest."""
    column, [acted] = protected([[counts[what]] for what in PARTS], [counts["acted"]])
    told = {"acted": acted, **{what: word for what, [word] in zip(PARTS, column, strict=True)}}
    if not told["basis"].isdigit():
        return {
            **told,
            **{
                level: WITHHELD if counts[level] >= SMALL else withholding.told(counts[level], sees_cases=False)
                for level in ("3", "4")
            },
        }
    two, [basis] = protected([[counts["3"]], [counts["4"]]], [counts["basis"]])
    without = {} if basis.isdigit() else {"acted": WITHHELD}  # it would be what the other parts lack
    return {**told, "basis": basis, "3": two[0][0], "4": two[1][0], **without}


def part_told(words: dict[str, str]) -> float | None:
    """The share of a programme's designations with a basis in ours, where both numbers are told."""
    if words["basis"].isdigit() and (designated := int(words["designated"])):
        return int(words["basis"]) / designated
    return None
