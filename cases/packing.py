"""Many rows as one value, so that a page made from several tables is read in one statement, as it stood at one moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject


def packed(rows: QuerySet, /, *, without: str = "", **beside: Any) -> ArraySubquery:
    """Every row as a JSON object: the columns of its model under their names, and what else was asked `beside` them.

    A column named by `without` is left out, for being large; whoever asks an instance for it asks the database.
    """
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields if field.attname != without}
    return ArraySubquery(rows.values(row=JSONObject(**columns, **beside)))


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
