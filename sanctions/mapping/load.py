"""The law from the rows of the reference data. One query for all of it, one for the vocabularies."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from sanctions.countries import code_of
from sanctions.mapping.law import CriterionLaw, ProgrammeLaw, RuleLaw
from sanctions.mapping.words import VocabularyName
from sanctions.models import ConductRule, Criterion, Government, Programme, Term

GOVERNMENT = ("code", "name", "is_open", "recency_years", "nationals")
CRITERION = ("code", "citation", "modes", "conduct", "needs_role")
RULE = ("conduct", "verdict", "needs", "words")


def load_laws(governments: Collection[str] | None = None) -> list[ProgrammeLaw]:
    """The open programmes of these governments, or of all that can be asked, in the order of their codes."""
    rows = Government.objects.all()
    asked = rows.filter(is_open=True) if governments is None else rows.filter(code__in=governments)
    programmes = Programme.objects.filter(is_open=True, authority__jurisdiction__in=asked.values("code")).annotate(
        of_government=_beside(rows.filter(code=OuterRef("authority__jurisdiction")), GOVERNMENT),
        of_criteria=_beside(Criterion.objects.filter(is_open=True, programme=OuterRef("pk")), CRITERION),
        of_rules=_beside(ConductRule.objects.filter(programme=OuterRef("pk")), RULE),
    )
    return [_law(row) for row in programmes.order_by("authority__jurisdiction", "code")]


def _beside(rows: Any, fields: tuple[str, ...]) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in fields})))


def _law(row: Any) -> ProgrammeLaw:
    government = row.of_government[0]
    return ProgrammeLaw(
        code=row.code,
        name=row.name,
        government=government["code"],
        government_name=government["name"],
        kind=row.kind,
        country=row.country,
        takes_persons=row.takes_persons,
        takes_bodies=row.takes_bodies,
        officials_only=row.officials_only,
        recency_years=government["recency_years"],
        nationals=frozenset(map(code_of, government["nationals"])),
        can_be_asked=government["is_open"],
        criteria=tuple(CriterionLaw(**{**one, "modes": frozenset(one["modes"])}) for one in row.of_criteria),
        rules={one["conduct"]: RuleLaw(one["verdict"], one["needs"], one["words"]) for one in row.of_rules},
    )


class Vocabulary:
    """The labels of the kinds of conduct, and how abuse types and victim roles count. One query."""

    def __init__(self) -> None:
        wanted = (VocabularyName.CONDUCT, VocabularyName.ABUSE, VocabularyName.ROLE)
        terms = list(Term.objects.filter(vocabulary__in=wanted))
        self.conduct = {term.code: term.label for term in terms if term.vocabulary == VocabularyName.CONDUCT}
        self.abuse = {term.code: term.counts_as for term in terms if term.vocabulary == VocabularyName.ABUSE}
        self.role = {term.code: term.counts_as for term in terms if term.vocabulary == VocabularyName.ROLE}
