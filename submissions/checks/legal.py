"""Checks of the law: what it bars, what is thin, what would be noticed.

Each reads a recommendation that was read whole.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cases import fact_base
from cases.corroboration import NEEDED, is_anchored
from cases.models import Case, Source, Subject, SubjectName
from cases.register import same_as
from cases.vocabularies import Mode
from cases.weighing import weigh
from sanctions.mapping.check import Assessment
from sanctions.mapping.remarks import Remark
from sanctions.mapping.words import VocabularyName
from sanctions.models import Criterion, Government, Term
from submissions.arguing import assess_ask, assess_case
from submissions.disclosing import disclosures
from submissions.models import ReasonSentence, Recommendation
from submissions.referenced import referenced_acts, referenced_claims, referenced_victims
from submissions.sections import EU
from submissions.skins import LONGEST_STATEMENT
from submissions.statuses import RecommendationStatus

BARS = frozenset({"body", "not_official"})
ROLE = frozenset({"victim_role"})


def subject_is_named(ask: Recommendation) -> Iterator[str]:
    if not ask.subject.main_name:
        yield _("The subject has no name.")
    if not ask.subject.nationality.strip():
        yield _("The subject's nationality is not known. Each of these laws asks whether somebody is a foreigner.")


def conduct_is_recorded(ask: Recommendation) -> Iterator[str]:
    rows = (row for act in fact_base.acts_of(ask.case, ask.subject_id) for row in act.involvements.all())
    modes = {row.mode for row in rows if row.subject_id == ask.subject_id}
    if not modes:
        yield _("No dated act is recorded that this subject is said to be responsible for.")
    elif modes == {Mode.UNDETERMINED}:
        yield _("How the subject is responsible is not known yet. A suspicion cannot be argued.")
    if modes and not referenced_acts(ask):
        yield _("Everybody harmed by this subject is left out of the dossier: no act is told that could be argued.")


def can_be_asked(case: Case, subject: Subject, criterion: Criterion) -> Iterator[str]:
    """Before anything is opened: what the law itself bars for this subject of this case."""
    jurisdiction = criterion.programme.authority.jurisdiction
    if Government.objects.filter(code=jurisdiction, is_open=False).exists():
        yield _("This government cannot be asked at present.")
        return
    yield from law_is_open(criterion)
    found = assess_case(case, subject, [jurisdiction])
    remarks = next((one.remarks for one in found if one.programme.code == criterion.programme.code), ())
    bars = BARS | ROLE if criterion.needs_role else BARS
    yield from (remark.sentence for remark in remarks if remark.code in bars)


def law_is_open(criterion: Criterion) -> Iterator[str]:
    for row, name in ((criterion.programme, criterion.programme.name), (criterion, criterion.citation)):
        if not row.is_open:
            yield _("“%(law)s” was closed by those who keep the reference data: it is not argued any more.") % {"law": name}


def can_be_planned(case: Case, subject: Subject, chosen: Mapping[str, tuple[int, Criterion]]) -> Iterator[str]:
    if not case.subjects.filter(pk=subject.pk).exists():
        yield _("The case does not name this person or body.")
    for government, (_turn, criterion) in chosen.items():
        if criterion.programme.authority.jurisdiction != government:
            yield _("“%(programme)s” is a law of another government.") % {"programme": criterion.programme}
        else:
            yield from can_be_asked(case, subject, criterion)


def law_allows_it(ask: Recommendation) -> Iterator[str]:
    """What no argument can mend. Everything else that the mapping check says is a warning."""
    yield from law_is_open(ask.criterion)
    found = assess_ask_once(ask)
    if found is not None and not found.programme.can_be_asked:
        yield _("This government cannot be asked at present.")
    yield from (remark.sentence for remark in _remarks(ask) if remark.code in _bars_of(ask))


def mapping_warns(ask: Recommendation) -> Iterator[str]:
    found = (remark for remark in _remarks(ask) if not remark.is_argument and remark.code not in _bars_of(ask))
    yield from (remark.sentence for remark in found)


def criterion_was_proposed(ask: Recommendation) -> Iterator[str]:
    found = assess_ask_once(ask)
    if found is not None and found.proposed and ask.criterion.code not in {row.code for row in found.proposed}:
        yield _("From what is recorded the check would propose: %(criteria)s. You chose another; say why in the argument.") % {
            "criteria": "; ".join(row.citation for row in found.proposed)
        }


def arguments_for(ask: Recommendation) -> list[str]:
    """What speaks for the ask, and should be said."""
    return [remark.sentence for remark in _remarks(ask) if remark.is_argument]


def _remarks(ask: Recommendation) -> tuple[Remark, ...]:
    found = assess_ask_once(ask)
    return found.remarks if found else ()


def assess_ask_once(ask: Recommendation) -> Assessment | None:
    """The same answer for all checks that look at one object in one request: it is asked for once."""
    if "assessment" not in vars(ask):
        vars(ask)["assessment"] = assess_ask(ask)
    found: Assessment | None = vars(ask)["assessment"]
    return found


def _bars_of(ask: Recommendation) -> frozenset[str]:
    return BARS | ROLE if ask.criterion.needs_role else BARS


def reasons_can_be_published(ask: Recommendation) -> Iterator[str]:
    """Before the Union: a statement of reasons, each sentence with an open source, and no longer than it prints."""
    if ask.dossier.jurisdiction != EU:
        return
    sentences = list(ask.sentences.all())
    if not sentences:
        yield _("There is no draft statement of reasons.")
    shown = disclosures(ask) if sentences else {}
    for sentence in sentences:
        if not any(shown[source.pk].public for source in _sources_of(sentence)):
            yield _("“%(sentence)s” rests on no open source that may be disclosed.") % {"sentence": Truncator(sentence).chars(90)}
    if sum(len(sentence.text) for sentence in sentences) > LONGEST_STATEMENT:
        yield _("The statement of reasons is longer than %(most)s characters.") % {"most": LONGEST_STATEMENT}


def reasons_may_be_shown(ask: Recommendation) -> Iterator[str]:
    """Before the Union: whoever is designated reads the reasons, and may have what carries them laid before the court."""
    if ask.dossier.jurisdiction != EU:
        return
    sentences = list(ask.sentences.all())
    shown = disclosures(ask) if sentences else {}
    for sentence in sentences:
        sources = _sources_of(sentence)
        if sources and not any(shown[source.pk].challenged for source in sources):
            yield _("“%(sentence)s” rests on sources alone that the person designated may not see.") % {
                "sentence": Truncator(sentence).chars(90)
            }


def _sources_of(sentence: ReasonSentence) -> list[Source]:
    left = sentence.recommendation.out.sources
    return [source for claim in sentence.standing_claims for source in claim.sources.all() if source.pk not in left]


def two_sources_carry_it(ask: Recommendation) -> Iterator[str]:
    """The coalition's own gate: two independent sources, and one that was there or has authority; or two people said why not."""
    weighed = weigh(ask.case)
    weights = weighed.of({claim.pk for claim in referenced_claims(ask)})
    sources = {source.pk: source for weight in weights for source in weight.sources}
    if not sources or all(weight.stands for weight in weights):
        return
    if weighed.voices.count(sources) < NEEDED:
        yield _("Everything rests on one source. Two that do not repeat each other are asked for before anything leaves.")
    elif not any(map(is_anchored, sources.values())):
        yield _("No source was there, and none is of a court, an authority or the United Nations. One is asked for.")


