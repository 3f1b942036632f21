"""Official texts of Veldonia, which does not exist, and of the list on which its officials stand."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.roles import Role
from insight import coding
from sanctions.models import EntryProgramme, ListEntry, Snapshot, WatchedList
from submissions import judging
from submissions.models import Delivery, Outcome
from submissions.statuses import Verdict
from tests.submissions.conftest import (  # noqa: F401 -- fixtures: one sent recommendation of Veldonia
    approved,
    approver,
    argued,
    built,
    criterion,
    everything,
    frozen,
    make_candidate,
    office,
    opened,
    sent,
    signed_once,
    veldonia,
)

RELEASE = (
    "The guard of the Orsa mine held women and girls of the Lower Orsa for three months. "
    "Detainees were beaten. The Ministry of Women’s Affairs was informed. Rape was reported."
)


@pytest.fixture
def entries(db):
    """Three persons and a vessel under one programme."""
    watched, _ = WatchedList.objects.get_or_create(slug="us-ofac-sdn")
    snapshot = Snapshot.objects.create(watched_list=watched, sha256="0", parts={}, fetched_at=timezone.now(), verdict="absorbed")
    made = []
    for number, kind in enumerate(("person", "person", "person", "vessel"), start=1):
        entry = ListEntry.objects.create(
            watched_list=watched, reference=f"V{number}", kind=kind, name=f"NAME {number}", digest="-", first_seen=snapshot
        )
        EntryProgramme.objects.create(entry=entry, code="GLOMAG", first_seen=snapshot)
        made.append(entry)
    return made


@pytest.fixture
def second_analyst(enlist, coalition):
    return enlist("Second", coalition, Role.ANALYST)


@pytest.fixture
def text(entries, analyst):
    told = {"government": "us", "title": "Release of that day", "text": RELEASE, "language": "en", "kind": "release"}
    return coding.add_text(told, entries[:2], by=analyst)


@pytest.fixture
def two(enlist, coalition):
    return [enlist(name, coalition, Role.REVIEWER) for name in ("Ada", "Bero")]


@pytest.fixture
def listed(sent, two):  # noqa: F811
    """A listing two months after it was sent, confirmed by two."""
    Delivery.objects.update(sent_on=date(2022, 10, 3))
    candidate = make_candidate(sent.subject)
    for person in two:
        judging.judge(candidate, Verdict.SAME, by=person)
    return Outcome.objects.get()
