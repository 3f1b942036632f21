"""A hundred thousand cases in a minute: some are sown, and PostgreSQL copies them. The same numbers give the same rows."""

from django.db import connection

from demo.bulk import sow
from vault.sight import EVERYTHING, look_as

SOWN = 5_000
# In the order in which rows refer to each other, with what a copy has otherwise than its original. `span` keeps keys apart.
COPIED = {
    "vault_datakey": {"id": "md5(id::text || k)::uuid"},
    "cases_case": {"reference": "reference || '-' || k", "data_key_id": "md5(data_key_id::text || k)::uuid"},
    "cases_subject": {"reference": "'S' || (id + k * {span})", "opened_in_id": "opened_in_id + k * {span}"},
    "cases_namedsubject": {"case_id": "case_id + k * {span}", "subject_id": "subject_id + k * {span}"},
    "cases_subjectname": {"subject_id": "subject_id + k * {span}"},
    "cases_victim": {"case_id": "case_id + k * {span}"},
    "cases_incident": {"case_id": "case_id + k * {span}"},
    "cases_act": {"incident_id": "incident_id + k * {span}", "victim_id": "victim_id + k * {span}"},
}
SPAN = 1_000_000  # far above every key that a sequence will give
COUNTRIES = ("Veldonia", "Belarus", "Iran", "Myanmar", "Sudan", "Uganda", "Nicaragua", "Cambodia", "Chad", "Haiti", "")


def sow_many(count: int, seed: int) -> None:
    """At least `count` cases with whom and what they name; subjects come from a dozen countries."""
    sown = min(count, SOWN)
    sow(sown, seed)
    with look_as(EVERYTHING), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_subject SET nationality = (%s::text[])[1 + id %% %s]", [list(COUNTRIES), len(COUNTRIES)])
        for table, changes in COPIED.items():
            cursor.execute(_copy(cursor, table, changes), [(count + sown - 1) // sown - 1])
        cursor.execute("ANALYZE")


def _copy(cursor, table: str, changes: dict[str, str]) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    values = {"id": "id + k * {span}", **changes}
    chosen = ", ".join(values.get(name, name).format(span=SPAN) for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table}, generate_series(1, %s) AS k"
