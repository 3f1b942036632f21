"""The two days of the invented list, in the format of OFAC's: one before and one after Maro Teskan is named."""

from datetime import date
from pathlib import Path

from sanctions import refresh
from sanctions.sources import SOURCES

LISTS = Path(__file__).parent / "lists"
SLUG = "us-ofac-sdn"
BEFORE, AFTER = date(2022, 12, 8), date(2022, 12, 9)


def absorb(day: date) -> refresh.Outcome:
    parts = {path.name: path for path in (LISTS / day.isoformat()).glob("*.csv")}
    return refresh.absorb(SOURCES[SLUG], parts, day)
