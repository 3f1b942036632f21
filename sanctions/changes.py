"""What one version of an entry says that another does not, fact by fact."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from sanctions.entries import ListedEntry
from sanctions.presentation import rows_of


@dataclass(frozen=True)
class FactChange:
    label: str | Promise
    gone: list[str]
    new: list[str]


def what_changed(before: ListedEntry, after: ListedEntry) -> Iterator[FactChange]:
    """In the order of the page; another order of values is no change."""
    was, now = ({row.label: row.values for row in rows_of(entry)} for entry in (before, after))
    for label in dict.fromkeys([*was, *now]):
        gone = [value for value in was.get(label, []) if value not in now.get(label, [])]
        new = [value for value in now.get(label, []) if value not in was.get(label, [])]
        if gone or new:
            yield FactChange(label, gone, new)
