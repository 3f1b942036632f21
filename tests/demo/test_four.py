"""One case before four governments: read as whoever receives it would, with the tools they would use."""

import io
import json
import os
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from cases.models import EvidenceFile, SealedIdentity
from demo import four, veldonia
from submissions.exporters import build
from submissions.statuses import FileFormat
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
NAMES = ("Daud Yelisan", "Дауд Елисан", *four.ALSO_WRITTEN)


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every file of the four, as bytes, and what must stand in none of them. Kept under SMALLPLACES_DOSSIERS, if it is set."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic(), look_as(EVERYTHING):
        veldonia.people()
        made, again = {}, {}
        for version in four.four_dossiers():
            government = version.dossier.jurisdiction
            made[government] = {file.format: bytes_of(file) for file in version.files.all()}
            made[government]["names"] = {file.format: file.name for file in version.files.all()}
            again[government] = {kind: b"".join(build.BUILDERS[kind](version)) for kind in FileFormat}
        identities = [word.reveal() for row in SealedIdentity.objects.all() for word in (row.name, row.also_called, row.contact)]
        hidden = {word for word in identities if word} | {row.original_name.reveal() for row in EvidenceFile.objects.all()}
        transaction.set_rollback(True)
    keep(made)
    return made, again, hidden


def bytes_of(file):
    with file.file.open() as source:
        return source.read()


def keep(made):
    if place := os.environ.get("SMALLPLACES_DOSSIERS"):
        for government, files in made.items():
            for kind in FileFormat:
                name = f"{government}-to-keep.pdf" if kind == FileFormat.PDFA else f"{government}.{kind}"
                (Path(place) / name).write_bytes(files[kind])


def words_of_pdf(body):
    reader = PdfReader(io.BytesIO(body))
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join([text, str(reader.metadata), reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""])


def words_of_docx(body):
    document = Document(io.BytesIO(body))
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        everything = " ".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist() if part.endswith(".xml"))
    properties = document.core_properties
    return " ".join([everything, properties.author, properties.title, properties.last_modified_by, properties.comments])


def words_of_entry(name, body):
    if name.endswith(".pdf"):
        return words_of_pdf(body)
    if name.endswith(".docx"):
        return words_of_docx(body)
    if name.endswith(".jpg"):
        picture = Image.open(io.BytesIO(body))
        return f"{picture.info} {dict(picture.getexif())}"
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("government", ["us", "gb", "ca", "eu"])
def test_no_unconsented_name_in_any_file(files, government):
    made, _again, hidden = files
    archive = zipfile.ZipFile(io.BytesIO(made[government]["zip"]))
    said = {name: words_of_entry(name, archive.read(name)) for name in archive.namelist()}
    said |= {"list of entries": "\n".join(archive.namelist()), "pdf": words_of_pdf(made[government]["pdf"])}

    found = {(where, word) for where, text in said.items() for word in hidden if word in text or word in text[::-1]}

    assert hidden >= {"Sanna Orhilde", "سناء أورهيلد", "+999 555 0142", "statement.pdf"}
    assert found == set()


@pytest.mark.parametrize("government", ["us", "gb", "ca", "eu"])
def test_every_sum_of_the_unpacked_archive_is_right(files, government, tmp_path):
    with zipfile.ZipFile(io.BytesIO(files[0][government]["zip"])) as archive:
        archive.extractall(tmp_path)

    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert {file["path"] for file in manifest["files"]} == {
        str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()
    } - {"manifest.json", "SHA256SUMS"}


def test_a_second_build_gives_the_same_bytes(files):
    made, again, _hidden = files

    for government, kinds in again.items():
        assert {kind: made[government][kind] == body for kind, body in kinds.items()} == dict.fromkeys(FileFormat, True)


@pytest.mark.parametrize("government", ["us", "gb", "ca", "eu"])
def test_names_of_every_script_can_be_copied(files, government):
    made = files[0][government]
    copied = copied_text(made["pdf"])

    for name in NAMES:
        assert squeezed(name) in copied, name
        assert name in words_of_docx(made["docx"])


def copied_text(body):
    """As somebody copies it out of a reader of PDF."""
    done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
    return squeezed(done.stdout.decode())


def squeezed(text):
    """Without spaces, and without the signs that say in which direction a text runs."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def test_the_statement_goes_as_pictures_alone(files):
    archive = zipfile.ZipFile(io.BytesIO(files[0]["us"]["zip"]))
    pages = [pikepdf.open(io.BytesIO(archive.read(name))) for name in archive.namelist() if name == "exhibits/A-2.pdf"]

    assert [len(page.pages) for page in pages] == [1]
    assert "/Font" not in pages[0].pages[0].Resources
