"""The facts and the law that a recommendation's words were written on, and what has changed of them since.

Kept with the recommendation as `{key: [what it is, what it said]}`. One fact base serves the variants for all
governments, so a changed fact marks exactly those that used it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import fact_base
from cases.models import Act, Claim, Source, Victim
from submissions import reading
from submissions.models import Recommendation

Basis = dict[str, list[str]]
LANGUAGE = "en"


@dataclass(frozen=True)
class FactChange:
    """What a fact said when the words were written, and what it says now; empty where there is none."""

    what: str
    before: str
    after: str


def stale(asks: Iterable[Recommendation]) -> dict[int, list[FactChange]]:
    """What changed under each of these, by primary key; those that still fit are left out. Two queries for any number."""
    now = reading.read_whole(Recommendation.objects.filter(pk__in=[ask.pk for ask in asks]))
    found = {ask.pk: changes_in(ask) for ask in now}
    return {key: changes for key, changes in found.items() if changes}


def changes_in(ask: Recommendation) -> list[FactChange]:
    """What changed under one that was read whole a moment ago."""
    return list(_changes(ask.basis, facts_of(ask))) if ask.basis else []


def taken_now(ask: Recommendation) -> Basis:
    """The basis of somebody who has read everything as it is."""
    return facts_of(reading.anew(ask))


def extended(ask: Recommendation) -> Basis:
    """After writing: what is used newly is added, what the writer let go is dropped, what changed stays as it was read.

    A claim that was deleted under an element stays too, so that the page can say what it said.
    """
    now = taken_now(ask)
    let_go = {f"claim {key}" for key in Claim.objects.filter(case=ask.case_id).values_list("pk", flat=True)}
    let_go |= {f"source {key}" for key in Source.objects.filter(case=ask.case_id).values_list("pk", flat=True)}
    gone = {key: said for key, said in ask.basis.items() if key not in now and key not in let_go}
    return {**{key: ask.basis.get(key, said) for key, said in now.items()}, **gone}


def facts_of(ask: Recommendation) -> Basis:
    """In one language, whoever reads or writes: a change of language is no change of a fact."""
    with override(LANGUAGE):
        return dict(_facts(ask))


def _changes(basis: Basis, now: Basis) -> Iterator[FactChange]:
    for key, (what, said) in basis.items():
        after = now.get(key, ["", ""])[1]
        if after != said:
            yield FactChange(_(what), said, after)
    for key, (what, said) in now.items():
        if key not in basis and not key.startswith(("claim ", "source ")):
            yield FactChange(_(what), "", said)


def _facts(ask: Recommendation) -> Iterator[tuple[str, list[str]]]:
    yield from _law(ask)
    yield from _subject(ask)
    for act in fact_base.acts_of(ask.case, ask.subject_id):
        modes = sorted(str(row.get_mode_display()) for row in act.involvements.all() if row.subject_id == ask.subject_id)
        yield f"act {act.pk}", [_("An act"), _act(act, modes)]
        yield f"victim {act.victim_id}", [_("Somebody harmed"), _victim(act.victim)]
    for claim in _claims(ask):
        taken_back = _(" (taken back)") if claim.recanted_at else ""
        yield f"claim {claim.pk}", [_("A claim"), claim.text + taken_back]
        for source in claim.sources.all():
            is_open = _("open") if source.is_open else _("confidential")
            yield f"source {source.pk}", [_("A source"), f"{source.title}: {source.get_type_display()}, {is_open}"]


def _law(ask: Recommendation) -> Iterator[tuple[str, list[str]]]:
    criterion = ask.criterion
    programme = criterion.programme
    yield f"programme {programme.pk}", [_("The programme"), f"{programme.name}: {programme.legal_basis}. {programme.reach}"]
    yield f"criterion {criterion.pk}", [_("The criterion"), f"{criterion.citation}: {criterion.wording}"]
    for finding in ask.findings.all():
        yield f"element {finding.element_id}", [_("An element of the law"), finding.element.text]
    for element in ask.new_elements:
        yield f"element {element.pk}", [_("An element of the law"), element.text]


def _subject(ask: Recommendation) -> Iterator[tuple[str, list[str]]]:
    subject = ask.subject
    names = " · ".join(name.text for name in subject.names.all())
    told = [str(subject.get_kind_display()), names, subject.birth_date, subject.nationality]
    yield f"subject {subject.pk}", [_("The subject"), "; ".join(filter(None, told))]
    for post in subject.positions.all():
        yield f"post {post.pk}", [_("A post"), f"{post}, {post.since or '?'} – {post.until or '?'}"]


def _act(act: Act, modes: list[str]) -> str:
    when = " – ".join(filter(None, (act.incident.began, act.incident.ended)))
    return f"{act.get_abuse_display()}, {when}, {act.incident.place}, {act.victim.pseudonym}: {', '.join(modes)}"


def _victim(victim: Victim) -> str:
    groups = ", ".join(victim.group_labels) or victim.get_group_answer_display()
    return f"{victim.pseudonym}, {victim.count}; {groups}; {victim.get_role_display()}"


def _claims(ask: Recommendation) -> Iterator[Claim]:
    for finding in ask.findings.all():
        yield from finding.claims.all()
    for sentence in ask.sentences.all():
        yield from sentence.claims.all()
