"""Real history: forty recommendations made of names alone, and the lists of the years after, against a daily history."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, NamedSubject, Subject, SubjectName
from sanctions import refresh
from sanctions.models import Change, ListEntry
from sanctions.sources import SOURCES
from submissions import judging, tracking
from submissions.models import Candidate, Delivery, Dossier, DossierVersion, Outcome, Recommendation
from submissions.statuses import OutcomeKind as K
from submissions.statuses import RecommendationStatus, Verdict
from tests.submissions.conftest import make_criterion
from vault.models import create_data_key

HISTORY = Path(__file__).parent.parent / "fixtures" / "lists" / "us-ofac-sdn-glomag"
DAYS = ["2021-07-07", "2022-12-08", "2022-12-09", "2024-05-03"]
SENT_ON = date(2021, 6, 1)

pytestmark = pytest.mark.django_db


def key():
    with (HISTORY / "key.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def interval_of(day):
    """The two publications of ours between which a day lies, the second one included."""
    after = next(held for held in DAYS if day <= held)
    before = [held for held in DAYS if held < day]
    return (date.fromisoformat(before[-1]) if before else None), date.fromisoformat(after)


@pytest.fixture
def asks(everything, organisation, partner, liaison, office):
    """By the publisher's number."""
    criterion, made = make_criterion(), {}
    for number, name, kind in dict.fromkeys((row["uid"], row["name"], row["type"]) for row in key()):
        case = Case.objects.create(
            organisation=organisation, opened_by=partner, data_key=create_data_key(), accepted_at=timezone.now()
        )
        subject = Subject.objects.create(opened_in=case, kind="person" if kind == "individual" else "organisation")
        NamedSubject.objects.create(case=case, subject=subject)
        SubjectName.objects.create(subject=subject, text=name)
        dossier = Dossier.objects.create(jurisdiction="us", data_key=create_data_key(), opened_by=liaison)
        version = DossierVersion.objects.create(dossier=dossier, number=1, content={}, sha256="", frozen_by=liaison)
        Delivery.objects.create(
            dossier=dossier, version=version, recipient=office, channel="portal", sent_on=SENT_ON, recorded_by=liaison
        )
        made[number] = Recommendation.objects.create(
            dossier=dossier,
            case=case,
            subject=subject,
            criterion=criterion,
            drafted_by=liaison,
            status=RecommendationStatus.SENT,
        )
    return made


@pytest.fixture
def judges(enlist, coalition):
    return [enlist(name, coalition, Role.REVIEWER) for name in ("Ada", "Bero")]


@pytest.fixture
def told(asks, judges, settings):
    """Every publication in turn: absorbed, watched, and what is proposed under the publisher's own number judged the same."""
    settings.LIST_FLOORS = {"us-ofac-sdn": 50}
    for day in DAYS:
        path = HISTORY / day / "sdn.csv"
        assert refresh.absorb(SOURCES["us-ofac-sdn"], {"sdn.csv": path}, date.fromisoformat(day)).verdict == "absorbed"
        tracking.watch_lists()
        for number, ask in asks.items():
            for candidate in Candidate.objects.filter(subject=ask.subject, entry__reference=number, judgements=None):
                for person in judges:
                    judging.judge(candidate, Verdict.SAME, by=person)
    return asks


def test_history_is_found_whole_and_dated_as_exactly_as_the_files_allow(told):
    listed = {row["uid"]: row for row in key() if row["event"] == "entry_added"}
    found = {
        ask.reference: (outcome.not_before, outcome.not_after)
        for ask in told.values()
        for outcome in ask.outcomes.filter(change=None)
    }

    assert found == {
        ask.reference: interval_of(listed[number]["seen_on"]) if number in listed else (None, date(2021, 7, 7))
        for number, ask in told.items()
    }

    # A programme added to an old entry is seen, and put to people with its own interval.
    added = {row["uid"] for row in key() if row["event"] == "program_added"}
    questions = [(row.candidate.entry.reference, row.kind, row.not_before, row.not_after) for row in Outcome.objects.open()]
    assert {
        number for number, *asked in questions if asked == [K.LISTED_SAME_PROGRAMME, date(2022, 12, 9), date(2024, 5, 3)]
    } == added

    # Who left is asked about, and nobody else; nobody is called delisted by a machine.
    removed = {row["uid"] for row in key() if row["event"] == "entry_removed"}
    assert {number for number, kind, *_days in questions if kind == K.DELISTED} == removed
    assert {kind for _, kind, *_days in questions} <= {K.LISTED_SAME_PROGRAMME, K.DELISTED, K.AMENDED}
    assert not Outcome.objects.standing().filter(kind=K.DELISTED).exists()

    # What stood on the first list we hold claims nothing.
    kinds = {number: ask.outcomes.get(change=None).kind for number, ask in told.items()}
    assert {number for number, kind in kinds.items() if kind == K.LISTED_SAME_PROGRAMME} == set(listed)
    assert {kinds[number] for number in set(told) - set(listed)} == {K.LISTED_ORDER_UNKNOWN}
    assert len(told) == 40


def test_list_that_shrank_by_a_third_removes_nobody_and_asks_nothing(told, tmp_path):
    before = (Change.objects.count(), Outcome.objects.count())
    lines = (HISTORY / DAYS[-1] / "sdn.csv").read_bytes().split(b"\r\n")
    (tmp_path / "sdn.csv").write_bytes(b"\r\n".join([*lines[: len(lines) * 2 // 3], b"\x1a"]))

    outcome = refresh.absorb(SOURCES["us-ofac-sdn"], {"sdn.csv": tmp_path / "sdn.csv"}, date(2024, 5, 4))
    tracking.watch_lists()

    assert outcome.is_quarantined
    assert (Change.objects.count(), Outcome.objects.count()) == before
    assert ListEntry.objects.filter(gone_since__isnull=False).count() == 5
