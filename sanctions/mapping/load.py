"""The law from the rows of the reference data. Five queries, whatever the number of rows."""

from collections.abc import Collection

from sanctions.countries import code_of
from sanctions.mapping.law import CriterionLaw, ProgrammeLaw, RuleLaw
from sanctions.mapping.words import VocabularyName
from sanctions.models import Government, Programme, Term


def load_laws(governments: Collection[str] | None = None) -> list[ProgrammeLaw]:
    """The programmes of these governments, or of all that can be asked, in the order of their codes."""
    rows = Government.objects.filter(is_open=True)
    asked = {row.code: row for row in (rows if governments is None else rows.filter(code__in=governments))}
    programmes = Programme.objects.filter(authority__jurisdiction__in=asked).select_related("authority")
    programmes = programmes.prefetch_related("criteria", "conduct_rules").order_by("authority__jurisdiction", "code")
    return [_law(row, asked[row.authority.jurisdiction]) for row in programmes]


def _law(row: Programme, government: Government) -> ProgrammeLaw:
    return ProgrammeLaw(
        code=row.code,
        name=row.name,
        government=government.code,
        government_name=government.name,
        kind=row.kind,
        country=row.country,
        takes_persons=row.takes_persons,
        takes_bodies=row.takes_bodies,
        officials_only=row.officials_only,
        recency_years=government.recency_years,
        nationals=frozenset(map(code_of, government.nationals)),
        criteria=tuple(
            CriterionLaw(one.code, one.citation, frozenset(one.modes), one.conduct, one.needs_role) for one in row.criteria.all()
        ),
        rules={one.conduct: RuleLaw(one.verdict, one.needs, one.words) for one in row.conduct_rules.all()},
    )


class Vocabulary:
    """The labels of the kinds of conduct, and how abuse types and victim roles count. One query."""

    def __init__(self) -> None:
        wanted = (VocabularyName.CONDUCT, VocabularyName.ABUSE, VocabularyName.ROLE)
        terms = list(Term.objects.filter(vocabulary__in=wanted))
        self.conduct = {term.code: term.label for term in terms if term.vocabulary == VocabularyName.CONDUCT}
        self.abuse = {term.code: term.counts_as for term in terms if term.vocabulary == VocabularyName.ABUSE}
        self.role = {term.code: term.counts_as for term in terms if term.vocabulary == VocabularyName.ROLE}
