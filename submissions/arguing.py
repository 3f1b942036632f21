"""From a case to the mapping check: the facts about one subject, and what can be argued from them."""

from collections.abc import Collection

from django.utils import timezone

from cases.models import Case, Claim, Involvement, Subject
from sanctions.countries import code_of
from sanctions.mapping.check import Assessment, assess
from sanctions.mapping.facts import NOT_KNOWN, ActFacts, Facts, kinds_of, markers_in
from sanctions.mapping.load import Vocabulary, load_laws
from submissions.models import Outcome, Recommendation


def assess_case(case: Case, subject: Subject, governments: Collection[str] | None = None, *, text: str = "") -> list[Assessment]:
    """Every programme of these governments (or of all that can be asked), for one subject of the case.

    `text` is what is written so far; the words that some laws ask for are looked for in it and in the claims.
    """
    words = Vocabulary()
    return assess(facts_of(case, subject, words, text=text), load_laws(governments), words.conduct, today=timezone.localdate())


def assess_ask(ask: Recommendation) -> Assessment | None:
    """What the recommendation's own programme makes of the case as it is now; None for one that is not described."""
    written = [ask.summary, ask.affected, *(finding.statement for finding in ask.findings.all())]
    found = assess_case(ask.case, ask.subject, [ask.dossier.jurisdiction], text="\n".join(written))
    return next((one for one in found if one.programme.code == ask.criterion.programme.code), None)


def facts_of(case: Case, subject: Subject, words: Vocabulary, *, text: str = "") -> Facts:
    involvements = Involvement.objects.filter(subject=subject, act__incident__case=case)
    acts: dict[int, list[Involvement]] = {}
    for row in involvements.select_related("act__incident", "act__victim"):
        acts.setdefault(row.act_id, []).append(row)
    claims = Claim.objects.filter(case=case, recanted_at=None).values_list("text", flat=True)
    return Facts(
        is_body=subject.kind == Subject.Kind.BODY,
        is_official=subject.kind == Subject.Kind.PERSON and subject.positions.exists(),
        nationalities=countries_in(subject.nationality),
        countries=countries_in(subject.nationality),
        acts=tuple(_act(rows, words) for rows in acts.values()),
        listed_by=frozenset(_listed_by(subject)),
        says=markers_in("\n".join([text, *claims])),
    )


def countries_in(words: str) -> frozenset[str]:
    return frozenset(code_of(word) for word in words.replace(";", ",").split(",") if word.strip())


def _act(rows: list[Involvement], words: Vocabulary) -> ActFacts:
    act = rows[0].act
    counts_as, groups = words.abuse.get(act.abuse, ""), frozenset(act.victim.groups)
    return ActFacts(
        conduct=kinds_of(counts_as, role=act.victim.role, groups=groups, abuse=act.abuse),
        modes=frozenset(row.mode for row in rows),
        role=words.role.get(act.victim.role, NOT_KNOWN),
        when=act.incident.ended or act.incident.began,
    )


def _listed_by(subject: Subject) -> set[str]:
    """Governments of which two persons confirmed that they listed this subject."""
    outcomes = Outcome.objects.standing().of_listings().filter(recommendation__subject=subject)
    return set(outcomes.values_list("recommendation__dossier__jurisdiction", flat=True))
