"""The law as the mapping check reads it: rows of the reference data as plain values."""

from dataclasses import dataclass, field

from sanctions.mapping.words import Conduct, Verdict


@dataclass(frozen=True)
class RuleLaw:
    """What a programme makes of one kind of conduct."""

    verdict: str
    needs: str = ""
    words: str = ""


@dataclass(frozen=True)
class CriterionLaw:
    code: str
    citation: str
    modes: frozenset[str]
    conduct: str = Conduct.ABUSE
    needs_role: bool = False


@dataclass(frozen=True)
class ProgrammeLaw:
    """`recency_years`, `nationals` and whether it can be asked are the government's; `rules` by kind of conduct."""

    code: str
    name: str
    government: str
    government_name: str
    kind: str
    country: str = ""
    takes_persons: bool = True
    takes_bodies: bool = True
    officials_only: bool = False
    recency_years: int | None = None
    nationals: frozenset[str] = frozenset()
    can_be_asked: bool = True
    criteria: tuple[CriterionLaw, ...] = ()
    rules: dict[str, RuleLaw] = field(default_factory=dict)


NOT_COVERED = RuleLaw(Verdict.NONE)
