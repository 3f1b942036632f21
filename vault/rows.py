"""Migration operations for the two promises PostgreSQL keeps for us: isolated rows and append-only rows."""

from django.db import migrations

ORGANISATION = "(SELECT nullif(current_setting('sight.organisation', true), '')::bigint)"
PERSON = "(SELECT nullif(current_setting('sight.person', true), '')::bigint)"
# An array of codes; the cast outside keeps `= ANY (...)` from taking it for a set of rows.
GOVERNMENTS = "((SELECT string_to_array(nullif(current_setting('sight.governments', true), ''), ','))::varchar[])"

# The cases from which whoever asks is set aside: nearly always none. Worked out once for a statement.
SET_ASIDE = "(SELECT cases_set_aside())::bigint[]"
# Of people and workers who see all cases and are set aside from none.
SEES_ALL = "(SELECT cases_all_are_seen())"

# A function and no condition, so that a rule that follows a row that follows a row is planned once for a connection and not for
# every table of every statement: planning took longer than reading. It costs about as much as looking the row up does. Its names
# are written out, since a function that calls it may look for tables elsewhere.
FOLLOW = """
CREATE FUNCTION {table}_is_seen(the_row {key}) RETURNS boolean LANGUAGE plpgsql STABLE COST 4000 AS $$
BEGIN RETURN EXISTS (SELECT FROM public.{table} WHERE id = the_row); END $$;
"""

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

    `rule` is an SQL condition over the table's columns; `looks_as`, ORGANISATION, PERSON and GOVERNMENTS stand
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


class Follow(migrations.RunSQL):
    """Let other tables follow this one: `{table}_is_seen(id)` says whether the row is there for whoever asks."""

    def __init__(self, table: str, key: str = "bigint") -> None:
        self.table, self.key = table, key
        super().__init__(FOLLOW.format(table=table, key=key), f"DROP FUNCTION {table}_is_seen({key})")

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (type(self).__name__, [], {"table": self.table, "key": self.key})


def looks_as(*scopes: str) -> str:
    """Whether the current work looks with one of these scopes.

    Compared inside: of that PostgreSQL expects that it holds for half of all rows, and else for one in two hundred. Where it
    holds for all or none, as here, the first is nearer: a long list's first rows are then read from an index, not sorted.
    """
    return f"(SELECT current_setting('sight.scope', true) = ANY ('{{{','.join(scopes)}}}'))"


def follow(table: str, column: str) -> str:
    """The rule of a table whose rows lead to a row of another, which has a rule of its own: visible exactly when that one is.

    Whoever sees everything is asked once for a statement, everybody else row by row.
    """
    return f"({SEES_ALL} OR {table}_is_seen({column}))"


def follow_case(column: str = "case_id") -> str:
    """The same of a table whose rows belong to a case; of somebody who sees all cases but some, it looks at the number alone."""
    return f"(({looks_as('all')} AND {column} <> ALL ({SET_ASIDE})) OR cases_case_is_seen({column}))"
