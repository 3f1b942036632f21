"""The short cuts of the real lists, and how a test reads one."""

import io
from pathlib import Path

from sanctions.sources import SOURCES

LISTS = Path(__file__).resolve().parent.parent / "fixtures" / "lists"
# A folder for each list; the newest is the one that bad publications are made of.
DAYS = {
    "us-ofac-sdn": "2021-07-07", "us-ofac-consolidated": "2026-01-01", "gb-fcdo": "2026-03-26", "eu-fsf": "2018-12-21",
    "ca-sema": "2026-08-27", "ca-jvcfoa": "2024-01-19",
    "us-state-7031c": "made-up", "au-dfat": "made-up",
}  # fmt: skip


def body_of(slug, day=None, part=None):
    source = SOURCES[slug]
    return (LISTS / slug / (day or DAYS[slug]) / (part or source.parts[0].name)).read_bytes()


def read(slug, body, **beside):
    """Entries by reference. `beside` are other parts, by their names without the ending."""
    source = SOURCES[slug]
    names = {part.name.partition(".")[0].replace("-", "_"): part.name for part in source.parts}
    files = {source.parts[0].name: body} | {names[name]: more for name, more in beside.items()}
    return {
        entry.reference: entry for entry in source.parse({name: io.BytesIO(more) for name, more in files.items()}, frozenset())
    }
