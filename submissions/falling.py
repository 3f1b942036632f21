"""What a dossier loses when somebody or something is left out: acts, claims, exhibits, and the elements that then fall.

The same of what is left out already: each tells what would be said with it, and is not without it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cases import fact_base
from cases.models import EvidenceFile, Source, Victim
from submissions.carrying import Out, fall, named_in, out_of, standing
from submissions.models import Dossier, ElementFinding, ReasonSentence, Recommendation
from submissions.reading import read_whole
from submissions.redaction import Rule
from submissions.sections import sections_for
from submissions.statuses import RecommendationStatus

WRITTEN = ("summary", "affected", "contrary")


@dataclass
class Loss:
    """Claims by key. `bare` are recommendations of which no act is told; `unshown` elements have no exhibit any more.

    `named` are the places where words still tell of somebody left out: nothing falls by them, and a person has to read them.
    """

    acts: set[int] = field(default_factory=set)
    bare: list[str] = field(default_factory=list)
    claims: dict[int, str] = field(default_factory=dict)
    exhibits: set[Any] = field(default_factory=set)
    elements: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """No claim, no element, no sentence and no whole recommendation falls."""
        return not (self.bare or self.claims or self.elements or self.sentences)


class Step(NamedTuple):
    """One recommendation with what is left out of it now, or would be with somebody taken in, and what then."""

    ask: Recommendation
    now: Out
    then: Out


def asks_of(dossier: Dossier) -> list[Recommendation]:
    return read_whole(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED).order_by("opened_at"))


def without_victim(asks: Iterable[Recommendation], victim: Victim) -> Loss:
    """Their acts; the claims that tell of them alone or that they alone told; the elements that no other claim carries."""
    steps = []
    for ask in (ask for ask in asks if ask.case_id == victim.case_id):
        left, sources = set(ask.dossier.left_victims), ask.dossier.left_sources
        steps.append(Step(ask, _out(ask, left - {victim.pk}, sources), _out(ask, left | {victim.pk}, sources)))
    loss = _compare(steps)
    for step in steps:
        _without_acts(loss, step.ask, victim.pk)
        loss.named += _named(step.ask, victim.pseudonym, step.then)
    return loss


def without_source(asks: Iterable[Recommendation], source: Source) -> Loss:
    """The claims that rest on it alone, the elements that no other claim carries, and its files."""
    steps = []
    for ask in (ask for ask in asks if ask.case_id == source.case_id):
        victims, left = ask.dossier.left_victims, set(ask.dossier.left_sources)
        steps.append(Step(ask, _out(ask, victims, left - {source.pk}), _out(ask, victims, left | {source.pk})))
    return _compare(steps)


def without_file(asks: Iterable[Recommendation], file: EvidenceFile) -> Loss:
    """No claim falls with a file, since its source is cited still. Some elements may then have nothing to show."""
    loss = Loss()
    for ask in asks:
        left = set(ask.dossier.left_files) - {file.pk}
        for finding in ask.findings.all():
            if _files(finding.standing_claims, ask.out) - left == {file.pk}:
                loss.unshown.append(_element(finding))
    return loss


def told_otherwise(asks: Iterable[Recommendation], rule: Rule) -> list[str]:
    """Elements in which a rule withholds words. None falls by it: each says the same with other words."""
    findings = (finding for ask in asks for finding in ask.findings.all())
    return [_element(finding) for finding in findings if any(map(rule.pattern.search, _texts(finding, finding.standing_claims)))]


def _out(ask: Recommendation, victims: Collection[int], sources: Collection[int]) -> Out:
    return out_of(ask.case.victims.all(), ask.case.sources.all(), victims, sources)


def _compare(steps: Collection[Step]) -> Loss:
    loss = Loss()
    for ask, now, then in steps:
        for finding in ask.findings.all():
            loss.elements += [_element(finding)] * _falls(loss, finding, now, then)
        for sentence in ask.sentences.all():
            loss.sentences += [sentence.text] * _falls(loss, sentence, now, then)
    loss.exhibits = _exhibits((ask, now) for ask, now, _then in steps) - _exhibits((ask, then) for ask, _now, then in steps)
    return loss


def _falls(loss: Loss, row: ElementFinding | ReasonSentence, now: Out, then: Out) -> bool:
    claims, falls = fall(row.claims.all(), now, then)
    loss.claims |= {claim.pk: claim.text for claim in claims}
    return falls


def _without_acts(loss: Loss, ask: Recommendation, key: int) -> None:
    told = {act.pk: act.victim_id for act in fact_base.acts_of(ask.case, ask.subject_id)}
    theirs = {act for act, harmed in told.items() if harmed == key}
    loss.acts |= theirs
    if theirs and set(told.values()) <= {key, *ask.dossier.left_victims}:
        loss.bare.append(f"{ask.reference}: {ask.subject.main_name}")


def _exhibits(outs: Iterable[tuple[Recommendation, Out]]) -> set[Any]:
    """The files that would go, by key."""
    told: set[Any] = set()
    for ask, out in outs:
        rows: list[Any] = [*ask.findings.all(), *ask.sentences.all()]
        for row in rows:
            told |= _files(standing(row.claims.all(), out), out) - set(ask.dossier.left_files)
    return told


def _files(claims: Iterable[Any], out: Out) -> set[Any]:
    sources = (source for claim in claims for source in claim.sources.all() if source.pk not in out.sources)
    return {file.pk for source in sources for file in source.files.all()}


def _named(ask: Recommendation, name: str, out: Out) -> Iterator[str]:
    """Where the words of a recommendation name somebody, once the claims that fall are gone."""
    headings = {section.code: str(section.heading) for section in sections_for(ask.dossier.jurisdiction)}
    columns: list[Any] = [ask._meta.get_field(what) for what in WRITTEN]
    written = [(str(column.verbose_name), [getattr(ask, column.name)]) for column in columns]
    written += [(headings.get(passage.section, passage.section), [passage.text]) for passage in ask.passages.all()]
    written += [(str(row.element), _texts(row, standing(row.claims.all(), out))) for row in ask.findings.all()]
    written += [(row.text, [row.text]) for row in ask.sentences.all() if standing(row.claims.all(), out)]
    for where, texts in written:
        if any(name in named_in(text, out.people | out.staying) for text in texts):
            yield f"{ask.reference}: {where}"


def _element(finding: ElementFinding) -> str:
    return f"{finding.recommendation.reference}: {finding.element}"


def _texts(finding: ElementFinding, claims: Iterable[Any]) -> list[str]:
    return [finding.statement, *(claim.text for claim in claims)]
