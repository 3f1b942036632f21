"""A record that remembers what has not been read yet, and what is wrong with a publication."""

from collections.abc import Collection, Mapping
from typing import Any


class Malformed(ValueError):
    """A publication is not what its publisher promised. Its words are fit for a page and name the line."""


class MissingField(Malformed):
    """A field without which an entry means nothing."""


class UnreadFields(Malformed):
    """The publisher says something that we do not read yet."""


class Record:
    """Fields are taken one by one; whatever is left over at the end is an error."""

    def __init__(self, fields: Mapping[str, Any], *, where: str = "") -> None:
        self._fields = {name: value for name, value in fields.items() if value not in (None, "", [])}
        self._where = where

    def take(self, name: str) -> Any:
        """Raises `MissingField`."""
        try:
            return self._fields.pop(name)
        except KeyError:
            raise MissingField(self._say(f"{name} is missing")) from None

    def take_or_none(self, name: str) -> Any:
        return self._fields.pop(name, None)

    def finish(self, ignore: Collection[str] = ()) -> None:
        """Raises `UnreadFields` when something was left unread that is not in `ignore`."""
        if unread := self._fields.keys() - set(ignore):
            raise UnreadFields(self._say(f"nobody reads {', '.join(sorted(unread))}"))

    def _say(self, problem: str) -> str:
        return f"{self._where}: {problem}" if self._where else problem
