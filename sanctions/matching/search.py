"""Looking for a name by hand: whoever on any list is called something like it, best first."""

from django.db import connection

from sanctions.matching.names import fold

MOST = 200
QUERY = "SELECT entry_id FROM sanctions_naming(%(folded)s) ORDER BY within DESC, alike DESC, entry_id LIMIT %(most)s"


def find_by_name(text: str) -> list[int]:
    """Primary keys of entries, at most `MOST`. A name in another script is looked for as it sounds."""
    folded = fold(text)
    if not folded:
        return []
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"folded": folded, "most": MOST})
        return [entry_id for (entry_id,) in cursor.fetchall()]
