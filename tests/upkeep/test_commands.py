"""Backup, wipe, restore on a bare machine: the commands as an operator types them, on servers of their own."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from launch.folders import PROJECT, open_var
from launch.keys import key_files
from tests.planted import plant

OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "SECRET_KEY", "SECRET_KEY_FILE", "WRAPPING_KEY_FILE")
# Somebody with a password, a case with a sealed contact and a file, lines in the record and in the custody.
FILL = """
from django.utils import timezone
from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import give_role
from audit.chain import RECORD
from cases.models import Case, FirstNote, Source
from cases.services.evidence import attach_evidence
from cases.uploads import ReceivedFile
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as
house = Organisation.objects.create(name="Coalition", is_coalition=True)
noor = User(email="noor@coalition.example", name="Noor", organisation=house)
noor.set_password("seven grey herons at noon")
noor.save()
give_role(noor, Role.COORDINATOR, by=None)
give_role(noor, Role.LEAD, by=None)
with look_as(EVERYTHING), ReceivedFile("a.txt", "text/plain") as received:
    case = Case.objects.create(
        organisation=house, opened_by=noor, data_key=create_data_key(), title="Bridge", status="draft"
    )
    FirstNote.objects.create(case=case, who="x", what="x", how_known="x", safe_contact="behind the mill")
    received.receive(b"what the witness saw")
    source = Source.objects.create(case=case, title="Statement")
    attach_evidence(source, received, by=noor, media_type="text/plain")
    Case.objects.update(status="filed")
RECORD.seal()
"""
# Signs in, opens the case and its file, walks both chains.
LOOK = """
import json
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from cases.models import Case
from vault.sight import EVERYTHING, look_as
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nobody collected the static files here
override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}).enable()
client = Client(headers={"host": "localhost"})
form = {"login": "noor@coalition.example", "password": "seven grey herons at noon"}
signed_in = client.post("/account/sign-in/", form).status_code
with look_as(EVERYTHING):
    case = Case.objects.get()
    file, contact = case.evidencefiles.get().file.open().read().decode(), case.first_note.safe_contact.reveal()
page = client.get(case.get_absolute_url()).status_code
print(json.dumps({"signed_in": signed_in, "page": page, "file": file, "contact": contact}))
call_command("verify_audit")
call_command("verify_custody", files=True)
"""
SEEN = {"signed_in": 302, "page": 200, "file": "what the witness saw", "contact": "behind the mill"}
# What is there when a backup is put in its place: another title, another file, another list.
CHANGE = """
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from accounts.models import User
from cases.models import Case
from vault.sight import EVERYTHING, look_as
with look_as(EVERYTHING):
    Case.objects.update(title="Changed since")
    file = Case.objects.get().evidencefiles.get().file
    (Path(settings.VAR) / "files" / file.name).write_bytes(b"other bytes")
(Path(settings.VAR) / "lists" / "us" / "2.gz").write_bytes(b"published since")
User.objects.create(email="late@coalition.example", name="Late", organisation=User.objects.get().organisation)
"""
RESTORED = """
from audit.models import Record
print(Record.objects.filter(verb="record.restored", actor=None).count())
"""
LIST = b"what was published"


class Machine:
    """One var folder, and `manage.py` on it."""

    def __init__(self, var):
        self.var = var
        self.environment = {name: value for name, value in os.environ.items() if name not in {*OURS, "DJANGO_SETTINGS_MODULE"}}
        self.environment["SMALLPLACES_VAR"] = str(var)

    def manage(self, *words, code=0):
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done

    def shell(self, source):
        return self.manage("shell", "--verbosity", "0", "--command", source).stdout

    def look(self):
        seen, record, custody = map(json.loads, self.shell(LOOK).splitlines())
        assert (record["whole"], record["sealed"] > 0, custody["whole"], custody["files"]["changed"]) == (True, True, True, 0)
        return seen


@pytest.fixture(scope="module")
def backup(tmp_path_factory):
    """A backup of a machine that is gone, and its keys, which were elsewhere."""
    machine = Machine(tmp_path_factory.mktemp("machine") / "var")
    key_files(open_var(machine.var))  # without its keys a database is refused
    plant(machine.var)
    machine.manage("migrate", "--verbosity", "0")
    machine.shell(FILL)
    (machine.var / "lists" / "us").mkdir(parents=True)
    (machine.var / "lists" / "us" / "1.gz").write_bytes(LIST)
    path = tmp_path_factory.mktemp("backups") / "one"
    taken = json.loads(machine.manage("backup", str(path)).stdout)
    assert (taken["files"], taken["lists"], taken["missing"]) == (1, 1, [])
    keys = path.with_name("keys")
    (machine.var / "keys").rename(keys)
    shutil.rmtree(machine.var)
    return path, keys


def test_backup_restores_on_a_bare_machine_and_replaces_nothing_unasked(backup, tmp_path):
    path, keys = backup
    bare = Machine(tmp_path / "var")
    shutil.copytree(keys, bare.var / "keys")
    (bare.var / ".smallplaces").touch()
    bare.var.chmod(0o700)

    restored = json.loads(bare.manage("restore", str(path)).stdout)

    assert (restored["whole"], restored["record"], restored["custody"]) == (True, "", "")
    assert bare.look() == SEEN
    assert (bare.var / "lists" / "us" / "1.gz").read_bytes() == LIST

    refused = bare.manage("restore", str(path), code=1)
    assert "There is something here already" in refused.stderr
    assert refused.stderr.count("\n") == 1
    bare.shell(CHANGE)

    replaced = json.loads(bare.manage("restore", str(path), "--replace").stdout)

    assert (replaced["whole"], replaced["rows"]) == (True, restored["rows"])
    assert bare.look() == SEEN
    assert sorted(file.name for file in (bare.var / "lists").rglob("*") if file.is_file()) == ["1.gz"]
    assert bare.shell(RESTORED).split() == ["1"]
