"""Finished files read back: two hundred planted people are found, a clean dossier shows nobody, and what is found blocks."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.models import Record
from submissions import checks, services
from submissions.exporters.archive import Entry, stream_archive
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import build_pdf
from submissions.leaks import check as leak_check
from submissions.leaks import protected
from submissions.leaks.check import said_in
from submissions.leaks.reading import Readers, read_archive
from submissions.leaks.search import Kind, Protected, Search
from submissions.models import LeakCheck, LeakHit, Unread
from submissions.services import clearing
from tests.submissions import planted
from tests.submissions.conftest import CANARIES, LATIN, look_at_all
from tests.submissions.pages import address, page_of
from tests.submissions.test_exporters import plain_content


def archive_of(tmp_path, people):
    """A dossier's archive in which the people of each place stand there."""
    stands = {place: [text for _, text in pairs] for place, pairs in people.items()}
    words = [f"On that day {name} was taken from the house." for name in stands["text"]]
    content = plain_content(summary="\n\n".join([*words, *(f"{name}." for name in stands["arabic"])]))
    files = {
        "D-1.pdf": build_pdf(content, made_on=planted_day()),
        "D-1.docx": build_docx(plain_content(), made_on=planted_day()),
        "exhibits/A-1.docx": planted.letter([f"It was {name} who told us." for name in stands["exhibit"]]),
        "exhibits/A-2.pdf": planted.page_with_hidden(stands["hidden text"], tmp_path / "page.typ"),
        "exhibits/A-3.docx": planted.letter([f"Это сказал нам {name}." for name in stands["cyrillic"]]),
    }
    files |= {f"exhibits/{name}.jpg": planted.picture("") for name in stands["file name"]}
    files |= {f"exhibits/B-{n}.jpg": planted.picture(name) for n, name in enumerate(stands["exif"])}
    files |= {f"exhibits/C-{n}.docx": planted.letter(["A page."], author=name) for n, name in enumerate(stands["docx property"])}
    entries = [Entry(path, io.BytesIO(body), hashlib.sha256(body).hexdigest(), len(body)) for path, body in files.items()]
    return content, io.BytesIO(b"".join(stream_archive({"dossier": "D-00001"}, entries)))


def planted_day():
    from django.utils import timezone

    return timezone.now()


def look(content, archive, people):
    search = Search(
        [Protected(Kind.NAME, name, f"{place} {name}") for place, pairs in people.items() for name, _ in pairs], said_in(content)
    )
    with Readers() as readers:
        reads = list(read_archive(archive, "zip", readers, set()))
    return {(hit.whose, read.name) for read in reads for hit in search.look(read.pieces)}


def file_of(place, at):
    """In which file of the archive the one of this number stands; a name of a file is read from the archive's own list."""
    return {
        "text": "D-1.pdf",
        "exhibit": "exhibits/A-1.docx",
        "file name": "zip",
        "exif": f"exhibits/B-{at}.jpg",
        "docx property": f"exhibits/C-{at}.docx",
        "hidden text": "exhibits/A-2.pdf",
        "arabic": "D-1.pdf",
        "cyrillic": "exhibits/A-3.docx",
    }[place]


def test_two_hundred_planted_people_are_found(tmp_path):
    people = planted.people()

    found = look(*archive_of(tmp_path, people), people)

    wanted = {(f"{place} {name}", file_of(place, at)) for place, pairs in people.items() for at, (name, _) in enumerate(pairs)}
    assert len(wanted) == 200
    assert wanted - found == set()


def test_a_clean_dossier_raises_no_alarm(tmp_path):
    people = planted.people()
    nobody = {place: [] for place in people}

    assert look(*archive_of(tmp_path, nobody), people) == set()


@pytest.mark.django_db
def test_a_clean_version_is_read_back_by_the_job_that_builds_it(frozen, run_jobs):
    run_jobs()

    check = LeakCheck.objects.get(version=frozen)
    assert (list(check.hits.all()), check.files) == ([], 7)
    assert [(gap.entry, gap.reasons) for gap in check.gaps.all()] == [("exhibits/A-1.jpg", ["picture", "broken"])]
    assert Record.objects.filter(verb="dossier.read_back").count() == 1


@pytest.mark.django_db
def test_contacts_file_names_and_filers_are_protected(frozen, partner):
    kept = {(one.kind, one.text) for one in protected.protected_in(frozen.dossier)}

    assert {
        (Kind.CONTACT, CANARIES["contact"]),
        (Kind.FILE_NAME, CANARIES["file_name"]),
        (Kind.NAME, partner.name),
        (Kind.CONTACT, partner.email),
    } <= kept


@pytest.fixture
def leaking(approved, liaison, run_jobs, partner, approver):
    """Somebody wrote the name of one who filed the case into the summary."""
    User.objects.filter(pk=partner.pk).update(name="Ana Village")
    services.reopen(approved, by=liaison)
    words = {name: getattr(approved, name) for name in ("affected", "contrary")}
    services.write_recommendation(approved, {**words, "summary": "Ana Village told us that he still commands."}, by=liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, {"law": True, "safety": True, "consent": True}, by=approver)
    version, _job = services.freeze(approved.dossier, by=liaison)
    run_jobs()
    look_at_all(version, approver)
    return version


