"""Writes what searches read. A cursor on the record finds the cases in which something happened; nothing sealed is copied."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from audit.models import Record
from cases import policies
from cases.finding.languages import language_of
from cases.finding.pictures import keys_of_picture
from cases.finding.places import place_rows
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
Piece = tuple[str, str]  # part, text


@transaction.atomic
def index_changed() -> int:
    """Take in the cases in which something happened since the last time; returns how many."""
    cursor, _ = IndexCursor.objects.select_for_update().get_or_create(pk=1)
    about_cases = Record.objects.filter(object_type=ContentType.objects.get_for_model(Case), pk__gt=cursor.record)
    settled = about_cases.filter(at__lt=timezone.now() - SETTLED).exclude(verb="case.read").order_by("pk")
    rows = list(settled.values_list("pk", "object_id")[:AT_ONCE])
    changed = {int(number) for _pk, number in rows}
    for case in Case.objects.filter(pk__in=changed).select_related("first_note"):
        index_case(case)
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
    for case in Case.objects.filter(pk__in=changed).select_related("first_note"):
        index_case(case)
    if FileRead.objects.exclude(unread=[]).exists():  # tesseract may have been installed since, or a job given up
        promise("cases.read_texts", dedup_key="cases.read_texts")
    return len(changed)


def index_case(case: Case) -> None:
    """Write anew what is found of a case. Of a draft, and of what was taken back, that is its title and its first note.

    Subjects leave with a refusal: whom a case that was declined names is not found by it any more.
    """
    is_filed = policies.is_filed(case)
    SearchText.objects.filter(case=case, file=None).delete()
    PlaceKey.objects.filter(case=case).delete()
    PictureKey.objects.filter(case=case).delete()
    write(case, [*_outside(case), *(_contents(case) if is_filed else ())])
    if is_filed:
        PlaceKey.objects.bulk_create(_places(case))
        PictureKey.objects.bulk_create(_pictures(case))
    _write_keys(case)
    open_files = files_to_read().filter(case=case)
    SearchText.objects.filter(case=case).exclude(file=None).exclude(file__in=open_files).delete()
    FileRead.objects.filter(case=case).exclude(file__in=open_files).delete()
    if waiting().filter(case=case).exists():
        promise("cases.read_texts", dedup_key="cases.read_texts")


def files_to_read() -> QuerySet[EvidenceFile]:
    """Only of what anybody can find, in cases that were filed: all other bytes stay sealed, and so does their text."""
    looked_at = EvidenceFile.objects.filter(source__is_open=True, locked_at=None, state=FileState.READY)
    return looked_at.filter(case__status__in=policies.FILED_ONCE).order_by("received_at")


def waiting() -> QuerySet[EvidenceFile]:
    return files_to_read().exclude(pk__in=FileRead.objects.values("file"))


def write(case: Case, pieces: list[Piece], *, file: EvidenceFile | None = None, pages: Sequence[int] = ()) -> None:
    """One row for each piece; the pieces of a file are its pages, in order or of these numbers."""
    rows = [
        SearchText(
            case=case,
            part=part,
            file=file,
            page=number if file else None,
            body=(body := text[:LONGEST].replace("\x00", "")),
            words=SearchVector(Value(body), config="simple") + SearchVector(Value(body), config=language_of(body)),
        )
        for number, (part, text) in zip(pages or range(1, len(pieces) + 1), pieces, strict=True)
        if text.strip()
    ]
    SearchText.objects.bulk_create(rows, batch_size=200)


def _outside(case: Case) -> Iterator[Piece]:
    yield (P.TITLE, case.title)
    if note := getattr(case, "first_note", None):
        yield (P.NOTE, "\n".join([note.who, note.what, note.how_known, note.evidence]))


def _contents(case: Case) -> Iterator[Piece]:
    if case.status in policies.FILED_ONCE:
        for subject in Subject.objects.filter(named_in__case=case).prefetch_related("names", "positions"):
            names = [name.text for name in subject.names.all()]
            yield (P.SUBJECT, "\n".join([*names, *map(str, subject.positions.all())]))
    for incident in Incident.objects.filter(case=case):
        yield (P.INCIDENT, "\n".join([incident.where, incident.narrative]))
    for text in Claim.objects.filter(case=case, recanted_at=None).values_list("text", flat=True):
        yield (P.CLAIM, text)
    for source in Source.objects.filter(case=case):
        yield (P.SOURCE, "\n".join([source.title, source.author, source.organisation]))
    for text in Told.objects.filter(case=case, code__in=SEARCHED_STORIES).values_list("text", flat=True):
        yield (P.TOLD, text)


def _write_keys(case: Case) -> None:
    """Of every subject that the case names, or named first, while some case that names it stands."""
    of_the_case = Subject.objects.filter(Q(opened_in=case) | Q(named_in__case=case))
    SubjectKey.objects.filter(subject__in=of_the_case).delete()
    standing = NamedSubject.objects.filter(subject=OuterRef("pk"), case__status__in=policies.FILED_ONCE)
    subjects = of_the_case.filter(Exists(standing)).distinct().prefetch_related("names")
    SubjectKey.objects.bulk_create(
        SubjectKey(case_id=subject.opened_in_id, subject=subject, key=hashed(key))
        for subject in subjects
        for key in sorted(keys_of(subject))
    )


def _places(case: Case) -> list[PlaceKey]:
    rows = place_rows(Incident.objects.filter(case=case))
    return [PlaceKey(case=case, key=key, first=first, last=last) for key, (first, last) in rows]


def _pictures(case: Case) -> list[PictureKey]:
    """Of pictures that may be opened: not of one that is set aside or locked."""
    shown = WorkingCopy.objects.filter(case=case, original__locked_at=None, original__state=FileState.READY)
    return [
        PictureKey(case=case, key=key, likeness=likeness)
        for likeness in shown.exclude(likeness="").values_list("likeness", flat=True)
        for key in keys_of_picture(likeness)
    ]


def keys_of(subject: Subject) -> frozenset[str]:
    person = subject.kind == Subject.Kind.PERSON
    return frozenset().union(*(keys(name.text, person=person) for name in subject.names.all()))
