"""`export_dossier`: one line of JSON and the file, or sentences and exit 1."""

import hashlib
import io
import json
import stat
import zipfile
from unittest.mock import Mock

import pytest
from django.core.management import call_command

from audit.models import Record
from cases.statuses import ConsentAnswer
from submissions.management.commands import export_dossier
from submissions.models import DossierFile
from tests.submissions.conftest import look_at_all, say

pytestmark = pytest.mark.django_db

BEGINNINGS = {"pdf": b"%PDF", "pdfa": b"%PDF", "docx": b"PK", "zip": b"PK", "json": b"{"}


def export(reference, wanted, path):
    said, complained = io.StringIO(), io.StringIO()
    try:
        call_command("export_dossier", reference, f"--format={wanted}", f"--out={path}", stdout=said, stderr=complained)
    except SystemExit as ended:
        return ended.code, complained.getvalue().splitlines()
    return 0, json.loads(said.getvalue())


@pytest.mark.parametrize("wanted", BEGINNINGS)
def test_each_format_is_written_and_its_sum_told(built, tmp_path, wanted):
    path = tmp_path / "out"

    code, told = export(built.dossier.reference, wanted, path)

    body = path.read_bytes()
    assert code == 0
    assert told == {"dossier": built.dossier.reference, "version": 1, "sha256": hashlib.sha256(body).hexdigest()}
    assert body.startswith(BEGINNINGS[wanted])
    assert Record.objects.filter(verb="dossier.file_read", actor=None).count() == 1


def test_the_sum_of_the_json_is_that_in_the_manifest(built, tmp_path):
    _, told = export(built.dossier.reference, "json", tmp_path / "content.json")
    export(built.dossier.reference, "zip", tmp_path / "dossier.zip")

    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["content_sha256"] == told["sha256"]


def test_it_builds_nothing_twice(built, tmp_path):
    before = set(DossierFile.objects.values_list("pk", flat=True))

    export(built.dossier.reference, "pdf", tmp_path / "out")

    assert set(DossierFile.objects.values_list("pk", flat=True)) == before


def test_refusals_are_sentences(frozen, veldonia, tmp_path):
    path = tmp_path / "out"
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    assert export(frozen.dossier.reference, "pdf", path) == (
        1,
        ["“The fourteen of May” has not agreed to this government: United States."],
    )
    assert not path.exists()


def test_what_nobody_looked_at_is_built_and_not_handed_out(frozen, approver, tmp_path):
    path = tmp_path / "out"

    assert export(frozen.dossier.reference, "pdf", path) == (
        1,
        ["One file could not be read by a machine. Somebody has to look at it, and say so."],
    )
    assert not path.exists()

    look_at_all(frozen, approver)
    assert export(frozen.dossier.reference, "pdf", path)[0] == 0


@pytest.mark.parametrize("reference", ["D-00000", "nonsense"])
def test_what_is_not_frozen_is_not_exported(db, tmp_path, reference):
    assert export(reference, "pdf", tmp_path / "out") == (1, [f"There is no frozen version of a dossier {reference}."])


def test_an_exhibit_that_changed_is_a_sentence_too(frozen, veldonia, tmp_path):
    veldonia.file.file.storage.delete(veldonia.file.file.name)

    code, sentences = export(frozen.dossier.reference, "zip", tmp_path / "out")

    assert (code, sentences) == (1, ["A file is not what was frozen"])


def test_a_folder_that_is_not_there_is_a_sentence_too(built, tmp_path):
    code, sentences = export(built.dossier.reference, "pdf", tmp_path / "nowhere" / "out")

    assert code == 1
    assert "No such file or directory" in sentences[0]


def test_only_its_owner_can_read_it_whatever_stood_there_before(built, tmp_path):
    path = tmp_path / "out"
    path.write_text("what was there")
    path.chmod(0o644)

    export(built.dossier.reference, "zip", path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert zipfile.is_zipfile(path)


def test_what_fails_in_the_middle_leaves_what_stood_there_and_nothing_beside_it(built, tmp_path, monkeypatch):
    path = tmp_path / "out"
    path.write_text("the export of yesterday")
    monkeypatch.setattr(export_dossier, "record", Mock(side_effect=OSError("No space left on device")))

    code, sentences = export(built.dossier.reference, "zip", path)

    assert (code, sentences) == (1, ["No space left on device"])
    assert path.read_text() == "the export of yesterday"
    assert list(tmp_path.iterdir()) == [path]
