"""What is sealed after a dossier is found in clear nowhere: words it withholds, what a check found, its files, a password."""

import pytest
from django.apps import apps
from django.db import connection

from cases.models import FirstNote
from submissions.exporters import build
from submissions.models import Box, LeakCheck, LeakHit, OfficeCopy, RedactedCopy, Redaction
from submissions.statuses import FileFormat, LeakKind
from tests.planted_words import dump, found_in, lies_in
from tests.submissions.conftest import CANARIES
from tests.submissions.test_content import OF_A_DOSSIER

pytestmark = pytest.mark.django_db(transaction=True)

SEALED = {(label, name): f"canary-{label}-{name}" for label, name in OF_A_DOSSIER}
# Of this test alone: others write their contact into letters and arguments, which the server's log keeps a while.
CONTACT = "canary-of-a-safe-contact"
# In clear, as the threat model says: what the site searches, shows and argues with.
IN_CLEAR = {"narrative", "title", "note", "how"}


@pytest.fixture
def lived(frozen, veldonia, office, liaison):
    """A version with its files, read back, drawn with a box, copied for an office."""
    words = {name: {field: word for (label, field), word in SEALED.items() if label == name} for name, _ in SEALED}
    check = LeakCheck.objects.create(version=frozen, searched="", terms=1, files=1)
    copy = RedactedCopy.objects.create(dossier=frozen.dossier, original=veldonia.file, asked_by=liaison)
    Redaction.objects.create(dossier=frozen.dossier, by=liaison, **words["submissions.Redaction"])
    LeakHit.objects.create(check_of=check, kind=LeakKind.NAME, whose="", **words["submissions.LeakHit"])
    Box.objects.create(copy=copy, page=1, left=0, width=1, **words["submissions.Box"])
    OfficeCopy.objects.create(version=frozen, recipient=office, number=1, asked_by=liaison, **words["submissions.OfficeCopy"])
    note = FirstNote.objects.get(case=veldonia.case)
    note.safe_contact = CONTACT
    note.save()
    build.keep(frozen, FileFormat.ZIP, iter([b"canary-finished-file"]))
    for (label, name), word in SEALED.items():
        assert getattr(apps.get_model(label).objects.get(), name).reveal() == word
    with frozen.files.get(format=FileFormat.ZIP).file.open() as kept:
        assert kept.read() == b"canary-finished-file"
    connection.connection.commit()  # the fixtures' transaction is still open, and a dump sees what is committed


@pytest.mark.usefixtures("lived")
def test_nothing_of_it_is_found():
    planted = {**CANARIES, **SEALED, "contact": CONTACT, "exhibit": "canary-exhibit", "file": "canary-finished-file"}

    assert found_in(dump(), planted) == IN_CLEAR
    on_disk = lies_in(planted)

    assert set(on_disk) == IN_CLEAR
    assert "pg_wal" in on_disk["narrative"]
