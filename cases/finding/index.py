"""Writes what searches read. A cursor on the record finds the cases in which something happened; nothing sealed is copied."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Exists, Func, OuterRef, Q, QuerySet, TextField, Value
from django.utils import timezone

from audit.models import Record
from cases import policies
from cases.finding.languages import language_of
from cases.finding.pictures import keys_of_picture
from cases.finding.places import place_rows
from cases.finding.terms import terms_of
from cases.models import (
    Case,
    Claim,
    EvidenceFile,
    FileRead,
    Incident,
    IndexCursor,
    NamedSubject,
    PictureKey,
    PlaceKey,
    SearchText,
    Source,
    Subject,
    SubjectKey,
    Told,
    WorkingCopy,
)
from cases.questions import STORIES
from cases.statuses import FileState, Section
from jobs.services import promise
from sanctions.matching.names import hashed, keys

AT_ONCE = 500  # records a run
SETTLED = timedelta(seconds=5)  # a younger record may have older neighbours that are not committed yet
LONGEST = 100_000
P = SearchText.Part
# Of what is told in words, that which is no risk for anybody: not whom it may reach, nor how somebody can be found.
SEARCHED_STORIES = tuple(
    ask.code for section in (Section.CONTRARY, Section.REMEDIES) for ask in STORIES[section] if not ask.answers
)
Piece = tuple[int, str, str]  # case, part, text


@transaction.atomic
def index_changed() -> int:
    """Take in the cases in which something happened since the last time; returns how many."""
    cursor, _ = IndexCursor.objects.select_for_update().get_or_create(pk=1)
    about_cases = Record.objects.filter(object_type=ContentType.objects.get_for_model(Case), pk__gt=cursor.record)
    settled = about_cases.filter(at__lt=timezone.now() - SETTLED).exclude(verb="case.read").order_by("pk")
    rows = list(settled.values_list("pk", "object_id")[:AT_ONCE])
    changed = {int(number) for _pk, number in rows}
    index_cases(Case.objects.filter(pk__in=changed).select_related("first_note"))
    if rows:
        cursor.record = rows[-1][0]
        cursor.save(update_fields=["record"])
    return len(changed)


@transaction.atomic
def index_day() -> int:
    """Every case in which something happened within a day, whatever the cursor says; for what was committed very late."""
    since = timezone.now() - timedelta(hours=26)
    about_cases = Record.objects.filter(object_type=ContentType.objects.get_for_model(Case), at__gt=since)
    changed = {int(number) for number in about_cases.order_by().values_list("object_id", flat=True).distinct()}
    index_cases(Case.objects.filter(pk__in=changed).select_related("first_note"))
    if FileRead.objects.exclude(unread=[]).exists():  # tesseract may have been installed since, or a job given up
        promise("cases.read_texts", dedup_key="cases.read_texts")
    return len(changed)


def index_case(case: Case) -> None:
    index_cases([case])


def index_cases(cases: Iterable[Case]) -> None:
    """Write anew what is found of these. Of a draft, and of what was taken back, that is its title and its first note.

    Subjects leave with a refusal: whom a case that was declined names is not found by it any more.
    """
    cases = list(cases)
    keys = [case.pk for case in cases]
    filed = {case.pk: case for case in cases if policies.is_filed(case)}
    for model in (SearchText.objects.filter(file=None), PlaceKey.objects, PictureKey.objects):
        model.filter(case__in=keys).delete()  # type: ignore[attr-defined]
    pieces = [*chain.from_iterable(map(_outside, cases)), *_contents(filed)]
    SearchText.objects.bulk_create(filter(None, (_row(*piece) for piece in pieces)), batch_size=200)
    SearchText.objects.bulk_create(_terms(filed), batch_size=1000)
    PlaceKey.objects.bulk_create(_places(filed), batch_size=1000)
    PictureKey.objects.bulk_create(_pictures(filed), batch_size=1000)
    _write_keys(keys)
    open_files = files_to_read().filter(case__in=keys)
    SearchText.objects.filter(case__in=keys).exclude(file=None).exclude(file__in=open_files).delete()
    FileRead.objects.filter(case__in=keys).exclude(file__in=open_files).delete()
    if waiting().filter(case__in=keys).exists():
        promise("cases.read_texts", dedup_key="cases.read_texts")


def files_to_read() -> QuerySet[EvidenceFile]:
    """Only of what anybody can find, in cases that were filed: all other bytes stay sealed, and so does their text."""
    looked_at = EvidenceFile.objects.filter(source__is_open=True, locked_at=None, state=FileState.READY)
    return looked_at.filter(case__status__in=policies.FILED_ONCE).order_by("received_at")


def waiting() -> QuerySet[EvidenceFile]:
    return files_to_read().exclude(pk__in=FileRead.objects.values("file"))


def write(case: Case, pieces: list[tuple[str, str]], *, file: EvidenceFile, pages: Sequence[int] = ()) -> None:
    """The pages of a file, in order or of these numbers, each with its part: one row for each with words."""
    numbered = zip(pages or range(1, len(pieces) + 1), pieces, strict=True)
    rows = (_row(case.pk, part, text, file=file, page=number) for number, (part, text) in numbered)
    SearchText.objects.bulk_create(filter(None, rows), batch_size=200)


def _row(case: int, part: str, text: str, **of_a_file: Any) -> SearchText | None:
    body = text[:LONGEST].replace("\x00", "")
    if not body.strip():
        return None
    words = SearchVector(Value(body), config="simple") + SearchVector(Value(body), config=language_of(body))
    return SearchText(case_id=case, part=part, body=body, words=words, **of_a_file)


def _outside(case: Case) -> Iterator[Piece]:
    yield (case.pk, P.TITLE, case.title)
    if note := getattr(case, "first_note", None):
        yield (case.pk, P.NOTE, "\n".join([note.who, note.what, note.how_known, note.evidence]))


def _contents(filed: Collection[int]) -> Iterator[Piece]:
    named = NamedSubject.objects.filter(case__in=filed, case__status__in=policies.FILED_ONCE)
    for row in named.select_related("subject").prefetch_related("subject__names", "subject__positions"):
        names = [name.text for name in row.subject.names.all()]
        yield (row.case_id, P.SUBJECT, "\n".join([*names, *map(str, row.subject.positions.all())]))
    for incident in Incident.objects.filter(case__in=filed):
        yield (incident.case_id, P.INCIDENT, "\n".join([incident.where, incident.narrative]))
    for case, text in Claim.objects.filter(case__in=filed, recanted_at=None).values_list("case", "text"):
        yield (case, P.CLAIM, text)
    for source in Source.objects.filter(case__in=filed):
        yield (source.case_id, P.SOURCE, "\n".join([source.title, source.author, source.organisation]))
    for case, text in Told.objects.filter(case__in=filed, code__in=SEARCHED_STORIES).values_list("case", "text"):
        yield (case, P.TOLD, text)


def _terms(filed: Collection[int]) -> Iterator[SearchText]:
    for case, terms in terms_of(filed).items():
        said = Value(sorted(terms), output_field=ArrayField(TextField()))
        yield SearchText(case_id=case, part=P.TERMS, body="", words=Func(said, function="array_to_tsvector"))


def _write_keys(cases: Collection[int]) -> None:
    """Of every subject that these name, or named first, while some case that names it stands."""
    of_the_cases = Subject.objects.filter(Q(opened_in__in=cases) | Q(named_in__case__in=cases))
    SubjectKey.objects.filter(subject__in=of_the_cases).delete()
    standing = NamedSubject.objects.filter(subject=OuterRef("pk"), case__status__in=policies.FILED_ONCE)
    subjects = of_the_cases.filter(Exists(standing)).distinct().prefetch_related("names")
    rows = (
        SubjectKey(case_id=subject.opened_in_id, subject=subject, key=hashed(key))
        for subject in subjects
        for key in sorted(keys_of(subject))
    )
    SubjectKey.objects.bulk_create(rows, batch_size=1000)


def _places(filed: Collection[int]) -> Iterator[PlaceKey]:
    for incident in Incident.objects.filter(case__in=filed):
        for key, (first, last) in place_rows([incident]):
            yield PlaceKey(case_id=incident.case_id, key=key, first=first, last=last)


def _pictures(filed: Collection[int]) -> Iterator[PictureKey]:
    """Of pictures that may be opened: not of one that is set aside or locked."""
    shown = WorkingCopy.objects.filter(case__in=filed, original__locked_at=None, original__state=FileState.READY)
    for case, likeness in shown.exclude(likeness="").values_list("case", "likeness"):
        for key in keys_of_picture(likeness):
            yield PictureKey(case_id=case, key=key, likeness=likeness)


def keys_of(subject: Subject) -> frozenset[str]:
    person = subject.kind == Subject.Kind.PERSON
    return frozenset().union(*(keys(name.text, person=person) for name in subject.names.all()))
