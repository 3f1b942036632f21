"""What changed between two versions of a row, in words for a page."""

from collections.abc import Iterator, Mapping
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


def history(row: Sourced, versions: list[ReferenceVersion], labels: Mapping[str, str]) -> list[VersionChange]:
    """Newest first, as `versions` are. `labels` are the words for codes that stand in lists."""
    pairs = zip_longest(versions, versions[1:])
    return [VersionChange(new, tuple(_changes(row, old, new, labels))) for new, old in pairs if new is not None]


def _changes(
    row: Sourced, old: ReferenceVersion | None, new: ReferenceVersion, labels: Mapping[str, str]
) -> Iterator[FieldChange]:
    """What the older one has no word of is a column that came later, and no change."""
    for name, value in new.content.items() if old else ():
        before = old.content.get(name, value) if old else None
        if before != value:
            label: Any = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            yield FieldChange(label, in_words(before, labels), in_words(value, labels))


def in_words(value: Any, labels: Mapping[str, str]) -> str:
    """What a field says, as it stands on a page."""
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(labels.get(one, str(one)) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{language}: {', '.join(words.values())}" for language, words in value.items())
    return str(value)
