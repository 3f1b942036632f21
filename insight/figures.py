"""Counts over the facts: each number is the length of a list that can be opened, by the same filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from cases.vocabularies import GroupAnswer
from cases.words import EDITED, label
from insight import regions
from insight.models import CaseFact
from insight.statuses import Stage
from insight.withholding import protected_together
from sanctions.countries import NAMES_OF
from sanctions.models import Programme

COLUMNS = {"group": "groups", "region": "regions", "country": "countries", "abuse": "abuses", "programme": "programmes"}
REACHED = tuple(stage for stage in Stage if stage > Stage.BEGUN)
PLACE_OF = {stage: place for place, stage in enumerate(REACHED)}  # of its number among those of a row
# The rule of `of` in SQL: a group counts as named only where it is itself named.
FUNNEL = """
SELECT code, {counts} FROM ({facts}) fact, unnest({column}) AS code GROUP BY code ORDER BY 2 DESC, code
"""
COUNT = "count(*) FILTER (WHERE stage >= {stage}{also})"


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    counts: tuple[Any, ...]  # one for each stage of REACHED: numbers, or the words they may be told in


def funnel(facts: QuerySet[CaseFact], by: str) -> list[Row]:
    """One row for each group, region, country, abuse or programme: how many of its cases reached each stage."""
    return with_labels(by, counted(facts, by))


def counted(facts: QuerySet[CaseFact], by: str) -> list[tuple[str, tuple[int, ...]]]:
    column = COLUMNS[by]
    counts = ", ".join(COUNT.format(stage=int(stage), also=_also(by, stage)) for stage in REACHED)
    query, parameters = facts.order_by().values("stage", "named", column).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FUNNEL.format(counts=counts, facts=query, column=column), parameters)
        return [(code, tuple(numbers)) for code, *numbers in cursor.fetchall()]


def _also(by: str, stage: Stage) -> str:
    return " AND code = ANY(named)" if by == "group" and stage == Stage.NAMED else ""


def of(facts: QuerySet[CaseFact], by: str, code: str, stage: int) -> QuerySet[CaseFact]:
    """The cases behind one number of the funnel."""
    found = facts.filter(**{f"{COLUMNS[by]}__contains": [code]}, stage__gte=stage)
    return found.filter(named__contains=[code]) if by == "group" and stage == Stage.NAMED else found


def whole(facts: QuerySet[CaseFact]) -> tuple[int, ...]:
    """How many cases in all reached each stage; less than the sum of the rows, since a case may be in several."""
    counts = {stage.name: Count("pk", filter=Q(stage__gte=stage)) for stage in REACHED}
    return tuple(facts.order_by().aggregate(**counts).values())


def labels_of(by: str, codes: Iterable[str]) -> dict[str, str]:
    known: dict[str, Any] = {}
    if by == "group":
        known = dict(GroupAnswer.choices)
    elif by == "region":
        known = dict(regions.LABELS)
    elif by == "programme":
        known = dict(Programme.objects.values_list("code", "name"))
    elif by == "country":
        return {code: str(dict(GroupAnswer.choices).get(code, name_of(code))) for code in codes}
    return {code: str(known.get(code) or (label(by, code) if by in EDITED else code)) for code in codes}


def name_of(country: str) -> str:
    """The country's name, or what was written where it is none we know."""
    return NAMES_OF[country][0] if country in NAMES_OF else country.title()


Told = dict[str, Any]


def totals(facts: QuerySet[CaseFact]) -> Told:
    """All funnels: {"whole": [numbers], and for each of COLUMNS: [[code, [numbers]], ...]}; a number for each of REACHED."""
    return {"whole": whole(facts), **{by: counted(facts, by) for by in COLUMNS}}


def totals_told(totals: Told) -> Told:
    """The same in words, as they may be told to whoever does not see the cases. Decided together: each splits the same totals in
    its own way."""
    tables = {by: totals[by] for by in COLUMNS}
    told, line = protected_together([[numbers for _, numbers in rows] for rows in tables.values()], totals["whole"], falling=True)
    words = zip(tables.items(), told, strict=True)
    return {
        "whole": line,
        **{by: _in_told_order([code, row] for (code, _), row in zip(rows, table, strict=True)) for (by, rows), table in words},
    }


def _in_told_order(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """The greatest first as far as it is told: where a withheld number stands must not say how great it is."""
    return sorted(rows, key=lambda row: (-drawn(row[1][0]), row[0]))


def with_labels(by: str, rows: Iterable[tuple[str, Sequence[Any]]]) -> list[Row]:
    rows = list(rows)
    labels = labels_of(by, [code for code, _ in rows])
    return [Row(code, labels[code], tuple(numbers)) for code, numbers in rows]


def narrowed(facts: QuerySet[CaseFact], *, group: str, abuse: str) -> QuerySet[CaseFact]:
    """Those of one group, of one abuse, or of both; of all where a code is empty."""
    facts = facts.filter(groups__contains=[group]) if group else facts
    return facts.filter(abuses__contains=[abuse]) if abuse else facts


def drawn(told: str) -> int:
    """A number in a chart; what is withheld has no bar."""
    return int(told) if told.isdigit() else 0
