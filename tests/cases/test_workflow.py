"""The table of steps as a table: status × action × kind of person."""

import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases.models import Case, Correction, Question, StepNote
from cases.statuses import CaseStatus as S
from cases.workflow import STEPS, move, open_actions
from tests.cases.material import look_for_contrary
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

STAFF = {"taker_up", "second", "coordinator"}
OURS = {"author"}

# (status, step) → where it leads, and for whom. Whatever is not here is refused.
MOVES = {
    ("noted", "go_on"): ("draft", STAFF),
    ("noted", "decline"): ("declined", STAFF),
    ("noted", "withdraw"): ("withdrawn", OURS),
    ("draft", "file"): ("filed", OURS),
    ("draft", "withdraw"): ("withdrawn", OURS),
    ("filed", "take_up"): ("in_review", STAFF),
    ("filed", "withdraw"): ("withdrawn", OURS),
    ("in_review", "return"): ("returned", STAFF),
    ("in_review", "accept"): ("accepted", STAFF - {"taker_up"}),
    ("in_review", "decline"): ("declined", STAFF),
    ("in_review", "withdraw"): ("withdrawn", OURS),
    ("returned", "answer"): ("in_review", OURS),
    ("returned", "recall"): ("in_review", STAFF),
    ("returned", "withdraw"): ("withdrawn", OURS),
    ("accepted", "withdraw"): ("withdrawn", OURS),
}
# What somebody may ever do, whatever the status: the others get 403 when they see the case.
RIGHTS = {
    "author": {"file", "answer", "withdraw"},
    "other_author": set(),
    "taker_up": {"go_on", "take_up", "return", "recall", "decline", "accept"},  # but see NEVER
    "second": {"go_on", "take_up", "return", "recall", "decline", "accept"},
    "coordinator": {"go_on", "take_up", "return", "recall", "decline", "accept"},
    "liaison": set(),
    "analyst": set(),
}
# Four eyes: from the moment somebody has taken a case up.
NEVER = {("taker_up", "accept"), ("taker_up", "decline")}
ONCE_TAKEN_UP = {S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.DECLINED}
# Who finds the case at all; the others get 404.
SEEN_BY = {
    "author": lambda status: True,
    "other_author": lambda status: False,
    "taker_up": lambda status: True,
    "second": lambda status: True,
    "coordinator": lambda status: True,
    "liaison": lambda status: status == S.ACCEPTED,
    "analyst": lambda status: False,
}


def expected(person, status, action):
    if not SEEN_BY[person](status):
        return "404"
    if action not in RIGHTS[person] or ((person, action) in NEVER and status in ONCE_TAKEN_UP):
        return "403"
    target, people = MOVES.get((status, action), ("", set()))
    return target if person in people else "IllegalStep"


@pytest.fixture
def people(partner, other_partner, reviewer, coordinator, liaison, analyst, enlist, coalition):
    return {
        "author": partner,
        "other_author": other_partner,
        "taker_up": reviewer,
        "second": enlist("Second", coalition, Role.REVIEWER),
        "coordinator": coordinator,
        "liaison": liaison,
        "analyst": analyst,
    }


@pytest.fixture
def case_in(make_case, organisation, people):
    """A case of each status, taken up once it was, with a question when the step needs one."""

    def make(status, action=""):
        taken_up = people["taker_up"] if status in ONCE_TAKEN_UP else None
        accepted_at = timezone.now() if status == S.ACCEPTED else None
        case = make_case(organisation, people["author"], status=status, taken_up_by=taken_up, accepted_at=accepted_at)
        if action == "return":
            with look_as(EVERYTHING):
                Question.objects.create(case=case, section="claims", text="Which day?", asked_by=people["taker_up"])
        if status == S.IN_REVIEW:
            look_for_contrary(case, people["taker_up"])
        return case

    return make


def tried(person, case, action):
    with look_as(person.sight):
        try:
            found = Case.objects.visible_to(person).get(pk=case.pk)
            return move(found, action, by=person, note="because").status_after
        except Case.DoesNotExist:
            return "404"
        except PermissionDenied:
            return "403"
        except IllegalStep:
            return "IllegalStep"


