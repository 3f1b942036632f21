"""What one frozen version says that another does not: each place of the content that differs, as it read before and reads now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# By which of its values a row of a list is known again in the other version; rows without one are compared by their place.
KNOWN_BY = ("reference", "label", "pseudonym", "element", "heading")
OF_NO_MATTER = frozenset({"version", "file_id"})


@dataclass(frozen=True)
class Difference:
    """Empty on the side where there is nothing."""

    where: str
    before: str
    after: str


def differences(before: Any, after: Any, where: Sequence[str] = ()) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            if key not in OF_NO_MATTER:
                yield from differences(before.get(key), after.get(key), [*where, key])
    elif isinstance(before, list) and isinstance(after, list):
        left, right = _named(before), _named(after)
        for name in dict.fromkeys([*left, *right]):
            yield from differences(left.get(name), right.get(name), [*where, name])
    else:
        yield Difference(" › ".join(where), told(before), told(after))


def told(value: Any) -> str:
    """A value in words; of what has parts, the parts."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(filter(None, (told(inner) for key, inner in value.items() if key not in OF_NO_MATTER)))
    if isinstance(value, list):
        return ", ".join(filter(None, map(told, value)))
    return str(value)


def _named(rows: list[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        name = next((str(row[key]) for key in KNOWN_BY if key in row), "") if isinstance(row, dict) else ""
        named[name if name and name not in named else str(number)] = row
    return named
