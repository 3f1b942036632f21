"""Bringing the past in: many rows at once, in the order in which rows refer to each other. A worker's function."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from accounts.models import User
from audit.log import record
from cases.models import Case, NamedSubject, Position, Subject, SubjectName
from cases.references import new_public_name
from cases.statuses import CaseStatus
from delivery.models import BroughtIn, PastImport
from delivery.past.known import Who
from delivery.past.reading import Trial, try_rows
from delivery.past.rows import PastAsk, Reading
from delivery.statuses import ImportState
from jobs import progress
from jobs.services import promise
from sanctions.models import Criterion, Programme
from sanctions.querysets import ELSEWHERE
from submissions.models import Delivery, Dossier, DossierVersion, Recipient, Recommendation
from submissions.models.delivery import NOT_RECORDED
from submissions.statuses import RecommendationStatus
from vault.keys import ring
from vault.models import DataKey

AT_ONCE = 500


def bring_in(past: PastImport) -> dict[str, Any]:
    """Write what is new in the spreadsheet, and promise to compare its subjects with the lists (`delivery.past.comparing`).

    Asked twice, it brings in once. Returns counts.
    """
    past = PastImport.objects.select_for_update().get(pk=past.pk)
    if past.state != ImportState.PROMISED:
        return dict(past.counts)
    trial = try_rows(past)
    writing = Writing(past, past.brought_by, trial)
    for begin in range(0, len(trial.new), AT_ONCE):
        writing.write(trial.new[begin : begin + AT_ONCE])
        progress.report(min(begin + AT_ONCE, len(trial.new)), len(trial.new))
    past.state, past.counts = ImportState.HERE, trial.counts
    past.save(update_fields=["state", "counts"])
    record(past.brought_by, "past.brought_in", past)
    promise("delivery.compare", by=past.brought_by, dedup_key=f"compare-past:{past.pk}", past_import=past.pk)
    return {"reference": past.reference, **trial.counts}


@dataclass
class Writing:
    """The rows of one spreadsheet as they are written; whom it has named so far is kept in mind."""

    past: PastImport
    by: User
    trial: Trial

    def __post_init__(self) -> None:
        self.people: dict[Who, tuple[int, int]] = self.trial.known.subjects
        self.criteria: dict[int, Criterion] = {}
        self.offices: dict[tuple[str, str], Recipient] = {}
        self.now = timezone.now()

    def write(self, readings: Sequence[Reading]) -> None:
        asks = [(reading.number, reading.ask) for reading in readings if reading.ask]
        self._write_people([ask for _, ask in asks])
        self._write_dossiers(asks)

    def _write_people(self, asks: Iterable[PastAsk]) -> None:
        """A case for each subject of each partner: it holds who it was, and lets the partner see what came of it."""
        new = {ask.who: ask for ask in asks if ask.who not in self.people}
        keyed = zip(new.values(), _keys(len(new)), _references(Case, "C", len(new)), strict=True)
        cases = Case.objects.bulk_create(self._case(ask, key, reference) for ask, key, reference in keyed)
        named = zip(new.values(), cases, _references(Subject, "S", len(new)), strict=True)
        subjects = Subject.objects.bulk_create(
            Subject(reference=reference, opened_in=case, kind=ask.kind, birth_date=ask.born, nationality=ask.nationality)
            for ask, case, reference in named
        )
        NamedSubject.objects.bulk_create(
            NamedSubject(case=case, subject=subject) for case, subject in zip(cases, subjects, strict=True)
        )
        pairs = list(zip(new.values(), subjects, strict=True))
        SubjectName.objects.bulk_create(name for ask, subject in pairs for name in _names(ask, subject))
        Position.objects.bulk_create(Position(subject=subject, title=ask.post) for ask, subject in pairs if ask.post)
        self.people |= {ask.who: (subject.pk, case.pk) for (ask, subject), case in zip(pairs, cases, strict=True)}

    def _case(self, ask: PastAsk, key: DataKey, reference: str) -> Case:
        return Case(
            reference=reference,
            organisation_id=ask.partner,
            title=ask.name[:200],
            status=CaseStatus.ELSEWHERE,
            data_key=key,
            opened_by=self.by,
            accepted_at=self.now,
            consented_for=[],
            with_us_since=None,
            due_on=None,
        )

    def _write_dossiers(self, asks: Sequence[tuple[int, PastAsk]]) -> None:
        """A dossier for each row: what stood together in one file is told by the name of the file."""
        keyed = zip(asks, _keys(len(asks)), _references(Dossier, "D", len(asks)), strict=True)
        dossiers = Dossier.objects.bulk_create(
            Dossier(reference=reference, jurisdiction=ask.government, data_key=key, opened_by=self.by, made_elsewhere=True)
            for (_, ask), key, reference in keyed
        )
        pairs = [(number, ask, dossier) for (number, ask), dossier in zip(asks, dossiers, strict=True)]
        versions = DossierVersion.objects.bulk_create(
            DossierVersion(dossier=dossier, number=1, content={"made_elsewhere": ask.file}, sha256="", frozen_by=self.by)
            for _, ask, dossier in pairs
        )
        named = zip(pairs, _references(Recommendation, "R", len(pairs)), strict=True)
        recommendations = Recommendation.objects.bulk_create(
            self._recommendation(ask, dossier, reference) for (_, ask, dossier), reference in named
        )
        Delivery.objects.bulk_create(
            Delivery(
                dossier=dossier,
                version=version,
                recipient=self._office(ask),
                channel=ask.channel,
                sent_on=ask.sent_on,
                recorded_by=self.by,
            )
            for (_, ask, dossier), version in zip(pairs, versions, strict=True)
        )
        BroughtIn.objects.bulk_create(
            BroughtIn(past_import=self.past, row=number, recommendation=made)
            for (number, _, _), made in zip(pairs, recommendations, strict=True)
        )

    def _recommendation(self, ask: PastAsk, dossier: Dossier, reference: str) -> Recommendation:
        subject, case = self.people[ask.who]
        return Recommendation(
            reference=reference,
            dossier=dossier,
            case_id=case,
            subject_id=subject,
            criterion=self._criterion(ask.programme),
            status=RecommendationStatus.SENT,
            drafted_by=self.by,
        )

    def _criterion(self, programme: int) -> Criterion:
        if programme not in self.criteria:
            self.criteria[programme] = criterion_elsewhere(Programme.objects.get(pk=programme))
        return self.criteria[programme]

    def _office(self, ask: PastAsk) -> Recipient:
        place = (ask.government, ask.office or NOT_RECORDED)
        if place not in self.offices:
            self.offices[place], _ = Recipient.objects.get_or_create(jurisdiction=place[0], office=place[1])
        return self.offices[place]


def criterion_elsewhere(programme: Programme) -> Criterion:
    """Stands for what was asked under a programme before this desk: which of its criteria was argued is not recorded."""
    made, _ = Criterion.objects.get_or_create(
        code=f"{programme.code}{ELSEWHERE}",
        defaults={
            "programme": programme,
            "order": 99,
            "citation": "–",
            "wording": "Asked before this desk was used; which criterion was argued is not recorded here.",
            "source": "Brought in from a spreadsheet of the coalition.",
            "checked_on": timezone.localdate(),
        },
    )
    return made


def _names(ask: PastAsk, subject: Subject) -> list[SubjectName]:
    others = [SubjectName(subject=subject, kind=SubjectName.Kind.ALIAS, text=name[:300]) for name in ask.other_names]
    return [SubjectName(subject=subject, kind=SubjectName.Kind.FULL, text=ask.name), *others]


def _keys(count: int) -> list[DataKey]:
    """Fresh data keys, written at once."""
    keys = [DataKey(wrapped_by=ring().current) for _ in range(count)]
    for key in keys:
        key.wrapped = ring().wrap(AESGCM.generate_key(bit_length=256), bound_to=key.id.bytes)
    return DataKey.objects.bulk_create(keys)


def _references(model: Any, prefix: str, count: int) -> list[str]:
    """So many public names that nothing has yet: of thousands made at once, two would be the same."""
    made: set[str] = set()
    while len(made) < count:
        more = {new_public_name(prefix) for _ in range(count - len(made))}
        made |= more - set(model.objects.filter(reference__in=more).values_list("reference", flat=True))
    return list(made)
