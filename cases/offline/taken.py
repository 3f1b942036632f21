"""What reading a filled form comes to: what is new, what was there, and why something was left out."""

from dataclasses import dataclass, field

from cases.models import Incident
from cases.offline.columns import title_of
from cases.offline.files import Entry


@dataclass(frozen=True)
class Problem:
    """Why a line, or one answer, was left out."""

    table: str
    number: int
    label: str
    sentence: str

    @property
    def title(self) -> str:
        return title_of(self.table)


@dataclass
class Taken:
    new: list[tuple[str, str]] = field(default_factory=list)  # the part, and what it is called
    there: int = 0
    problems: list[Problem] = field(default_factory=list)
    incidents: dict[int, Incident] = field(default_factory=dict)  # by the number of its line

    def say(self, entry: Entry, label: str, sentence: str) -> None:
        self.problems.append(Problem(entry.table, entry.number, label, sentence))