def subject_can_be_told_apart(ask: Recommendation) -> Iterator[str]:
    if not ask.subject.birth_date:
        yield _("No date of birth is recorded. Somebody of the same name may be listed in their place.")
    for other in _shown_as_one(ask):
        yield _("The register shows them as one with %(other)s. What is recorded there belongs here too: look at both.") % {
            "other": " · ".join([*other.known_as, other.reference])
        }
        for reference in other.asked:
            yield _("%(ask)s asks this government about the same subject, under another entry of the register.") % {
                "ask": reference
            }


def _shown_as_one(ask: Recommendation) -> Any:
    names = SubjectName.objects.filter(subject=OuterRef("pk")).order_by("pk").values("text")
    asks = Recommendation.objects.filter(subject=OuterRef("pk"), dossier__jurisdiction=ask.dossier.jurisdiction)
    asked = asks.exclude(status=RecommendationStatus.STOPPED).order_by("pk").values("reference")
    return same_as(ask.subject_id).annotate(known_as=ArraySubquery(names), asked=ArraySubquery(asked))


def groups_are_named(ask: Recommendation) -> Iterator[str]:
    """The words of the groups' own vocabulary are looked for in what a government could use as its reasons."""
    said = "\n".join([ask.affected, ask.summary]).casefold()
    for term in groups_recorded(ask):
        words = [term.label, *term.aliases]
        if not any(word.casefold() in said for word in words):
            yield _("“%(group)s” is recorded as the group harmed, and the text does not name it.") % {"group": term.label}


def groups_recorded(ask: Recommendation) -> list[Term]:
    """The groups of everybody referenced, in the order of the vocabulary. Those withheld for safety are not among them."""
    codes = {code for victim in referenced_victims(ask) for code in victim.groups}
    return list(Term.objects.filter(vocabulary=VocabularyName.GROUP, code__in=codes))
