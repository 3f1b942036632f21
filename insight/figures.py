"""Counts over the facts: each number is the length of a list that can be opened, by the same filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cases.vocabularies import GroupAnswer
from cases.words import EDITED, label
from insight.models import CaseFact
from insight.statuses import Stage
from sanctions.models import Programme

SMALL = 5  # fewer than this is not told to whoever may not see the cases themselves
COLUMNS = {"group": "groups", "country": "countries", "abuse": "abuses", "programme": "programmes"}
REACHED = tuple(stage for stage in Stage if stage > Stage.BEGUN)
# The rule of `of` in SQL: a group counts as named only where it is itself named.
FUNNEL = """
SELECT code, {counts} FROM ({facts}) fact, unnest({column}) AS code GROUP BY code ORDER BY 2 DESC, code
"""
COUNT = "count(*) FILTER (WHERE stage >= {stage}{also})"


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    counts: tuple[int, ...]  # one for each stage of REACHED


def funnel(facts: QuerySet[CaseFact], by: str) -> list[Row]:
    """One row for each group, country, abuse or programme: how many of its cases reached each stage."""
    column = COLUMNS[by]
    counts = ", ".join(COUNT.format(stage=int(stage), also=_also(by, stage)) for stage in REACHED)
    query, parameters = facts.order_by().values("stage", "named", column).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FUNNEL.format(counts=counts, facts=query, column=column), parameters)
        rows = cursor.fetchall()
    labels = labels_of(by, [row[0] for row in rows])
    return [Row(row[0], labels[row[0]], tuple(row[1:])) for row in rows]


def _also(by: str, stage: Stage) -> str:
    return " AND code = ANY(named)" if by == "group" and stage == Stage.NAMED else ""


def of(facts: QuerySet[CaseFact], by: str, code: str, stage: int) -> QuerySet[CaseFact]:
    """The cases behind one number of the funnel."""
    found = facts.filter(**{f"{COLUMNS[by]}__contains": [code]}, stage__gte=stage)
    return found.filter(named__contains=[code]) if by == "group" and stage == Stage.NAMED else found


def whole(facts: QuerySet[CaseFact]) -> tuple[int, ...]:
    """How many cases in all reached each stage; less than the sum of the rows, since a case may be in several."""
    return tuple(facts.filter(stage__gte=stage).count() for stage in REACHED)


def labels_of(by: str, codes: Iterable[str]) -> dict[str, str]:
    known: dict[str, Any] = {}
    if by == "group":
        known = dict(GroupAnswer.choices)
    elif by == "programme":
        known = dict(Programme.objects.values_list("code", "name"))
    return {code: str(known.get(code) or (label(by, code) if by in EDITED else code)) for code in codes}


def told(count: int, *, sees_cases: bool) -> str:
    """A number as it may be shown: small ones are withheld from whoever does not see the cases."""
    return str(count) if sees_cases or count == 0 or count >= SMALL else f"<{SMALL}"
