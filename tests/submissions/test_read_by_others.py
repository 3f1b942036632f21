"""One case exported for four governments, and every file read with the tools that others use: what stands there, and what not.

`pdftotext`, `exiftool` and `unzip` are Debian's (`.ci/run` installs them).
"""

import hashlib
import io
import subprocess
import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from docx import Document

from accounts.roles import Role
from cases.models import FirstNote, SubjectName, WorkingCopy
from submissions import checks, services
from submissions.exporters import build
from submissions.models import DossierFile
from submissions.services import redacting
from submissions.statuses import FileFormat
from tests.submissions.conftest import CANARIES, TICKS, argue, look_at_all, make_accepted_case, make_act, make_criterion, say
from tests.submissions.planted import picture

pytestmark = pytest.mark.django_db

GOVERNMENTS = ("us", "gb", "ca", "eu")
NAMES = {
    "latin": "Maro Teskan",
    "cyrillic": "Маро Тескан",
    "arabic": "مارو تسكان",
    "burmese": "မာရိုတက်စကန်",
    "chinese": "马罗特斯坎",
}
CONSENTED = "The fourteen of May"
UNCONSENTED = "Woman who was never asked"


@pytest.fixture
def world(everything, organisation, partner, enlist, coalition):
    """Four dossiers about one subject, frozen and built, each under another law."""
    case = make_accepted_case(organisation, partner, NAMES["latin"], NAMES["cyrillic"])
    for script in ("arabic", "burmese", "chinese"):
        SubjectName.objects.create(subject=case.subject, kind=SubjectName.Kind.ORIGINAL, text=NAMES[script])
    copy_of(case.file)
    liaison = enlist("Everywhere", coalition, Role.LIAISON, jurisdictions=list(GOVERNMENTS))
    signer = enlist("Signer", coalition, Role.APPROVER)
    return SimpleNamespace(case=case, liaison=liaison, signer=signer, versions={})


def copy_of(file):
    body = picture("")
    copy = WorkingCopy(case=file.case, original=file, media_type="image/jpeg", size=len(body))
    copy.sha256 = hashlib.sha256(body).hexdigest()
    copy.file.save("", ContentFile(body), save=False)
    copy.save(force_insert=True)
    type(file).objects.filter(pk=file.pk).update(scan="not_scanned")


def export(world, government):
    case = world.case
    for who in (case.victim, case.statement):
        say(case.case, who, government=government)
    ask = services.open_recommendation(case.case, case.subject, make_criterion(f"X-{government}", government), by=world.liaison)
    never_asked = make_act(case.case, case.subject, UNCONSENTED)
    redacting.leave_out(ask.dossier, "victim", never_asked.pk, by=world.liaison)
    ask.refresh_from_db()
    argue(ask, case.claims)
    services.sign_first(ask, by=world.liaison)
    services.sign_second(ask, TICKS, by=world.signer)
    version, _job = services.freeze(ask.dossier, by=world.liaison)
    build.build_files(version)
    look_at_all(version, world.signer)
    checks.require_deliverable(version)
    return version


def unpacked(version, folder):
    folder.mkdir()
    with version.files.get(format=FileFormat.ZIP).file.open() as archive, zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def said_by(*command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout


@pytest.mark.parametrize("government", GOVERNMENTS)
def test_what_others_read_in_each_file(world, government, tmp_path, partner):
    version = export(world, government)
    files = unpacked(version, tmp_path / "dossier")
    reference = version.content["reference"]

    assert [str(path.relative_to(tmp_path / "dossier")) for path in files] == [
        f"{reference}-v1-to-keep.pdf",
        f"{reference}-v1.docx",
        f"{reference}-v1.pdf",
        "SHA256SUMS",
        "exhibits/A-1.jpg",
        "manifest.json",
        "stamped/A-1.pdf",
    ]
    assert said_by("sha256sum", "-c", "SHA256SUMS", cwd=tmp_path / "dossier").count(": OK") == 5

    told = {path.name: "" for path in files}
    for path in files:
        if path.suffix == ".pdf":
            told[path.name] += said_by("pdftotext", str(path), "-")
        told[path.name] += said_by("exiftool", "-a", "-G1", "-u", str(path))
    told[f"{reference}-v1.docx"] += words_of_docx(files[1].read_bytes())
    told["names"] = said_by("unzip", "-l", zip_on_disk(version, tmp_path))

    for name in (f"{reference}-v1.pdf", f"{reference}-v1-to-keep.pdf", f"{reference}-v1.docx"):
        missing = [script for script, text in NAMES.items() if not stands(text, told[name])]
        assert (name, missing) == (name, [])
        assert "Allegations, not findings of fact" in " ".join(told[name].split())
        assert CONSENTED in " ".join(told[name].split())
    everything = "\n".join(told.values())
    forbidden = [UNCONSENTED, partner.email, world.liaison.email, *CANARIES.values()]
    assert [word for word in forbidden if word in everything] == []


def stands(text, told):
    """In one piece, or, for a script written from the right, each of its words: tools give them in their own order."""
    tight = "".join(told.split())
    return "".join(text.split()) in tight or all(word in tight or word[::-1] in tight for word in text.split())


def words_of_docx(body):
    document = Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *(p.text for p in document.sections[0].footer.paragraphs), *cells])


def zip_on_disk(version, folder):
    path = folder / "x.zip"
    with version.files.get(format=FileFormat.ZIP).file.open() as archive:
        path.write_bytes(archive.read())
    return str(path)


def test_a_second_build_gives_the_same_bytes(world):
    version = export(world, "us")
    before = dict(version.files.values_list("format", "sha256"))
    DossierFile.objects.filter(version=version).delete()

    build.build_files(version)

    assert dict(version.files.values_list("format", "sha256")) == before
    assert set(before) == set(FileFormat.values)


def test_a_printed_exhibit_says_which_copy_it_is(world, tmp_path):
    printed = next(entry for entry in build.entries(export(world, "us"), mark="copy 3") if entry.path == "stamped/A-1.pdf")
    (tmp_path / "page.pdf").write_bytes(printed.source.read())

    assert "Exhibit A-1 copy 3 page 1 of 1" in " ".join(said_by("pdftotext", "-layout", str(tmp_path / "page.pdf"), "-").split())


def test_the_first_note_is_there_to_be_left_out(world):
    """What is not to be found has to be somewhere."""
    assert FirstNote.objects.get(case=world.case.case).safe_contact.reveal() == CANARIES["contact"]
