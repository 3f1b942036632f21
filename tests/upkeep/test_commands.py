"""Backup, wipe, restore on a bare machine: the commands as an operator types them, on servers of their own."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from launch.folders import PROJECT

OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "SECRET_KEY", "SECRET_KEY_FILE", "WRAPPING_KEY_FILE")
# Signs in with the password that everybody has, and opens a case and one of its files.
LOOK = """
import json
from django.conf import settings
from django.test import Client, override_settings
from cases.models import EvidenceFile
from vault.sight import EVERYTHING, look_as
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nobody collected the static files here
override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}).enable()
client = Client(headers={"host": "localhost"})
form = {"login": "coordinator@coalition.example", "password": "veldonia is not a country"}
signed_in = client.post("/account/sign-in/", form).status_code
with look_as(EVERYTHING):
    file = EvidenceFile.objects.select_related("case").order_by("pk").first()
    opened = file.file.open().read()[:0] == b""
page = client.get(file.case.get_absolute_url())
print(json.dumps({"signed_in": signed_in, "case": page.status_code, "opened": opened, "title": file.case.title}))
"""
STRAY = """
from accounts.models import Organisation
Organisation.objects.create(name="Came after the backup")
"""


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


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = Machine(tmp_path_factory.mktemp("machine") / "var")
    machine.manage("migrate", "--verbosity", "0")
    machine.manage("seed_demo")
    return machine


@pytest.fixture(scope="module")
def backup(machine, tmp_path_factory):
    path = tmp_path_factory.mktemp("backups") / "one"
    taken = json.loads(machine.manage("backup", str(path)).stdout)
    assert taken["missing"] == []
    assert min(taken["rows"], taken["files"], taken["lists"]) > 0
    return path


def test_backup_restores_on_a_bare_machine(machine, backup, tmp_path):
    seen = json.loads(machine.shell(LOOK))
    bare = Machine(tmp_path / "var")
    shutil.copytree(machine.var / "keys", bare.var / "keys")
    (bare.var / ".smallplaces").touch()
    bare.var.chmod(0o700)

    restored = json.loads(bare.manage("restore", str(backup)).stdout)

    assert (restored["whole"], restored["record"], restored["custody"]) == (True, "", "")
    assert json.loads(bare.manage("verify_audit").stdout)["sealed"] > 0
    assert json.loads(bare.manage("verify_custody", "--files").stdout)["files"]["changed"] == 0
    assert json.loads(bare.shell(LOOK)) == seen == {**seen, "signed_in": 302, "case": 200, "opened": True}


def test_installation_with_people_is_replaced_only_when_that_is_said(machine, backup):
    machine.shell(STRAY)
    count = "from accounts.models import Organisation as O; print(O.objects.filter(name__startswith='Came').count())"

    refused = machine.manage("restore", str(backup), code=1)
    assert "There is something here already" in refused.stderr

    machine.manage("restore", str(backup), "--replace")
    assert machine.shell(count).strip() == "0"


def test_backup_of_another_key_is_refused_in_a_sentence(machine, backup, tmp_path):
    other = Machine(tmp_path / "var")

    refused = other.manage("restore", str(backup), code=1)

    assert "This backup needs the wrapping key k1" in refused.stderr
    assert refused.stderr.count("\n") == 1
