"""Phases of review: what colleagues do with the cases of a window, from which day on. Off until they are switched on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases import phases, queues
from cases.models import Assessment, Case, FirstNote, Note, ReviewPhase, SubmissionWindow
from cases.services import checks, deciding, notes, windows
from cases.statuses import CaseStatus as S
from cases.workflow import missing, move, open_actions
from tests.cases.material import look_for_contrary
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
READING, TALKING, DECIDING = date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 22)
CLOSES = date(2026, 9, 30)
DECISION = {"kind": "accept", "reasons": "Two sources.", "letter": "We stand behind it."}


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.REVIEW_PHASES = True


@pytest.fixture
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REVIEWER)


@pytest.fixture
def window(everything):
    """Three phases: reading alone, talking about it, deciding."""
    window = SubmissionWindow.objects.create(name="December", government="us", closes_on=CLOSES)
    make = window.phases.create
    make(name="Reading", begins_on=READING, others="never", takes_notes=False)
    make(name="Talking", begins_on=TALKING, others="always")
    make(name="Deciding", begins_on=DECIDING, others="always", takes_readings=False, takes_decisions=True)
    return window


@pytest.fixture
def case(make_case, organisation, partner, reviewer, window):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer, title="Detentions")
    look_for_contrary(case, reviewer)
    window.cases.add(case)
    return case


def on(time_machine, day):
    time_machine.move_to(f"{day}T12:00:00+00:00", tick=False)


def allowed(case):
    case = Case.objects.get(pk=case.pk)
    names = {"readings": phases.READINGS, "notes": phases.NOTES, "decisions": phases.DECISIONS}
    return {name for name, what in names.items() if phases.allows(case, what)}, phases.readers(case)


ALL = {"readings", "notes", "decisions"}
DAYS = {
    "2026-08-31": (ALL, None),
    "2026-09-01": ({"readings"}, "never"),
    "2026-09-14": ({"readings"}, "never"),
    "2026-09-15": ({"readings", "notes"}, "always"),
    "2026-09-22": ({"notes", "decisions"}, "always"),
    "2026-09-30": ({"notes", "decisions"}, "always"),
    "2026-10-01": (ALL, None),
}


@pytest.mark.parametrize(("day", "said"), DAYS.items())
def test_each_day_has_its_phase(case, time_machine, day, said):
    on(time_machine, day)

    assert allowed(case) == said


def test_nothing_of_it_counts_until_it_is_switched_on(case, time_machine, settings):
    on(time_machine, READING)
    settings.REVIEW_PHASES = False

    assert allowed(case) == (ALL, None)


def test_a_case_in_no_window_is_free_and_one_in_two_obeys_both(case, make_case, organisation, partner, time_machine):
    on(time_machine, TALKING)
    free = make_case(organisation, partner, status=S.IN_REVIEW)
    other = SubmissionWindow.objects.create(name="Spring", government="gb", closes_on=CLOSES)
    other.phases.create(name="Blind", begins_on=READING, others="after", takes_readings=False)
    other.cases.add(case)

    assert allowed(free) == (ALL, None)
    assert allowed(case) == ({"notes"}, "after")


def test_what_a_phase_does_not_take_is_refused_in_words(case, reviewer, second, coordinator, time_machine):
    on(time_machine, READING)
    with pytest.raises(IllegalStep, match="“Reading” of “December” only a note that cannot wait"):
        notes.write_note(case, "I think so too.", by=reviewer)
    notes.write_note(case, "They are being followed.", by=reviewer, is_urgent=True)
    with pytest.raises(IllegalStep, match=r"nothing is decided\. It lasts until 14 September 2026"):
        deciding.draft_decision(case, by=second, **DECISION)
    for action in ("accept", "decline"):
        with pytest.raises(IllegalStep, match="Nothing is decided in the phase"):
            move(case, action, by=coordinator, note="No.")

    on(time_machine, DECIDING)
    with pytest.raises(IllegalStep, match="no readings are given"):
        checks.assess(case, {"severity": 3}, by=second)
    move(case, "accept", by=coordinator)


def test_a_letter_that_waits_does_not_leave_in_a_phase_that_decides_nothing(case, second, coordinator, time_machine):
    on(time_machine, "2026-08-20")
    decision = deciding.draft_decision(case, by=second, **DECISION)
    deciding.confirm_decision(decision, by=coordinator)

    on(time_machine, READING)
    with pytest.raises(IllegalStep):
        deciding.release_letter(decision, by=coordinator)

    on(time_machine, DECIDING)
    deciding.release_letter(decision, by=coordinator)
    case.refresh_from_db()
    assert case.status == S.ACCEPTED


def test_a_first_note_is_answered_whatever_the_phase(window, make_case, organisation, partner, reviewer, time_machine):
    case = make_case(organisation, partner, status=S.NOTED)
    FirstNote.objects.create(case=case, who="x", what="x", how_known="x")
    window.cases.add(case)
    on(time_machine, READING)

    assert {"go_on", "decline"} <= set(open_actions(case, reviewer))
    assert missing(case, "decline") is None


READERS = {READING: ("never", {"reviewer"}, set()), TALKING: ("always", {"reviewer", "second"}, {"reviewer", "second"})}


@pytest.mark.parametrize("day", READERS)
def test_whose_readings_are_read(case, reviewer, second, coordinator, time_machine, settings, day):
    settings.REVIEWS_BLIND = True  # the phase says it, where there is one
    for person in (reviewer, second):
        Assessment.objects.create(case=case, by=person, scores={"severity": 3})
    on(time_machine, day)
    _, by_one_who_gave, by_one_who_did_not = READERS[day]

    names = {reviewer.pk: "reviewer", second.pk: "second"}
    assert {names[row.by_id] for row in checks.readable(case, reviewer)} == by_one_who_gave
    assert {names[row.by_id] for row in checks.readable(case, coordinator)} == by_one_who_did_not


def test_a_decided_case_is_read_by_all(case, reviewer, second, time_machine):
    Assessment.objects.create(case=case, by=reviewer, scores={"severity": 3})
    Case.objects.filter(pk=case.pk).update(status=S.DECLINED)
    on(time_machine, READING)
    case.refresh_from_db()

    assert [row.by for row in checks.readable(case, second)] == [reviewer]


def test_the_piles_know_what_waits_for_a_later_phase(case, second, settings, time_machine):
    settings.REVIEWS_NEEDED = 1

    def piles(day):
        on(time_machine, day)
        with look_as(second.sight):
            return {slug: set(queues.narrow(Case.objects.visible_to(second), slug, second)) for slug in ("read", "second")}

    assert piles(READING) == {"read": {case}, "second": set()}
    assert piles(DECIDING) == {"read": set(), "second": {case}}
    assert piles("2026-10-01") == {"read": {case}, "second": {case}}


# Pages


def words(response):
    return " ".join(response.content.decode().split())


def test_a_case_says_which_phase_it_is_in_and_offers_nothing_else(case, second, coordinator, reviewer, sign_in, time_machine):
    Assessment.objects.create(case=case, by=reviewer, scores={"severity": 3}, words="Grave beyond doubt.")
    on(time_machine, READING)
    client = sign_in(coordinator)

    page = words(client.get(case.get_absolute_url()))

    assert "<bdi>Reading</bdi></b>, until 14 September:" in page
    assert "1 reading of a colleague is in. In this phase each reads their own alone." in page
    assert ("Grave beyond doubt." in page, "Draft a decision" in page, "/step/accept/" in page) == (False, False, False)
    assert "Give your own reading" in page
    on(time_machine, DECIDING)
    client = sign_in(second)
    page = words(client.get(case.get_absolute_url()))
    assert ("Grave beyond doubt." in page, "Draft a decision" in page, "Give your own reading" in page) == (True, True, False)
    assert "no readings are given" in words(client.get(f"{case.get_absolute_url()}assess/", follow=True))


def test_what_was_written_is_not_lost_when_the_phase_changed_meanwhile(case, coordinator, second, sign_in, time_machine):
    on(time_machine, DECIDING)
    client = sign_in(coordinator)

    late = client.post(f"{case.get_absolute_url()}assess/", {"severity": "3", "words": "Three of them saw it."})
    on(time_machine, READING)
    client = sign_in(second)
    noted = client.post(f"{case.get_absolute_url()}notes/", {"text": "I would ask again."})

    assert ("Three of them saw it." in words(late), "no readings are given" in words(late)) == (True, True)
    assert ("I would ask again." in words(noted), "cannot wait" in words(noted)) == (True, True)
    assert not Note.objects.exists()


def test_a_coordinator_sets_phases_and_a_reviewer_reads_them(window, coordinator, reviewer, sign_in):
    client, place = sign_in(coordinator), f"/cases/windows/{window.pk}/"
    given = {"name": "Last look", "begins_on": "2026-09-28", "others": "always", "takes_decisions": "on"}

    added = client.post(f"{place}phases/", given)
    phase = ReviewPhase.objects.get(name="Last look")
    changed = client.post(f"{place}phases/{phase.pk}/", given | {"name": "Last day", "begins_on": "2026-09-30"})
    client.post(f"{place}phases/{window.phases.get(name='Talking').pk}/", {"remove": "1"})
    theirs = sign_in(reviewer)
    page = words(theirs.get(place))

    assert (added.url, changed.url) == (place, place)
    assert "<bdi>Last day</bdi>" in page
    assert "1 September – 21 September 2026" in page
    assert "22 September – 29 September 2026" in page
    assert theirs.post(f"{place}phases/", given).status_code == 403
    with pytest.raises(PermissionDenied):
        windows.keep_phase(phase, by=reviewer)
    assert list(Record.objects.about(window).order_by("pk").values_list("verb", flat=True)) == [
        "window.phase_set",
        "window.phase_set",
        "window.phase_removed",
    ]


WRONG = {
    "the same day": ("2026-09-15", "Another phase of this window begins on this day."),
    "after the window": ("2026-10-01", "The window closes on 30 September 2026."),
}


@pytest.mark.parametrize(("day", "why"), WRONG.values(), ids=WRONG)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(window, coordinator, sign_in, day, why):
    place = f"/cases/windows/{window.pk}/phases/"

    refused = words(sign_in(coordinator).post(place, {"name": "Once more", "begins_on": day, "others": "always"}))

    assert (why in refused, "Once more" in refused) == (True, True)
    assert window.phases.count() == 3


def test_a_window_is_put_right_but_never_closes_before_a_phase_begins(window, reviewer, sign_in):
    client, place = sign_in(reviewer), f"/cases/windows/{window.pk}/"
    given = {"name": "Winter", "government": "us", "closes_on": "2026-09-20"}

    refused = words(client.post(place, given))
    client.post(place, given | {"closes_on": "2026-12-01"})

    assert "The phase “Deciding” begins on 22 September 2026" in refused
    window.refresh_from_db()
    assert (window.name, window.closes_on) == ("Winter", date(2026, 12, 1))


def test_without_the_setting_a_window_has_no_phases(window, coordinator, sign_in, settings):
    settings.REVIEW_PHASES = False
    client, place = sign_in(coordinator), f"/cases/windows/{window.pk}/"

    assert "Phases of review" not in words(client.get(place))
    assert "Reading" not in words(client.get("/cases/windows/"))
    assert client.get(f"{place}phases/").status_code == client.post(f"{place}phases/").status_code == 404
