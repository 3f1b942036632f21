"""What changed between two versions of a row, in words for a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sanctions.models import ReferenceVersion, Sourced


@dataclass(frozen=True)
class FieldChange:
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class VersionChange:
    """One version and what it changed; nothing for the first."""

    version: ReferenceVersion
    fields: tuple[FieldChange, ...]


def history(row: Sourced, versions: list[ReferenceVersion]) -> list[VersionChange]:
    """Newest first, as `versions` are."""
    return [
        VersionChange(new, tuple(_changes(row, old, new))) for new, old in zip_longest(versions, versions[1:]) if new is not None
    ]


def _changes(row: Sourced, old: ReferenceVersion | None, new: ReferenceVersion) -> Iterator[FieldChange]:
    for name, value in new.content.items() if old else ():
        before = old.content.get(name) if old else None
        if before != value:
            yield FieldChange(row._meta.get_field(name).verbose_name, _in_words(before), _in_words(value))  # type: ignore[union-attr]


def _in_words(value: Any) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{language}: {', '.join(words.values())}" for language, words in value.items())
    return str(value)
