"""What staff say among themselves and decide: notes, checks, readings, and a decision that two make and a letter carries."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from audit.steps import IllegalStep
from cases.criteria import weighted_mean
from cases.mentions import spoken_to
from cases.models import Alarm, CaseVersion, Determination, Identification, Note, StepNote
from cases.services import checks, deciding, notes
from cases.services.conflicts import set_aside
from cases.statuses import CaseStatus as S
from cases.workflow import missing, move
from tests.cases.material import fill, look_for_contrary
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
SECRET = "a cousin of the mayor told us so"
DRAFT = {"kind": "accept", "reasons": SECRET, "letter": "We stand behind it."}


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second Person", coalition, Role.REVIEWER)


@pytest.fixture
def case(make_case, organisation, partner, reviewer):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer)
    look_for_contrary(case, reviewer)
    return case


@pytest.fixture
def everything(db):
    with look_as(EVERYTHING):
        yield


def words(response):
    return " ".join(response.content.decode().split())


# Notes


@pytest.mark.parametrize(
    ("text", "people", "roles", "unknown"),
    [
        ("ask @Noor", [1], [], []),
        ("ask @noor.haddad, or @reviewers.", [1], ["reviewer"], []),
        ("@Ilka is two people", [], [], ["Ilka"]),
        ("write to x@noor.example", [], [], []),
    ],
)
def test_whom_a_note_speaks_to(text, people, roles, unknown):
    from accounts.models import User

    staff = [User(pk=1, name="Noor Haddad"), User(pk=2, name="Ilka Voss"), User(pk=3, name="Ilka Marsh")]
    spoken = spoken_to(text, staff)

    assert (spoken.people, spoken.roles, spoken.unknown) == (people, roles, unknown)


def test_a_note_calls_whom_it_names_and_nobody_else(case, reviewer, second, coordinator, run_jobs, everything):
    notes.write_note(case, f"@second look: {SECRET}", by=reviewer)
    run_jobs()

    assert [message.to for message in mail.outbox] == [[second.email]]
    assert SECRET not in mail.outbox[0].body
    assert list(Note.objects.asking(second)) == list(Note.objects.all())
    assert not Note.objects.asking(coordinator).exists()
    notes.mark_read(case, by=second)
    assert not Note.objects.asking(second).exists()


def test_a_note_does_not_call_whoever_is_set_aside(case, reviewer, second, everything):
    set_aside(case, second, reason="other", by=reviewer)

    with pytest.raises(IllegalStep, match="@second"):
        notes.write_note(case, "@second look", by=reviewer)


@pytest.mark.parametrize("who", ["partner", "lead", "liaison"])
def test_a_note_is_nowhere_for_a_partner(request, case, reviewer, run_jobs, sign_in, who):
    with look_as(EVERYTHING):
        notes.write_note(case, SECRET, by=reviewer, is_urgent=True)
        deciding.draft_decision(case, by=reviewer, **DRAFT)
        type(case).objects.filter(pk=case.pk).update(status=S.ACCEPTED, accepted_at=case.opened_at)
        run_jobs()
    person = request.getfixturevalue(who)
    client = sign_in(person)

    pages = [client.get(url) for url in (case.get_absolute_url(), "/", "/cases/", f"/cases/came-of/{case.reference}/")]
    with look_as(person.sight), connection.cursor() as cursor:
        rows = [cursor.execute(f"SELECT count(*) FROM cases_{table}").fetchone()[0] for table in ("note", "determination")]

    assert pages[0].status_code == 200
    assert not any(SECRET in page.content.decode() for page in pages)
    assert rows == [0, 0]
    assert mail.outbox == []


def test_notes_stand_on_the_page_for_colleagues_with_their_read_state(case, reviewer, second, sign_in):
    client = sign_in(reviewer)
    client.post(f"{case.get_absolute_url()}notes/", {"text": f"@second {SECRET}", "is_urgent": "on"})

    theirs = sign_in(second)
    page = words(theirs.get(case.get_absolute_url()))
    assert "not read yet" in page
    assert "cannot wait" in page
    theirs.post(f"{case.get_absolute_url()}notes/read/")

    assert "not read yet" not in words(theirs.get(case.get_absolute_url()))


def test_whoever_wrote_a_note_sees_how_many_have_read_it(case, reviewer, second, coordinator, sign_in, everything):
    notes.write_note(case, "@second please read.", by=reviewer)
    client = sign_in(reviewer)
    assert "read by" not in words(client.get(case.get_absolute_url()))

    for person in (second, coordinator):
        notes.mark_read(case, by=person)

    assert "read by 2 colleagues" in words(client.get(case.get_absolute_url()))


def test_a_note_with_an_unknown_name_is_not_lost(case, reviewer, sign_in):
    page = words(sign_in(reviewer).post(f"{case.get_absolute_url()}notes/", {"text": "@nobody: which day?"}))

    assert "which day?" in page
    assert "called @nobody" in page


# Checks


def test_a_case_is_not_accepted_before_each_subject_is_identified(case, reviewer, second, everything):
    fill(case, subjects=2)
    one, other = case.subjects.all()
    checks.identify(case, one, by=reviewer, how_known="From his own pass.", look_alikes="None among the officers.")

    with pytest.raises(IllegalStep, match="each subject is this person"):
        move(case, "accept", by=second)
    checks.identify(case, other, by=reviewer, how_known="A photograph.", look_alikes="A trader, older.")
    move(case, "accept", by=second)

    assert Identification.objects.count() == 2


def test_the_pages_of_the_checks(case, reviewer, sign_in):
    fill(case)
    client, address = sign_in(reviewer), f"{case.get_absolute_url()}checks/"
    with look_as(EVERYTHING):
        subject = case.subjects.get()

    client.post(address, {"scope": "yes", "safe": "unsure", "safe_words": "Ask again about the teacher."})
    refused = client.post(address, {"subject": subject.reference, f"{subject.reference}-how_known": "A photograph."})
    client.post(
        address,
        {
            "subject": subject.reference,
            f"{subject.reference}-how_known": "A photograph.",
            f"{subject.reference}-look_alikes": "None.",
        },
    )

    assert "A photograph." in words(refused)
    page = words(client.get(case.get_absolute_url()))
    assert "Ask again about the teacher." in page
    assert "is not written yet" not in page


def test_the_mean_leaves_out_what_does_not_apply():
    assert weighted_mean({"severity": 4, "evidence": 2, "safety": None}) == 3.0
    assert weighted_mean({}) is None


def test_blind_readings_are_read_by_those_whose_own_is_in(case, reviewer, second, coordinator, settings, everything):
    settings.REVIEWS_BLIND = True
    checks.assess(case, {"severity": 4}, by=reviewer, words="Grave.")

    assert checks.readable(case, second) == []
    checks.assess(case, {}, by=second, abstained=True)
    assert {row.by for row in checks.readable(case, second)} == {reviewer, second}
    assert checks.readable(case, coordinator) == []


def test_blind_readings_do_not_stand_on_the_page(case, reviewer, second, settings, sign_in):
    settings.REVIEWS_BLIND = True
    sign_in(reviewer).post(f"{case.get_absolute_url()}assess/", {"severity": "4", "words": "Grave beyond doubt."})
    client = sign_in(second)

    before = words(client.get(case.get_absolute_url()))
    client.post(f"{case.get_absolute_url()}assess/", {"severity": "2"})
    after = words(client.get(case.get_absolute_url()))

    assert ("1 reading is in." in before, "Grave beyond doubt." in before) == (True, False)
    assert "Grave beyond doubt." in after


def test_readings_are_needed_when_the_setting_says_so(case, reviewer, second, settings, everything):
    settings.REVIEWS_NEEDED = 2
    checks.assess(case, {"severity": 4}, by=reviewer)
    checks.assess(case, {}, by=second, abstained=True)

    assert "Not enough colleagues" in str(missing(case, "accept"))


# The decision


def test_nothing_is_decided_before_the_letter_leaves(case, partner, reviewer, second, coordinator, run_jobs, everything):
    decision = deciding.draft_decision(case, by=reviewer, **DRAFT)
    with pytest.raises(PermissionDenied):
        deciding.confirm_decision(decision, by=reviewer)
    deciding.confirm_decision(decision, by=second)
    run_jobs()
    assert (case.status, list(StepNote.objects.all()), mail.outbox) == (S.IN_REVIEW, [], [])
    deciding.change_letter(decision, "We stand behind it, gladly.", by=coordinator)

    deciding.release_letter(decision, by=coordinator)
    run_jobs()

    letter = StepNote.objects.get()
    case.refresh_from_db()
    assert (case.status, letter.text, letter.by) == (S.ACCEPTED, "We stand behind it, gladly.", second)
    assert [message.to for message in mail.outbox] == [[partner.email]]


def test_a_stopped_decision_leaves_the_case_as_it_was(case, reviewer, second, everything):
    decision = deciding.draft_decision(case, by=reviewer, **DRAFT)
    deciding.confirm_decision(decision, by=second)
    deciding.stop_decision(decision, by=second)

    with pytest.raises(IllegalStep):
        deciding.release_letter(decision, by=second)
    deciding.draft_decision(case, by=second, **DRAFT | {"kind": "decline"})
    assert (case.status, Determination.objects.count()) == (S.IN_REVIEW, 2)


def test_no_letter_leaves_for_a_partner_who_is_not_safe(case, organisation, partner, reviewer, second, everything):
    decision = deciding.draft_decision(case, by=reviewer, **DRAFT)
    deciding.confirm_decision(decision, by=second)
    Alarm.objects.create(organisation=organisation, raised_by=partner)

    with pytest.raises(IllegalStep, match="not safe"):
        deciding.release_letter(decision, by=second)
    assert not StepNote.objects.exists()


def test_the_second_of_two_is_not_the_one_who_took_it_up(case, reviewer, second, coordinator, everything):
    decision = deciding.draft_decision(case, by=second, **DRAFT)

    with pytest.raises(PermissionDenied):
        deciding.confirm_decision(decision, by=reviewer)
    deciding.confirm_decision(decision, by=coordinator)


def test_one_decision_at_a_time(case, reviewer, second, everything):
    deciding.draft_decision(case, by=reviewer, **DRAFT)

    with pytest.raises(IllegalStep, match="on its way already"):
        deciding.draft_decision(case, by=second, **DRAFT)
    with pytest.raises(IllegalStep, match="on its way already"):
        move(case, "accept", by=second)


def test_whoever_took_it_up_does_not_decline_it_alone(case, reviewer, everything):
    with pytest.raises(PermissionDenied):
        move(case, "decline", by=reviewer, note="No.")


def test_the_pages_of_a_decision(case, reviewer, second, coordinator, sign_in):
    address = f"{case.get_absolute_url()}decide/"
    sign_in(reviewer).post(address, {"act": "draft", **DRAFT})
    client = sign_in(second)
    assert "Read the decision, and confirm it" in words(client.get(case.get_absolute_url()))
    assert SECRET in words(client.get(address))
    client.post(address, {"act": "confirm"})
    assert "We stand behind it." in words(client.get("/cases/letters/"))
    client.post(address, {"act": "change", "letter": "Dear friends, we do."})

    client.post(address, {"act": "release"})

    with look_as(EVERYTHING):
        case.refresh_from_db()
        assert (case.status, StepNote.objects.get().text) == (S.ACCEPTED, "Dear friends, we do.")
    late = client.post(address, {"act": "stop"}, follow=True)
    assert "no longer on its way" in words(late)


# Versions


def test_what_stood_in_a_case_is_kept_and_never_changed(make_case, organisation, partner, everything):
    case = fill(make_case(organisation, partner, status=S.DRAFT))
    move(case, "file", by=partner)

    version = CaseVersion.objects.get()
    assert (version.number, version.why, version.content["victims"][0]["pseudonym"]) == (1, "file", "Person 0")
    with pytest.raises((IntegrityError, Exception)), transaction.atomic():
        CaseVersion.objects.update(number=2)
