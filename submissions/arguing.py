"""From a case to the mapping check: the facts about one subject, and what can be argued from them."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from cases import fact_base
from cases.models import Act, Case, Subject
from sanctions.countries import code_of
from sanctions.mapping.check import Assessment, assess
from sanctions.mapping.facts import NOT_KNOWN, ActFacts, Facts, kinds_of, markers_in
from sanctions.mapping.load import Vocabulary, load_laws
from submissions.models import Outcome, Recommendation


def assess_case(case: Case, subject: Subject, governments: Collection[str] | None = None) -> list[Assessment]:
    """Every programme of these governments (or of all that can be asked), for one subject of the case, read anew."""
    return assess_read(fact_base.read(Case.objects.filter(pk=case.pk))[case.pk], subject, governments)


def assess_read(case: Case, subject: Subject, governments: Collection[str] | None = None) -> list[Assessment]:
    """The same of a case that `fact_base` has read already."""
    return _assess(case, subject, governments, listed_by=_listed_by(subject))


def assess_ask(ask: Recommendation) -> Assessment | None:
    """What the own programme of a recommendation that was read whole makes of it; None for one that is not described.

    The words that some laws ask for are looked for in what is written so far, too.
    """
    written = [ask.summary, ask.affected, *(finding.statement for finding in ask.findings.all())]
    listed_by = vars(ask)["listed_by"]
    found = _assess(ask.case, ask.subject, [ask.dossier.jurisdiction], listed_by=listed_by, text="\n".join(written))
    return next((one for one in found if one.programme.code == ask.criterion.programme.code), None)


def _assess(
    case: Case, subject: Subject, governments: Collection[str] | None, *, listed_by: Iterable[str], text: str = ""
) -> list[Assessment]:
    words = Vocabulary()
    facts = facts_of(case, subject, words, listed_by=listed_by, text=text)
    return assess(facts, load_laws(governments), words.conduct, today=timezone.localdate())


def facts_of(case: Case, subject: Subject, words: Vocabulary, *, listed_by: Iterable[str] = (), text: str = "") -> Facts:
    """Of a case that `fact_base` has read. `listed_by` are governments that listed the subject already."""
    claims = (claim.text for claim in case.claims.all() if claim.recanted_at is None)
    return Facts(
        is_body=subject.kind == Subject.Kind.BODY,
        is_official=subject.kind == Subject.Kind.PERSON and bool(subject.positions.all()),
        nationalities=countries_in(subject.nationality),
        countries=countries_in(subject.nationality),
        acts=tuple(_act(act, subject, words) for act in fact_base.acts_of(case, subject.pk)),
        listed_by=frozenset(listed_by),
        says=markers_in("\n".join([text, *claims])),
    )


def countries_in(words: str) -> frozenset[str]:
    return frozenset(code_of(word) for word in words.replace(";", ",").split(",") if word.strip())


def _act(act: Act, subject: Subject, words: Vocabulary) -> ActFacts:
    counts_as, groups = words.abuse.get(act.abuse, ""), frozenset(act.victim.groups)
    return ActFacts(
        conduct=kinds_of(counts_as, role=act.victim.role, groups=groups, abuse=act.abuse),
        modes=frozenset(row.mode for row in act.involvements.all() if row.subject_id == subject.pk),
        role=words.role.get(act.victim.role, NOT_KNOWN),
        when=act.incident.ended or act.incident.began,
    )


def _listed_by(subject: Subject) -> set[str]:
    """Governments of which two persons confirmed that they listed this subject."""
    outcomes = Outcome.objects.standing().of_listings().filter(recommendation__subject=subject)
    return set(outcomes.values_list("recommendation__dossier__jurisdiction", flat=True))
