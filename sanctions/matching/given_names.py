"""Which given names are one name: Bill and William, Aleksandr and Iskander. `rigour` has them from Wikidata.

Its table takes six seconds to load and 260 MB to hold. So it is loaded only where `load` was called: in the parent of the
workers, before they fork, and by the commands that measure. Where it is not loaded, spelling and sound decide alone.
"""

from functools import lru_cache
from typing import Any

_analyze: Any = None


def load() -> None:
    """Make the table ready for this process and its children."""
    global _analyze  # noqa: PLW0603 -- one table for the whole process is the point
    from rigour.names import NameTypeTag, analyze_names  # noqa: PLC0415 -- see above

    _analyze = lambda token: analyze_names(NameTypeTag.PER, [token])  # noqa: E731
    meanings_of("maria")


def is_loaded() -> bool:
    return _analyze is not None


def share_a_meaning(a: str, b: str) -> bool:
    return _analyze is not None and len(a) > 2 and len(b) > 2 and not meanings_of(a).isdisjoint(meanings_of(b))


@lru_cache(50_000)
def meanings_of(token: str) -> frozenset[str]:
    """The Wikidata ids of the names that a token can be."""
    return frozenset(
        symbol.id for name in _analyze(token) for symbol in name.symbols if symbol.category.value in {"NAME", "NICK"}
    )
