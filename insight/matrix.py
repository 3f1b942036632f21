"""Subject by government: where somebody is listed, where we asked, and whom to ask next. What two persons confirmed counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.roles import Jurisdiction
from cases.models import Subject
from cases.register import roots
from insight.statuses import CellState
from submissions.models import Candidate, Recommendation
from submissions.outcome_kinds import government_of
from submissions.statuses import RecommendationStatus, Standing

IN_TABLE = ("listed", "listed_after", "listed_by", "asked", "asked_on")


@dataclass
class Cell:
    """One government about one subject. `listed_by` is the latest day on which the listing can have happened."""

    government: str
    listed_by: date | None = None
    listed_after: date | None = None
    is_gone: bool = False
    ask: Recommendation | None = None

    @property
    def is_listed(self) -> bool:
        return self.listed_by is not None and not self.is_gone

    @property
    def asked_on(self) -> date | None:
        """The day of the first delivery; None while it is being argued."""
        return self.ask.dossier.first_sent_on if self.ask is not None and self.ask.status == RecommendationStatus.SENT else None

    @property
    def state(self) -> CellState:
        """What stands first of it."""
        if self.is_listed:
            return CellState.LISTED
        if self.asked_on:
            return CellState.ASKED
        if self.ask is not None:
            return CellState.ARGUED
        return CellState.GONE if self.is_gone else CellState.NOT_ASKED

    def in_table(self) -> tuple[str, ...]:
        """Words for IN_TABLE."""
        listed = "listed" if self.is_listed else "no longer" if self.is_gone else ""
        asked = "asked" if self.asked_on else "being argued" if self.ask is not None else ""
        return (listed, *map(_day, (self.listed_after, self.listed_by)), asked, _day(self.asked_on))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass
class Line:
    subject: Subject
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def listed(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.is_listed]

    @property
    def ask_next(self) -> list[Cell]:
        """Listed somewhere, and neither listed here nor asked of here."""
        return [cell for cell in self.cells.values() if self.listed and not cell.is_listed and cell.ask is None]

    @property
    def is_gap(self) -> bool:
        """Listed in at least one, asked of another that has not acted."""
        return bool(self.listed) and any(cell.ask is not None and not cell.is_listed for cell in self.cells.values())

    def age(self, today: date) -> int | None:
        """Days since the first listing; a gap is as old as that."""
        days = [cell.listed_by for cell in self.listed if cell.listed_by]
        return (today - min(days)).days if days else None


def lines(subjects: Iterable[Subject], user: object) -> list[Line]:
    """The matrix of these subjects, as far as this person sees: four queries. Whom the register merged has one line, with what
    was asked about each and where either is listed."""
    rows = {subject.pk: Line(subject, {code: Cell(code) for code in Jurisdiction.values}) for subject in subjects}
    merged = {member: root for member, root in roots().items() if root in rows}
    row_of = {key: rows[root] for key, root in (merged | {key: key for key in rows}).items()}
    _put_listings(row_of, user)
    asks = Recommendation.objects.visible_to(user).filter(subject__in=row_of).exclude(status=RecommendationStatus.STOPPED)
    for ask in asks.select_related("dossier").prefetch_related("dossier__deliveries"):
        cell = row_of[ask.subject_id].cells[ask.dossier.jurisdiction]
        if cell.ask is None or ask.status == RecommendationStatus.SENT:
            cell.ask = ask
    return list(rows.values())


def shown_as(keys: Iterable[int], user: object) -> list[int]:
    """The subjects (primary keys) under which these are shown: who was merged under the other, if this person sees that one."""
    root_of = roots()
    under = {key: root_of.get(key, key) for key in keys}
    seen = set(Subject.objects.visible_to(user).filter(pk__in=set(under.values())).values_list("pk", flat=True))
    return sorted({root if root in seen else key for key, root in under.items()})


def _put_listings(row_of: dict[int, Line], user: object) -> None:
    known = Candidate.objects.visible_to(user).standing(Standing.SAME).filter(subject__in=row_of)
    by_subject: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in known.select_related("entry__first_seen__previous", "entry__gone_since"):
        by_subject[candidate.subject_id].append(candidate)
    for subject, candidates in by_subject.items():
        for candidate in candidates:
            cell = row_of[subject].cells.get(government_of(candidate.entry.watched_list_id))
            if cell is not None and not cell.is_listed:
                first, entry = candidate.entry.first_seen, candidate.entry
                cell.listed_by, cell.is_gone = first.as_of, entry.gone_since_id is not None
                cell.listed_after = first.previous.as_of if first.previous else None


def listed_subjects(user: object) -> list[int]:
    """Everybody whom two persons know on a list, as far as this person sees."""
    known = Candidate.objects.visible_to(user).standing(Standing.SAME)
    return shown_as(known.values_list("subject", flat=True), user)
