"""Copies for offices: the name on every page, the lock, the parts, the link that ends, and a record of each download."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pypdfium2 as pdfium
import pyrage
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from docx import Document

from audit.models import Record
from jobs.models import Job
from submissions import checks, services
from submissions.exporters.copies import make_copy, part_of
from submissions.models import OfficeCopy
from submissions.services import copying
from tests.submissions.conftest import CANARIES, TICKS, look_at_all, make_file
from tests.submissions.pages import address, page_of
from tests.submissions.standards import missing

pytestmark = pytest.mark.django_db

LETTER = "Dear colleagues,\n\nplease find attached what we spoke of."


@pytest.fixture
def make(built, office, liaison, run_jobs):
    def asked(**told):
        plain = {"format": "pdf", "lock": "none", "age_key": "", "part_megabytes": None, "since": None}
        plain |= {"letter": LETTER, "recipient": office}
        copy, _job = copying.ask_for_copy(built, plain | told, by=liaison)
        run_jobs()
        return OfficeCopy.objects.get(pk=copy.pk)

    return asked


def bytes_of(copy):
    return b"".join(piece for part in copy.parts for piece in part_of(copy, part))


def words_of(body, password=None):
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(body, password=password)]


def test_each_page_names_the_office_and_the_letter_stands_in_front(make):
    copy = make()
    pages = words_of(bytes_of(copy))

    assert ["copy 1 for Department of State" in page for page in pages] == [True] * len(pages)
    assert "please find attached what we spoke of." in pages[0]
    assert hashlib.sha256(bytes_of(copy)).hexdigest() == copy.sha256


def test_a_password_opens_it_and_nothing_else(make):
    copy = make(lock="password")
    body = bytes_of(copy)

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(body))
    with pikepdf.open(io.BytesIO(body), password=copy.password.reveal()) as document:
        assert document.encryption.bits == 256
    assert len(copy.password.reveal()) == 29


def test_an_age_key_opens_the_archive(make):
    identity = pyrage.x25519.Identity.generate()
    copy = make(format="zip", lock="age", age_key=str(identity.to_public()))

    plain = pyrage.decrypt(bytes_of(copy), [identity])

    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        reference = copy.version.content["reference"]
        assert "copy 1 for Department of State" in words_of(archive.read(f"{reference}-v1.pdf"))[0]
        assert archive.testzip() is None
    assert copy.name.endswith(".zip.age")


def archive_of(copy):
    with zipfile.ZipFile(io.BytesIO(bytes_of(copy))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_document_in_the_archive_names_the_office_and_its_hash_is_right(make):
    copy = make(format="zip")
    files = archive_of(copy)
    stem = f"{copy.version.content['reference']}-v1"

    word = Document(io.BytesIO(files[f"{stem}.docx"]))
    kept = files[f"{stem}-to-keep.pdf"]
    assert word.sections[0].header.paragraphs[0].text == f"{stem[:-3]}, version 1, copy 1 for Department of State"
    assert ["copy 1 for Department of State" in page for page in words_of(kept)] == [True] * len(words_of(kept))
    assert missing(kept, "ua", "a") == set()
    with pikepdf.open(io.BytesIO(kept)) as document:
        within = json.loads(document.attachments["manifest.json"].get_file().read_bytes())
    assert (within["office"], within["copy"], len(within["exhibits"])) == ("Department of State", 1, 1)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(files[name]).hexdigest() for name in sums}
    assert {file["path"]: file["sha256"] for file in json.loads(files["manifest.json"])["files"]}.items() <= sums.items()


def test_a_copy_made_again_has_the_same_bytes(make):
    copy = make(format="zip")
    first = copy.sha256

    OfficeCopy.objects.filter(pk=copy.pk).update(made_at=None)
    make_copy(OfficeCopy.objects.get(pk=copy.pk))

    assert OfficeCopy.objects.get(pk=copy.pk).sha256 == first


def test_parts_together_are_the_file(make, liaison, sign_in):
    copy = make(format="zip")
    copy.part_megabytes = 1
    assert list(copy.parts) == [1]

    whole = bytes_of(copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OfficeCopy, "part_size", 10_000)
        assert len(copy.parts) == -(-copy.size // 10_000)
        assert bytes_of(copy) == whole


def test_each_download_is_on_the_record_and_the_link_ends(make, liaison, sign_in):
    copy = make()
    where = (copy.version.dossier.reference, 1, copy.pk)

    response = sign_in(liaison).get(address("copy", *where, 1))
    assert b"".join(response) == bytes_of(copy)
    assert Record.objects.filter(verb="dossier.copy_read", actor=liaison).count() == 1

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert sign_in_again(liaison, where).url == address("copies", *where[:2])


def sign_in_again(person, where):
    from django.test import Client

    from tests.conftest import prove

    client = Client()
    client.force_login(person, backend="accounts.backends.AccountBackend")
    prove(client, person)
    return client.get(address("copy", *where, 1))


def test_a_letter_that_shows_somebody_is_no_letter(make, liaison, sign_in):
    copy = make(letter=f"Ask {CANARIES['contact']} for more.")

    job = Job.objects.get(kind="submissions.make_copy")
    assert (copy.made_at, job.last_error) == (None, "ShowsSomebody")
    assert "The letter shows something protected" in sign_in(liaison).get(job.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"format": "zip", "lock": "password"}, "A password locks the PDF"),
        ({"lock": "age", "age_key": "age1nonsense"}, "This is no age key"),
    ],
)
def test_what_cannot_be_locked_is_said_before(make, told, said):
    with pytest.raises(checks.NotReady, match=said):
        make(**told)


def test_only_the_liaison_has_copies_made(built, office, coordinator):
    with pytest.raises(PermissionDenied):
        copying.ask_for_copy(built, {"recipient": office}, by=coordinator)


def test_the_page_offers_and_shows_the_password_to_the_liaison_alone(make, liaison, reviewer, sign_in):
    copy = make(lock="password")
    where = (copy.version.dossier.reference, 1)

    client = sign_in(liaison)
    assert "Another copy" in page_of(client, "copies", *where)
    shown = client.post(address("copy-password", *where, copy.pk)).content.decode()
    assert copy.password.reveal() in shown
    assert Record.objects.filter(verb="dossier.copy_password_read").count() == 1

    client = sign_in(reviewer)
    assert "Another copy" not in page_of(client, "copies", *where)
    assert client.post(address("copy-password", *where, copy.pk)).status_code == 403


def test_a_supplement_holds_what_changed_and_nothing_else(built, office, approved, veldonia, liaison, approver, run_jobs):
    services.reopen(approved, by=liaison)
    words = {name: getattr(approved, name) for name in ("affected", "contrary")} | {"summary": "He was promoted in June."}
    services.write_recommendation(approved, words, by=liaison)
    make_file(veldonia.photo, b"\xff\xd8\xff another photograph", veldonia.author)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)
    second, _job = services.freeze(approved.dossier, by=liaison)
    run_jobs()
    look_at_all(second, approver)

    told = {"format": "zip", "lock": "none", "age_key": "", "part_megabytes": None, "since": built, "letter": LETTER}
    asked, _job = copying.ask_for_copy(second, told | {"recipient": office}, by=liaison)
    run_jobs()

    copy = OfficeCopy.objects.get(pk=asked.pk)
    with zipfile.ZipFile(io.BytesIO(bytes_of(copy))) as archive:
        names = archive.namelist()
        text = " ".join(" ".join(words_of(archive.read(names[0]))).split())
    assert names == [f"{copy.version.dossier.reference}-v2.pdf", "exhibits/A-2.jpg", "manifest.json", "SHA256SUMS"]
    assert "He is still in command." in text
    assert "He was promoted in June." in text
    assert "Lower Orsa quarry" not in text
