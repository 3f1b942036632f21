"""Sealed files that no row names go after a day; no other file ever does."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Organisation
from cases.models import EvidenceFile, Source
from jobs.models import Job
from jobs.services import promise
from submissions.models import DossierFile
from vault import sweeping
from vault.sight import BLIND, EVERYTHING, look_as
from vault.storage import sealed_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """A storage of the test's own."""
    sealed = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": sealed}


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner)


@pytest.fixture
def keep(case):
    """Store a file, as long ago as is said; returns its name."""

    def store(*, age=timedelta(days=2)):
        name = default_storage.save(sealed_name(case), ContentFile(b"something sealed"))
        touched = time.time() - age.total_seconds()
        os.utime(default_storage.path(name), (touched, touched))
        return name

    return store


def attach(case, name):
    with look_as(EVERYTHING):
        source = Source.objects.create(case=case, title="A statement")
        EvidenceFile.objects.create(case=case, source=source, file=name, size=1, received_by=case.opened_by)


def sweep(**how):
    with look_as(EVERYTHING):
        return sweeping.sweep(**how)


def there(*names):
    return [default_storage.exists(name) for name in names]


def test_what_no_row_names_goes_after_a_day_and_what_a_row_names_stays(case, keep):
    orphan, evidence, young = keep(), keep(), keep(age=timedelta(hours=23))
    attach(case, evidence)

    assert sweep() == {"old": 2, "deleted": 1}

    assert there(orphan, evidence, young) == [False, True, True]
    assert sweep() == {"old": 1, "deleted": 0}


def test_an_upload_that_is_still_written_to_stays_however_long_it_takes(keep):
    uploading = keep()
    with Path(default_storage.path(uploading)).open("ab") as file:
        file.write(b"the next piece")

    assert sweep() == {"old": 0, "deleted": 0}


def test_what_a_rolled_back_change_left_goes(case, keep):
    with look_as(EVERYTHING):
        attach(case, keep())
        transaction.set_rollback(True)

    assert sweep() == {"old": 1, "deleted": 1}


def test_every_file_field_names_files_by_itself():
    assert sweeping.naming_columns() >= {(EvidenceFile, "file"), (DossierFile, "file")}


def test_a_column_that_a_room_registered_names_files(keep, organisation, monkeypatch):
    monkeypatch.setattr(sweeping, "_registered", set())
    sweeping.names_files(Organisation, "name")
    organisation.name = keep()
    organisation.save()

    assert sweep() == {"old": 1, "deleted": 0}


def test_who_does_not_see_every_row_deletes_nothing(case, keep, partner):
    name = keep()
    attach(case, name)
    for sight in (BLIND, partner.sight):
        with pytest.raises(RuntimeError), look_as(sight):
            sweeping.sweep()

    assert there(name) == [True]


def test_files_newer_than_the_database_are_not_taken_for_what_was_rolled_back(case, keep):
    for _ in range(sweeping.USUAL + 1):
        keep()

    with pytest.raises(sweeping.TooManyOrphans, match="21 of 21"):
        sweep()
    with pytest.raises(CommandError):
        call_command("sweep_files")
    assert sweep(even_many=True) == {"old": 21, "deleted": 21}


def test_the_command_says_what_it_did(keep, capsys):
    keep()

    call_command("sweep_files")

    assert json.loads(capsys.readouterr().out) == {"old": 1, "deleted": 1}


def test_the_clock_has_it_done_by_a_worker(case, keep, run_jobs):
    evidence, orphan = keep(), keep()
    attach(case, evidence)
    promise("jobs.sweep_files")

    run_jobs()

    assert Job.objects.get().answer == {"old": 2, "deleted": 1}
    assert there(evidence, orphan) == [True, False]
