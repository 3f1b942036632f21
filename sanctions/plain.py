"""A listed entry as plain JSON and back. Empty facts are left out, so that a new kind of fact changes no stored entry."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sanctions.entries import ListedEntry

Plain = dict[str, Any]
CANONICAL = json.JSONEncoder(sort_keys=True).encode


def to_plain(thing: Any) -> Plain:
    plain = {}
    for name, default in _defaults(type(thing)):  # type: ignore[arg-type]
        value = getattr(thing, name)
        if value != default:
            plain[name] = _plain(value)
    return plain


def from_plain(plain: Plain) -> ListedEntry:
    return _read(ListedEntry, plain)  # type: ignore[no-any-return]


def digest(plain: Plain) -> str:
    """A fingerprint of what is said of an entry: of sets, so that a new order is no change. Programmes are apart."""
    said = {
        name: sorted(value, key=repr) if isinstance(value, list) and len(value) > 1 else value
        for name, value in plain.items()
        if name != "programmes"
    }
    return blake2b(CANONICAL(said).encode(), digest_size=16).hexdigest()


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, None if field.default is MISSING else field.default) for field in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else to_plain(value)


def _read(kind: type, plain: Plain) -> Any:
    readers = _readers(kind)
    return kind(**{name: readers[name](value) for name, value in plain.items()})


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is tuple:
        one = _reader(get_args(hint)[0])
        return lambda items: tuple(one(item) for item in items)
    if hint is date or isinstance(hint, UnionType):
        return date.fromisoformat
    if is_dataclass(hint):
        return lambda plain: _read(hint, plain)  # type: ignore[arg-type]
    return hint  # type: ignore[no-any-return]
