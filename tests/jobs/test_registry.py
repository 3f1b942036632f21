"""Every kind of work is declared once, and known in every process."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from jobs.registry import UnknownKind, kind_of
from vault.sight import BLIND, EVERYTHING

SHOW_KINDS = "import django, json; django.setup(); from jobs.registry import KINDS; print(json.dumps(sorted(KINDS)))"


def test_kind_is_what_was_declared(declare):
    def work():
        """Does something."""

    assert declare("tests.work", work, sight=EVERYTHING, queue="slow", retry_on=(OSError,)) is work

    kind = kind_of("tests.work")
    assert (kind.work, kind.sight, kind.queue, kind.retry_on) == (work, EVERYTHING, "slow", (OSError,))


def test_kind_sees_nothing_unless_it_says_otherwise(declare):
    declare("tests.work", print)

    kind = kind_of("tests.work")
    assert (kind.sight, kind.queue, kind.retry_on) == (BLIND, "default", ())


def test_two_functions_cannot_be_one_kind(declare):
    declare("tests.work", print)

    with pytest.raises(ValueError, match=r"declare the job 'tests\.work'"):
        declare("tests.work", len)


def test_unknown_kind_is_named():
    with pytest.raises(UnknownKind, match="no_such_work"):
        kind_of("no_such_work")


def test_every_process_knows_every_kind():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    shown = subprocess.run([sys.executable, "-c", SHOW_KINDS], capture_output=True, text=True, check=True, env=environment)

    assert {"jobs.clear_finished", "audit.seal_records", "accounts.send_invitation"} <= set(json.loads(shown.stdout))


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_everything_on_the_clock_is_a_kind(name):
    assert kind_of(settings.CELERY_BEAT_SCHEDULE[name]["task"])