def refused(version):
    with pytest.raises(checks.NotReady) as refusal:
        checks.require_deliverable(version)
    return refusal.value.problems


@pytest.mark.django_db
def test_a_hit_blocks_and_shows_where(leaking, liaison, sign_in):
    client = sign_in(liaison)

    page = page_of(client, "leaks", leaking.dossier.reference, 1)

    hits = {(hit.kind, hit.place.reveal()) for hit in LeakHit.objects.all()}
    assert hits == {("name", "pdf, page 2"), ("name", "pdfa, page 2"), ("name", "docx, word/document.xml")}
    assert refused(leaking) == [
        "3 places in the finished files show something protected: they must go, or two say that it is chance."
    ]
    assert "Ana Village told us that he still commands." in page
    assert Record.objects.filter(verb="dossier.leaks_seen", actor=liaison).count() == 1


@pytest.mark.django_db
def test_what_is_blocked_is_not_handed_out(leaking, liaison, sign_in):
    response = sign_in(liaison).get(address("file", leaking.dossier.reference, 1, "pdf"))

    assert response.url == leaking.dossier.get_absolute_url()


@pytest.mark.django_db
def test_chance_is_said_by_two_each_place_singly(leaking, liaison, approver, sign_in, client):
    first, *others = LeakHit.objects.order_by("pk")
    where = (leaking.dossier.reference, 1)
    client = sign_in(liaison)

    client.post(address("leak", *where, first.pk, "clear"), {"because": ""})
    assert not LeakHit.objects.exclude(cleared_by=None).exists()

    client.post(address("leak", *where, first.pk, "clear"), {"because": "A minister of that name."})
    client.post(address("leak", *where, first.pk, "confirm"))
    assert len(LeakCheck.objects.get().open_hits) == 3

    sign_in(approver).post(address("leak", *where, first.pk, "confirm"))
    assert len(LeakCheck.objects.get().open_hits) == 2

    for hit in others:
        clearing.confirm(clearing.clear(hit, "A minister.", by=approver), by=liaison)
    assert list(checks.problems_of_version(leaking)) == []

    clearing.take_back(others[0], by=liaison)
    assert len(LeakCheck.objects.get().open_hits) == 1


@pytest.mark.django_db
def test_the_database_refuses_one_person_for_two(leaking, liaison):
    hit = clearing.clear(LeakHit.objects.first(), "Chance.", by=liaison)

    with pytest.raises(IntegrityError), transaction.atomic():
        LeakHit.objects.filter(pk=hit.pk).update(confirmed_by=liaison)


@pytest.mark.django_db
def test_what_was_found_is_sealed(leaking):
    hit = LeakHit.objects.first()

    assert b"Village" not in hit.passage.sealed
    assert str(hit.passage) == "•••"


@pytest.mark.django_db
def test_files_are_read_anew_when_more_comes_to_be_protected(built, liaison, run_jobs, enlist, organisation):
    enlist("Sela", organisation)

    assert refused(built) == [
        "Since the files were read back, more has come to be protected. Freeze the dossier again: they are read anew."
    ]

    services.freeze(built.dossier, by=liaison)
    run_jobs()
    checks.require_deliverable(built)  # what was ticked before is the same file


@pytest.mark.django_db
def test_a_second_reading_keeps_what_two_have_said(leaking, liaison, approver):
    hit = LeakHit.objects.first()
    clearing.confirm(clearing.clear(hit, "Chance.", by=liaison), by=approver)

    leak_check.read_back(leaking)

    assert LeakHit.objects.get(pk=hit.pk).is_cleared
    assert LeakHit.objects.count() == 3


@pytest.mark.django_db
def test_what_no_machine_reads_waits_for_a_person(frozen, liaison, reviewer, run_jobs, sign_in):
    run_jobs()
    where = (frozen.dossier.reference, 1)
    client = sign_in(liaison)

    assert "exhibits/A-1.jpg" in page_of(client, "leaks", *where)
    assert refused(frozen) == ["One file could not be read by a machine. Somebody has to look at it, and say so."]

    gap = Unread.objects.get()
    client.post(address("unread", *where), {"looked": ["x", gap.pk]})
    gap.refresh_from_db()
    assert gap.ticked_by == liaison
    checks.require_deliverable(frozen)
    with pytest.raises(PermissionDenied):
        clearing.tick(frozen, [gap.pk], by=reviewer)


def test_a_locked_and_a_broken_file_are_said_to_be_unread():
    import pikepdf

    locked, sink = pikepdf.new(), io.BytesIO()
    locked.add_blank_page()
    locked.save(sink, encryption=pikepdf.Encryption(owner="o", user="u"))
    entries = {"exhibits/A-1.pdf": sink.getvalue(), "exhibits/A-2.pdf": b"%PDF-1.7 broken", "exhibits/A-3.docx": b"PK\x03\x04xx"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, body in entries.items():
            archive.writestr(path, body)

    with Readers() as readers:
        reads = {read.name: read.unread for read in read_archive(packed, "zip", readers, set())}

    assert reads == {"zip": [], "exhibits/A-1.pdf": ["password"], "exhibits/A-2.pdf": ["broken"], "exhibits/A-3.docx": ["broken"]}


def test_the_subject_is_no_leak():
    said = list(said_in(plain_content()))

    assert LATIN in said
