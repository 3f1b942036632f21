"""The rows of every table, out of the database and back in. The schema is not kept: migrations make it, so an older backup grows up."""  # noqa: E501

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# What is made anew by itself: nobody stays signed in across a restore.
LEFT_OUT = ("cache_entry", "django_migrations", "django_session", "usersessions_usersession")
PIECE = 8 * 1024 * 1024

COLUMNS = """
SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' AND table_name <> ALL (%s)
GROUP BY table_name ORDER BY table_name
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
FORCED = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity ORDER BY relname"
OURS = """
SELECT format('DROP TABLE %I CASCADE', tablename) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user
UNION ALL
SELECT format('DROP ROUTINE %s CASCADE', oid::regprocedure) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = current_user
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


class NewerSchema(Exception):
    """The rows were written by a version of the code that this one does not know."""


def describe() -> dict[str, Any]:
    """What a restore must know before the rows: columns and number of rows of each table, sequences, migrations."""
    with connection.cursor() as cursor:
        columns = dict(cursor.execute(COLUMNS, [list(LEFT_OUT)]).fetchall())
        rows = {table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in columns}  # noqa: S608
        sequences = dict(cursor.execute(SEQUENCES).fetchall())
        migrations = cursor.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return {"columns": columns, "rows": rows, "sequences": sequences, "migrations": migrations}


def read(table: str, columns: Iterable[str]) -> Iterator[bytes]:
    """The rows of a table as PostgreSQL's COPY writes them, compressed, in pieces."""
    packer, waiting = zlib.compressobj(1), bytearray()
    with connection.cursor() as cursor, cursor.copy(f'COPY (SELECT {_listed(columns)} FROM "{table}") TO STDOUT') as rows:  # noqa: S608
        for row in rows:
            waiting += packer.compress(bytes(row))
            if len(waiting) >= PIECE:
                yield bytes(waiting)
                waiting.clear()
    yield bytes(waiting) + packer.flush()


def write(table: str, columns: Iterable[str], pieces: Iterable[bytes]) -> None:
    unpacker = zlib.decompressobj()
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({_listed(columns)}) FROM STDIN') as rows:
        for piece in pieces:
            rows.write(unpacker.decompress(piece))
        rows.write(unpacker.flush())


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def make_empty(migrations: Iterable[tuple[str, str]]) -> None:
    """Drop what is there and make the tables as they were when these migrations had been run. The owner does this."""
    wanted = {(app, name) for app, name in migrations}
    with connection.cursor() as cursor:
        for (statement,) in cursor.execute(OURS).fetchall():
            cursor.execute(statement)
    executor = MigrationExecutor(connection)
    known = wanted & set(executor.loader.graph.nodes)
    if known != wanted:
        raise NewerSchema
    executor.migrate(_last_of_each_app(executor, known))
    with connection.cursor() as cursor:  # what migrations wrote comes back with the rows
        tables = [f'"{table}"' for table, _ in cursor.execute(COLUMNS, [["django_migrations"]]).fetchall()]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def _last_of_each_app(executor: MigrationExecutor, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    def has_later(key: tuple[str, str]) -> bool:
        children = executor.loader.graph.node_map[key].children
        return any(child.key in wanted and child.key[0] == key[0] for child in children)

    return sorted(key for key in wanted if not has_later(key))


class Opened:
    """While the block runs, rows go in as they are: no trigger speaks, and row security does not bind the owner."""

    def __init__(self, tables: Iterable[str]) -> None:
        self.tables = list(tables)

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            self.forced = [name for (name,) in cursor.execute(FORCED).fetchall()]
            self._alter(cursor, "NO FORCE", "DISABLE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come in the order of their names

    def __exit__(self, kind: type | None, *_: Any) -> None:
        if kind is None:  # an error takes everything back with its transaction
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                self._alter(cursor, "FORCE", "ENABLE")

    def _alter(self, cursor: Any, force: str, able: str) -> None:
        for table in self.forced:
            cursor.execute(f'ALTER TABLE "{table}" {force} ROW LEVEL SECURITY')
        for table in self.tables:
            cursor.execute(f'ALTER TABLE "{table}" {able} TRIGGER USER')


def count(tables: Iterable[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608


def set_sequences(sequences: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in sequences.items():
            cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [name, value])


def grow_up() -> None:
    """The migrations that came after the backup, and the rights of the application's role."""
    call_command("migrate", verbosity=0)