@pytest.mark.parametrize("status", S.values)
def test_every_step_for_everybody(case_in, people, status):
    verdicts = {}
    for name, person in people.items():
        for action in STEPS:
            verdicts[name, action] = tried(person, case_in(status, action), action)

    assert verdicts == {(name, action): expected(name, status, action) for name in people for action in STEPS}


@pytest.mark.parametrize("status", S.values)
def test_the_open_steps_are_those_that_can_be_taken(case_in, people, status):
    for name, person in people.items():
        if not SEEN_BY[name](status):
            continue
        for action in STEPS:
            case = case_in(status, action)
            with look_as(person.sight):
                offered = action in open_actions(Case.objects.get(pk=case.pk), person)

            assert offered == (tried(person, case, action) in S.values), (name, action)


@pytest.mark.parametrize(
    ("status", "action", "person"),
    [
        ("in_review", "return", "taker_up"),
        ("in_review", "accept", "second"),
        ("returned", "recall", "second"),
        ("returned", "answer", "author"),
    ],
)
def test_a_condition_stops_a_step_and_its_button(case_in, people, status, action, person):
    case = case_in(status)
    if action != "return":
        with look_as(EVERYTHING):
            Question.objects.create(case=case, section="claims", text="Which day?", asked_by=people["taker_up"])

    with look_as(people[person].sight):
        assert action not in open_actions(case, people[person])
    assert tried(people[person], case, action) == "IllegalStep"


def test_nothing_is_accepted_while_a_change_waits(case_in, people):
    case = case_in(S.IN_REVIEW)
    with look_as(EVERYTHING):
        Correction.objects.create(case=case, kind="correction", text="It was in May.", by=people["author"])

    assert tried(people["second"], case, "accept") == "IllegalStep"


def test_a_step_without_its_note_is_refused(case_in, people):
    case = case_in(S.NOTED)

    with look_as(EVERYTHING), pytest.raises(IllegalStep):
        move(case, "decline", by=people["second"], note="  ")


def test_the_words_of_a_step_are_kept(case_in, people):
    case = case_in(S.NOTED)

    with look_as(EVERYTHING):
        move(case, "decline", by=people["second"], note=" We have no one who knows Veldonia. ")
        [kept] = StepNote.objects.filter(case=case)

    assert (kept.action, kept.text, kept.by) == ("decline", "We have no one who knows Veldonia.", people["second"])


def test_a_step_is_in_the_record(case_in, people):
    case = case_in(S.FILED)

    with look_as(EVERYTHING):
        move(case, "take_up", by=people["second"])
        [entry] = Record.objects.about(case)

    assert (entry.verb, entry.status_before, entry.status_after) == ("case.take_up", "filed", "in_review")
    assert entry.actor == case.taken_up_by == people["second"]


def test_sending_the_questions_marks_them_as_sent(case_in, people):
    case = case_in(S.IN_REVIEW, "return")

    with look_as(EVERYTHING):
        assert not case.questions.sent().exists()
        move(case, "return", by=people["taker_up"])
        assert case.questions.sent().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_take_a_case_up_at_once_one_does(case_in, enlist, coalition):
    case = case_in(S.FILED)
    eight = [enlist(f"Eye{number}", coalition, Role.REVIEWER) for number in range(8)]
    together, verdicts = threading.Barrier(8), []

    def take_up(person):
        try:
            mine = Case(pk=case.pk)
            together.wait()
            with look_as(EVERYTHING):
                mine.refresh_from_db()
                verdicts.append(move(mine, "take_up", by=person).actor_id)
        except IllegalStep as refusal:
            verdicts.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=take_up, args=[person]) for person in eight]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with look_as(EVERYTHING), transaction.atomic():
        case.refresh_from_db()
    assert [verdict for verdict in verdicts if isinstance(verdict, int)] == [case.taken_up_by_id]
    assert verdicts.count("This can no longer be done: a colleague has taken it up.") == 7
    assert User.objects.filter(pk=case.taken_up_by_id, name__startswith="Eye").exists()


def test_each_step_is_told_in_the_documentation():
    page = (Path(__file__).parents[2] / "docs" / "workflows.md").read_text()

    told = [line.removeprefix("### ").strip() for line in page.splitlines() if line.startswith("### ")]

    assert [title for title in told if title in STEPS] == list(STEPS)
