"""Many rows as one value, so that a page made from several tables is read in one statement, as it stood at one moment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Func, JSONField, Model, QuerySet


class Row(Func):
    """The row of a table as a JSON object: these columns of it under their names, and other expressions `beside` them.

    `JSONObject` says the same with three expressions a column: twenty tables then take Django longer than the database.
    """

    output_field = JSONField()

    def __init__(self, columns: Sequence[str], **beside: Any) -> None:
        super().__init__(*beside.values())
        self.columns, self.names, self.table = columns, list(beside), ""

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Self:
        resolved = super().resolve_expression(query, *args, **kwargs)
        resolved.table = self.table or query.get_initial_alias()  # the query around it resolves it once more
        return resolved

    def relabeled_clone(self, change_map: Mapping[str, str]) -> Self:
        clone = super().relabeled_clone(change_map)
        clone.table = change_map.get(self.table, self.table)
        return clone

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        quote, params = connection.ops.quote_name, list[Any]()
        table = compiler.quote_name_unless_alias(self.table)
        values = [f"{table}.{quote(column)}" for column in self.columns]
        for name, expression in zip(self.names, self.get_source_expressions(), strict=True):
            sql, given = compiler.compile(expression)
            values.append(f"{sql} AS {quote(name)}")
            params += given
        # Names of columns, and what Django compiled: nothing that anybody wrote.
        return f"(SELECT to_jsonb(one) FROM (SELECT {', '.join(values)}) one)", tuple(params)  # noqa: S608


def packed(rows: QuerySet, /, *, without: str = "", **beside: Any) -> ArraySubquery:
    """Every row as a JSON object: the columns of its model under their names, and what else was asked `beside` them.

    A column named by `without` is left out, for being large; whoever asks an instance for it asks the database.
    """
    columns = [field.column for field in rows.model._meta.concrete_fields if field.attname != without]
    return ArraySubquery(rows.values(row=Row(columns, **beside)))


def unpacked(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    """The instances whose rows `packed` wrote; what stood beside the columns is an attribute of each."""
    return [_instance(model, row) for row in rows]


def keep(row: Any, relation: str, rows: list[Any]) -> None:
    """From here on `row.<relation>.all()` gives these rows and asks the database no more, as after `prefetch_related`."""
    fetched = getattr(row, relation).all()
    fetched._result_cache, fetched._prefetch_done = rows, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = fetched


def _instance(model: type[Model], row: Mapping[str, Any]) -> Model:
    columns = {
        field.attname: field.to_python(row[field.attname]) for field in model._meta.concrete_fields if field.attname in row
    }
    instance = model.from_db(DEFAULT_DB_ALIAS, list(columns), list(columns.values()))
    for name in row.keys() - columns.keys():
        setattr(instance, name, row[name])
    return instance
