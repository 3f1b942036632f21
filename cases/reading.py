"""A whole case as it is read on one page: everything that was filed, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from accounts.roles import Jurisdiction
from cases import wording, words
from cases.completeness import spoke_in_confidence
from cases.corroboration import Voices
from cases.models import (
    Act,
    Case,
    Claim,
    Consent,
    Detail,
    EvidenceFile,
    Incident,
    Position,
    Source,
    Subject,
    SubjectName,
    Told,
    Victim,
)
from cases.packing import packed, unpacked
from cases.questions import STORIES
from cases.statuses import Section
from cases.tenure import post_at
from cases.words import Words


@dataclass(frozen=True)
class Deed:
    """One act, and everybody who is said to be responsible for it, each with how."""

    act: Act
    victim: Victim
    responsible: list[tuple[Subject, str, str]]  # whom, how, and which post they held then
    details: list[dict[str, str]]


@dataclass(frozen=True)
class ConsentRow:
    """What one person said, government by government; None where nobody has asked."""

    person: Victim | Source
    answers: list[Consent | None]

    @property
    def kind(self) -> str:
        return "victim" if isinstance(self.person, Victim) else "source"


@dataclass(frozen=True)
class Reading:
    subjects: Sequence[Subject]
    incidents: Sequence[tuple[Incident, list[Deed]]]
    victims: Sequence[Victim]
    sources: Sequence[Source]
    claims: Sequence[tuple[Claim, list[Source], int]]
    consents: Sequence[ConsentRow]
    governments: Sequence[str]
    stories: Sequence[dict[str, Any]]  # the parts that are told in words, those alone in which something is told

    @property
    def is_empty(self) -> bool:
        return not (self.subjects or self.incidents or self.victims or self.sources or self.claims)


def read(case: Case) -> Reading:
    """One query, however large the case: everything on the page is as it stood at one moment."""
    subjects, victims, sources, incidents, claims, consents, told = map(unpacked, MODELS, rows_of(case).values())
    filed_under = wording.words_of(case)
    for rows in (victims, sources):
        wording.read_by(filed_under, rows)
    subject, victim = ({row.pk: row for row in rows} for rows in (subjects, victims))
    source = _numbered({row.pk: row for row in sources})
    voices = Voices(sources)
    return Reading(
        subjects=subjects,
        incidents=[(incident, _deeds(incident, subject, victim, filed_under)) for incident in incidents],
        victims=victims,
        sources=sources,
        claims=[_carried(claim, source, voices) for claim in claims],
        consents=_said([*victims, *filter(spoke_in_confidence, sources)], consents),
        governments=[str(label) for label in Jurisdiction.labels],
        stories=_stories({row.code: row.text for row in told}, filed_under),
    )


def rows_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands in a case, table by table, as plain values: what a page reads and a version keeps."""
    parts = (_subjects(case), _victims(case), _sources(case), _incidents(case), _claims(case), _consents(case), _told(case))
    return dict(zip(PARTS, Case.objects.filter(pk=case.pk).values_list(*parts).get(), strict=True))


PARTS = ("subjects", "victims", "sources", "incidents", "claims", "consents", "told")
MODELS = (Subject, Victim, Source, Incident, Claim, Consent, Told)


def _subjects(case: Case) -> ArraySubquery:
    names = SubjectName.objects.filter(subject=OuterRef("pk"))
    positions = Position.objects.filter(subject=OuterRef("pk"))
    return packed(
        Subject.objects.filter(named_in__case=case).order_by("named_in__pk"), written=packed(names), posts=packed(positions)
    )


def _victims(case: Case) -> ArraySubquery:
    return packed(Victim.objects.filter(case=case))


def _sources(case: Case) -> ArraySubquery:
    files = EvidenceFile.objects.filter(source=OuterRef("pk"))
    kept = files.values(
        row=JSONObject(pk="pk", sha256="sha256", size="size", media_type="media_type", state="state", locked="locked_at")
    )
    return packed(Source.objects.filter(case=case), kept=ArraySubquery(kept))


def _incidents(case: Case) -> ArraySubquery:
    """Beside each incident the rows of its acts: one for each act and each person responsible for it."""
    acts = Act.objects.filter(incident=OuterRef("pk")).order_by("pk", "involvements__pk")
    answers = packed(Detail.objects.filter(act=OuterRef("pk")))
    rows = packed(acts, by="involvements__subject", mode="involvements__mode", answers=answers)
    return packed(Incident.objects.filter(case=case), rows=rows)


def _told(case: Case) -> ArraySubquery:
    return packed(Told.objects.filter(case=case))


def _claims(case: Case) -> ArraySubquery:
    carrying = Claim.sources.through.objects.filter(claim=OuterRef("pk")).order_by("source")
    return packed(Claim.objects.filter(case=case), carried_by=ArraySubquery(carrying.values("source")))


def _consents(case: Case) -> ArraySubquery:
    return packed(Consent.objects.filter(case=case).current())


def _numbered(sources: dict[int, Any]) -> dict[int, Source]:
    """Each source knows the number that the page gives it, and the source that it repeats."""
    for number, source in enumerate(sources.values(), start=1):
        source.number, source.repeats = number, sources.get(source.derived_from_id)
    return sources


def _deeds(incident: Any, subjects: dict[int, Subject], victims: dict[int, Victim], filed_under: Words) -> list[Deed]:
    """The rows of an incident put together again, act by act."""
    deeds: dict[int, Deed] = {}
    for act in unpacked(Act, incident.rows):
        act.words = filed_under
        deed = deeds.setdefault(act.pk, Deed(act, victims[act.victim_id], [], _details(act, filed_under)))
        if act.by in subjects:
            subject: Any = subjects[act.by]
            then = post_at(unpacked(Position, subject.posts), incident.began, incident.ended)
            deed.responsible.append((subject, words.label("mode", act.mode, filed_under), then))
    return list(deeds.values())


def _details(act: Any, filed_under: Words) -> list[dict[str, str]]:
    return [_fact(row.code, row.text, filed_under) for row in unpacked(Detail, act.answers)]


def _fact(code: str, text: str, filed_under: Words) -> dict[str, str]:
    return {"code": code, "term": words.question(code, filed_under), "value": words.answer(code, text, filed_under)}


def _stories(told: dict[str, str], filed_under: Words) -> list[dict[str, Any]]:
    parts = [(section, [ask.code for ask in asks if ask.code in told]) for section, asks in STORIES.items()]
    return [
        {"section": section, "label": Section(section).label, "facts": [_fact(code, told[code], filed_under) for code in codes]}
        for section, codes in parts
    ]


def _carried(claim: Any, sources: dict[int, Source], voices: Voices) -> tuple[Claim, list[Source], int]:
    """A claim, the sources that show it, and how many of them are independent of each other."""
    carried_by = [sources[key] for key in claim.carried_by if key in sources]
    return claim, carried_by, voices.count(source.pk for source in carried_by)


def _said(people: Iterable[Victim | Source], consents: Iterable[Consent]) -> list[ConsentRow]:
    said = {(row.victim_id, row.source_id, row.government): row for row in consents}
    return [
        ConsentRow(person, [said.get((*_whose(person), government)) for government in Jurisdiction.values]) for person in people
    ]


def _whose(person: Victim | Source) -> tuple[int | None, int | None]:
    return (person.pk, None) if isinstance(person, Victim) else (None, person.pk)
