"""A spreadsheet read as a whole: what would come of each of its rows if it were brought in now. Writes nothing."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from django.utils.translation import gettext as _

from delivery.models import PastImport
from delivery.past.known import Known, what_is_known
from delivery.past.rows import Choices, Reading, read_rows
from delivery.past.tables import Table, read_table

FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Trial:
    table: Table
    known: Known
    readings: list[Reading]

    @cached_property
    def new(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.is_new]

    @cached_property
    def wrong(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.problems]

    @cached_property
    def doubles(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.same_as]

    @cached_property
    def here(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.is_here and not reading.same_as]

    @property
    def counts(self) -> dict[str, int]:
        piles = ("new", "wrong", "doubles", "here")
        return {"rows": len(self.readings), **{name: len(getattr(self, name)) for name in piles}}

    @property
    def by_year(self) -> list[tuple[int, int]]:
        years = Counter(reading.ask.sent_on.year for reading in self.new if reading.ask)
        return sorted(years.items())

    def wrong_as_text(self) -> str:
        """The rows that cannot be brought in, as CSV with a column more that says why: to be corrected and brought again."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow([*self.table.headings, _("What is wrong")])
        for reading in self.wrong:
            writer.writerow([*map(harmless, reading.cells), " ".join(reading.problems)])
        return out.getvalue()


def open_table(past: PastImport) -> Table:
    with past.file.storage.open(str(past.file.name)) as file:
        return read_table(file)


def try_rows(past: PastImport) -> Trial:
    """Raises `UnreadTable`."""
    table, known = open_table(past), what_is_known()
    return Trial(table, known, list(read_rows(table, past.columns, Choices(**past.choices), known)))


def harmless(cell: str) -> str:
    """No spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
