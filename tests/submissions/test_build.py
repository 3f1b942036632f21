"""The job that builds the files: once, quickly, and nothing half-done is kept."""

import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from jobs.models import Job
from jobs.states import JobState
from submissions.exporters import build
from submissions.exporters.archive import ExhibitChanged
from submissions.models import DossierFile, DossierVersion
from submissions.statuses import FileFormat
from submissions.tasks import build_files

pytestmark = pytest.mark.django_db


def sealed_files():
    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return {path for path in root.rglob("*") if path.is_file()}


def exchange(file, body):
    """Put other bytes, properly sealed, where the exhibit's were."""
    name = file.file.name
    file.file.storage.delete(name)
    file.file.storage.save(name, ContentFile(body))


def test_the_job_builds_each_file_once(frozen, run_jobs):
    assert "submissions.build_files" in run_jobs()

    built = {file.format: (file.sha256, file.file.name) for file in frozen.files.all()}
    assert build_files(frozen.pk) == {"dossier": frozen.dossier.reference, "version": 1}
    assert {file.format: (file.sha256, file.file.name) for file in frozen.files.all()} == built
    assert set(built) == set(FileFormat.values)


def test_the_files_are_sealed(built):
    for file in built.files.all():
        with file.file.open() as plain:
            assert plain.read(4) not in Path(file.file.path).read_bytes()[:64]
        assert Path(file.file.path).read_bytes()[:4] == b"SPV1"


def test_three_formats_in_three_seconds(built):
    version = DossierVersion.objects.get(pk=built.pk)
    DossierFile.objects.filter(version=version).delete()

    began = time.perf_counter()
    build.build_files(version)

    assert time.perf_counter() - began < 3


@pytest.mark.parametrize("damage", ["exchanged", "cut", "gone"])
def test_an_exhibit_that_changed_leaves_nothing(frozen, veldonia, damage):
    path = Path(veldonia.file.file.path)
    if damage == "exchanged":
        exchange(veldonia.file, b"\xff\xd8\xff another photograph")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()
    before = sealed_files()

    with pytest.raises(ExhibitChanged):
        build.build_files(frozen)

    assert sealed_files() == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda version, world: exchange(world.file, b"another"), "An exhibit is no longer what it was"),
        (
            lambda version, world: DossierVersion.objects.filter(pk=version.pk).update(
                content={**version.content, "government": "བོད"}
            ),
            "none of our printed faces has",
        ),
        (
            lambda version, world: DossierVersion.objects.filter(pk=version.pk).update(content={}),
            "The files could not be built",
        ),
    ],
)
def test_the_job_is_given_up_with_words_for_a_person(frozen, veldonia, liaison, sign_in, run_jobs, damage, said):
    damage(frozen, veldonia)

    run_jobs()

    job = Job.objects.get(kind="submissions.build_files")
    page = sign_in(liaison).get(job.get_absolute_url()).content.decode()
    assert (job.state, frozen.files.count()) == (JobState.DEAD, 0)
    assert said in page
    assert "Traceback" not in page
