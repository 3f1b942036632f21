"""Migration operations for the two promises PostgreSQL keeps for us: isolated rows and append-only rows."""

from django.db import migrations

SCOPE = "(SELECT current_setting('sight.scope', true))"
ORGANISATION = "(SELECT nullif(current_setting('sight.organisation', true), '')::bigint)"
PERSON = "(SELECT nullif(current_setting('sight.person', true), '')::bigint)"
# An array of codes; the cast outside keeps `= ANY (...)` from taking it for a set of rows.
GOVERNMENTS = "((SELECT string_to_array(nullif(current_setting('sight.governments', true), ''), ','))::varchar[])"

ISOLATE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_sight ON {table} USING ({rule}) WITH CHECK ({rule});
"""
RULE_ANEW = "ALTER POLICY {table}_sight ON {table} USING ({rule}) WITH CHECK ({rule});"
EXPOSE = """
DROP POLICY {table}_sight ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

# TRUNCATE is withheld as a grant, not by trigger: a trigger would also stop the flush between tests.
APPEND_ONLY = """
CREATE FUNCTION {table}_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
"""
WRITABLE = """
DROP TRIGGER {table}_append_only ON {table};
DROP FUNCTION {table}_is_append_only();
"""
APPEND_ONLY_TABLES = "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%_append_only'"


class IsolateRows(migrations.RunSQL):
    """Force row security on a table: a row exists for those alone for whom `rule` is true.

    `rule` is an SQL condition over the table's columns; SCOPE, ORGANISATION, PERSON and GOVERNMENTS stand
    for what the current work said of itself (`vault.sight`). A table without such words is a mistake.
    """

    def __init__(self, table: str, rule: str) -> None:
        self.table, self.rule = table, rule
        super().__init__(ISOLATE.format(table=table, rule=rule), EXPOSE.format(table=table))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [], {"table": self.table, "rule": self.rule})


class ChangeRule(migrations.RunSQL):
    """Another rule for a table that `IsolateRows` isolated; `before` is the one it had, for the way back."""

    def __init__(self, table: str, rule: str, *, before: str) -> None:
        self.table, self.rule, self.before = table, rule, before
        super().__init__(RULE_ANEW.format(table=table, rule=rule), RULE_ANEW.format(table=table, rule=before))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [], {"table": self.table, "rule": self.rule, "before": self.before})


class Withhold(migrations.RunSQL):
    """A second rule that every row must pass beside the one of `IsolateRows`, whatever that one says or comes to say."""

    def __init__(self, table: str, rule: str) -> None:
        self.table, self.rule = table, rule
        super().__init__(
            f"CREATE POLICY {table}_withheld ON {table} AS RESTRICTIVE USING ({rule})", f"DROP POLICY {table}_withheld ON {table}"
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [], {"table": self.table, "rule": self.rule})


class AppendOnly(migrations.RunSQL):
    """Rows of this table are written once: a trigger refuses UPDATE and DELETE, also for the owner."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(APPEND_ONLY.format(table=table), WRITABLE.format(table=table))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [], {"table": self.table})


def looks_as(scope: str) -> str:
    """Whether the current work looks with this scope: `SCOPE` = it, compared inside.

    Of such a comparison PostgreSQL expects that it holds for half of all rows, of the other for one in two hundred. Where it
    holds for all or none, as here, the first is nearer: a long list's first rows are then read from an index, not sorted.
    """
    return f"(SELECT current_setting('sight.scope', true) = '{scope}')"


def follow_case(column: str = "case_id") -> str:
    """The rule of a table whose rows belong to a case: visible exactly when the case is."""
    return f"EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = {column})"  # noqa: S608 -- a column of our own
