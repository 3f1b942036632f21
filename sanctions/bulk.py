"""Many rows at once. A list has tens of thousands of entries; nothing here runs once per row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection, models

Row = TypeVar("Row")
BATCH = 2000
NEEDS_ESCAPES = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """A few thousand at a time."""
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Write rows with PostgreSQL's COPY. `columns` are the database's names, in the order of each row."""
    names = ", ".join(f'"{column}"' for column in columns)
    lines = ("\t".join([_written(value) for value in row]) for row in rows)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for batch in batches(lines):
            copy.write("\n".join(batch) + "\n")


def _written(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    # Most words have nothing to escape, and looking is cheaper than translating.
    return value.translate(ESCAPES) if NEEDS_ESCAPES.search(value) else value


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that nobody else will get."""
    query = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        return [number for (number,) in cursor.execute(query, [model._meta.db_table, count]).fetchall()]
