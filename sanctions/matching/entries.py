"""Names and facts of entries, fetched when they are asked for; or all of them at once, for a run over many subjects."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection

from sanctions.entries import Kind
from sanctions.matching.facts import SubjectFacts, facts_of
from sanctions.matching.names import upright
from sanctions.models import EntryVersion, ListEntry

Named = tuple[str, tuple[str, ...]]  # kind, names
NAMES_QUERY = """
SELECT entry.id, entry.kind, said.name FROM sanctions_listentry entry
JOIN sanctions_entryname said ON said.entry_id = entry.id WHERE {where}
"""


class Entries:
    """Those who are listed today (on `lists`, slugs, or on any), `ever` also those who were; or exactly `only`, primary keys."""

    def __init__(self, *, only: Collection[int] | None = None, lists: Collection[str] | None = None, ever: bool = False) -> None:
        self.ever = ever
        self.only = None if only is None else sorted(only)
        self.lists = None if lists is None else sorted(lists)
        self.is_held = False
        self._named: dict[int, Named] = {}
        self._facts: dict[int, SubjectFacts] = {}

    def hold(self) -> "Entries":
        """Fetch the names of all of them, once: from here on nothing is asked of the database but keys and facts."""
        if not self.is_held:
            self._fetch("TRUE", [])
            self.is_held = True
        return self

    def named(self, ids: Iterable[int], kind: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Of these the ones of that kind that are meant here, with their names as they are said."""
        wanted = set(ids)
        if not self.is_held and (missing := sorted(wanted - self._named.keys())):
            self._fetch("entry.id = ANY(%s)", [missing])
        for entry_id in sorted(wanted & self._named.keys()):
            if self._named[entry_id][0] == kind:
                yield entry_id, self._named[entry_id][1]

    def facts(self, ids: Collection[int]) -> Iterator[tuple[int, SubjectFacts]]:
        """What was last published of these."""
        if missing := [entry_id for entry_id in ids if entry_id not in self._facts]:
            versions = EntryVersion.objects.newest_of(missing).values_list("entry_id", "content")
            self._facts |= {entry_id: facts_of(content) for entry_id, content in versions}
        return ((entry_id, self._facts[entry_id]) for entry_id in ids)

    def _fetch(self, where: str, values: list[Any]) -> None:
        conditions = [where]
        if self.only is None and not self.ever:
            conditions.append("entry.gone_since_id IS NULL")
        elif self.only is not None:
            conditions.append("entry.id = ANY(%s)")
            values = [*values, self.only]
        if self.lists is not None:
            conditions.append("entry.watched_list_id = ANY(%s)")
            values = [*values, self.lists]
        with connection.cursor() as cursor:
            rows = cursor.execute(NAMES_QUERY.format(where=" AND ".join(conditions)), values).fetchall()
        names: dict[int, list[str]] = defaultdict(list)
        kinds: dict[int, str] = {}
        for entry_id, kind, name in rows:
            names[entry_id].append(upright(name) if kind == Kind.PERSON else name)
            kinds[entry_id] = kind
        self._named |= {entry_id: (kinds[entry_id], tuple(said)) for entry_id, said in names.items()}

    def described(self, ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
        """List, reference and name of these, as a reader knows them."""
        rows = ListEntry.objects.filter(pk__in=ids).values_list("pk", "watched_list", "reference", "name")
        return {pk: (slug, reference, name) for pk, slug, reference, name in rows}
