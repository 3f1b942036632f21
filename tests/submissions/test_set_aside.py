"""A conflict of interest: the case vanishes for one person, from every list, number, file and mail, and for nobody else."""

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from accounts.models import Organisation
from audit.steps import IllegalStep
from cases import policies, queues
from cases.models import Case, Correction, FirstNote, Question, Recusal, StepNote, SubmissionWindow
from cases.notices import tell_staff
from cases.recusing import set_aside_whom_it_names
from cases.services import conflicts, desk
from cases.services.intake import open_case
from cases.statuses import CaseStatus as S
from cases.workflow import move, open_actions
from sanctions.models import Programme
from submissions.judging import judge
from submissions.models import Candidate, Dossier, Recommendation
from tests.cases.material import fill, look_for_contrary
from tests.submissions.pages import status_of
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

# What belongs to no case, or to one person alone; a row of every other table is made below.
NOT_OF_A_CASE = {"submissions_recipient", "submissions_listcursor", "cases_savedview", "cases_interest", "cases_submissionwindow",
                 "cases_recusal", "cases_dayroot", "cases_consenttext", "cases_wording"}  # fmt: skip
TITLE = "Detentions at the quarry"


@pytest.fixture
def whole(candidate, sent, veldonia, liaison, approver, reviewer, partner):
    """A case with something of every kind that could show it, sent and acted upon."""
    sent.alternatives.add(Programme.objects.get(code="US-7031C"))
    judge(candidate, "same", by=liaison)
    judge(candidate, "same", by=approver)
    case = veldonia.case
    Case.objects.filter(pk=case.pk).update(title=TITLE, taken_up_by=reviewer)
    FirstNote.objects.get_or_create(case=case, defaults={"who": "A colonel", "what": "Detentions", "how_known": "Told"})
    Question.objects.create(case=case, section="claims", text="Which day?", asked_by=reviewer)
    Correction.objects.create(case=case, kind="correction", text="It was June.", by=partner)
    StepNote.objects.create(case=case, action="go_on", text="Thank you.", by=reviewer)
    case.refresh_from_db()
    desk.assign(case, to=reviewer, by=approver)
    window = SubmissionWindow.objects.create(name="December", government="us", closes_on="2026-11-30")
    window.cases.add(case)
    return case


def tables():
    """How many rows each table has; all of them are about the one case."""
    rooms = [apps.get_app_config(room) for room in ("cases", "submissions")]
    names = {model._meta.db_table for room in rooms for model in room.get_models(include_auto_created=True)} - NOT_OF_A_CASE
    with connection.cursor() as cursor:
        return {name: cursor.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in sorted(names)}


def seen_by(person):
    with look_as(person.sight):
        return {name for name, count in tables().items() if count}


@pytest.mark.parametrize("who", ["reviewer", "liaison"])
def test_no_table_has_a_row_of_it_for_whoever_is_set_aside(request, whole, coordinator, who):
    person = request.getfixturevalue(who)
    before, of_others = seen_by(person), seen_by(coordinator)
    assert {"cases_case", "cases_claim", "submissions_dossier", "submissions_dossierfile", "submissions_judgement"} <= before

    with look_as(person.sight):
        conflicts.set_aside(whole, person, reason="named", by=person)

    assert seen_by(person) == set()
    assert seen_by(coordinator) >= of_others - {"cases_recusal"}


@pytest.mark.parametrize("model", [Case, Dossier, Recommendation, Candidate])
def test_the_queries_hide_it_by_themselves(whole, reviewer, coordinator, model):
    assert model.objects.visible_to(reviewer).exists()
    conflicts.set_aside(whole, reviewer, reason="other", by=coordinator)

    with look_as(EVERYTHING):
        assert not model.objects.visible_to(reviewer).exists()
        assert model.objects.visible_to(coordinator).exists()


def pages(case, ask, candidate):
    dossier = ask.dossier.reference
    return {
        "case": case.get_absolute_url(),
        "next": f"{case.get_absolute_url()}next/?in=queue%3Dchanged",
        "ask a question": f"{case.get_absolute_url()}ask/",
        "what came of it": reverse("submissions:came-of-it", args=[case.reference]),
        "recommendation": reverse("submissions:recommendation", args=[ask.reference]),
        "dossier": reverse("submissions:dossier", args=[dossier]),
        "file of the dossier": reverse("submissions:file", args=[dossier, 1, "pdf"]),
        "candidate": reverse("submissions:candidate", args=[candidate.pk]),
    }


LISTS = {
    "cases": "/cases/",
    "the fragment": "/cases/results/",
    "a queue": "/cases/?queue=changed",
    "narrowed": "/cases/?status=accepted",
    "windows": "/cases/windows/",
    "recommendations": reverse("submissions:list"),
    "candidates": reverse("submissions:candidates"),
    "home": "/",
}


def read(client, address):
    response = client.get(address)
    return b"".join(response) if response.streaming else response.content


def test_no_page_shows_it(whole, sent, candidate, reviewer, coordinator, sign_in):
    client, subject = sign_in(reviewer), sent.subject.main_name
    addresses = pages(whole, sent, candidate)
    assert {name for name, url in addresses.items() if status_of(client, url) >= 400} == set()
    assert TITLE in read(client, "/cases/").decode()
    conflicts.set_aside(whole, reviewer, reason="named", by=coordinator)

    answers = {name: status_of(client, url) for name, url in addresses.items()}
    shown = {name: page for name, url in LISTS.items() if (page := read(client, url).decode())}

    assert answers == dict.fromkeys(addresses, 404)
    for name, page in shown.items():
        assert [word for word in (TITLE, whole.reference, subject, sent.reference) if word in page] == [], name
    assert client.get("/cases/jump/", {"reference": whole.reference}).url == "/cases/?"
    assert client.post("/cases/many/", {"case": [whole.reference]}).url == "/cases/?"


def test_no_number_counts_it(whole, reviewer, coordinator):
    def numbers(person):
        with look_as(person.sight):
            cases = Case.objects.visible_to(person)
            windows = SubmissionWindow.objects.visible_to(person).with_counts(cases)
            return [queue.count for queue in queues.counted(cases, "", person)], [window.case_count for window in windows]

    before = numbers(reviewer)
    assert (sum(before[0]), before[1]) == (1, [1])
    conflicts.set_aside(whole, reviewer, reason="other", by=coordinator)

    assert numbers(reviewer) == ([0] * len(queues.used()), [0])
    assert numbers(coordinator) == before


def test_no_mail_goes_to_whoever_is_set_aside(make_case, organisation, partner, reviewer, coordinator, run_jobs, everything):
    case = make_case(organisation, partner, status=S.DRAFT)
    conflicts.set_aside(case, reviewer, reason="other", by=reviewer)

    move(case, "file", by=partner)
    run_jobs()
    tell_staff(case)

    assert [message.to for message in mail.outbox] == [[coordinator.email]] * 2


def test_what_they_were_to_do_falls_to_others(make_case, organisation, partner, reviewer, coordinator, approver, everything):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer, assigned_to=reviewer)
    look_for_contrary(case, coordinator)

    conflicts.set_aside(case, reviewer, reason="named", by=reviewer)

    case.refresh_from_db()
    assert (case.taken_up_by, case.assigned_to) == (None, None)
    assert "accept" not in open_actions(case, coordinator)
    move(case, "take_up", by=coordinator)
    assert "accept" in open_actions(case, approver)


def test_nobody_gives_the_case_to_them(make_case, organisation, partner, reviewer, coordinator, everything):
    case = make_case(organisation, partner, status=S.FILED)
    conflicts.set_aside(case, reviewer, reason="other", by=coordinator)

    with pytest.raises(IllegalStep, match="Reviewer may not look after this case"):
        desk.assign(case, to=reviewer, by=coordinator)


def test_a_tie_hides_what_is_there_and_what_still_comes(
    make_case, organisation, other_organisation, partner, other_partner, reviewer
):
    there = make_case(organisation, partner, status=S.FILED)
    elsewhere = make_case(other_organisation, other_partner, status=S.FILED)
    with look_as(reviewer.sight):
        conflicts.declare_tie(organisation, by=reviewer)
    answers = {"who": "A colonel", "what": "Detentions", "how_known": "Told", "evidence": "", "safe_contact": "x"}
    with look_as(partner.sight):
        coming = open_case(by=partner, title="New", number="0b0e8bd0-1111-4111-8111-000000000001", **answers)

    with look_as(reviewer.sight):
        assert set(Case.objects.all()) == set(Case.objects.visible_to(reviewer)) == {elsewhere}
    with look_as(EVERYTHING):
        assert set(Recusal.objects.standing().values_list("case", flat=True)) == {there.pk, coming.pk}


def test_a_tie_is_ended_by_somebody_else_alone(make_case, organisation, partner, reviewer, coordinator, everything):
    case = make_case(organisation, partner, status=S.FILED)
    tie = conflicts.declare_tie(organisation, by=reviewer)

    with pytest.raises(PermissionDenied):
        conflicts.end_tie(tie, by=reviewer)
    conflicts.end_tie(tie, by=coordinator)

    assert case in Case.objects.visible_to(reviewer)


def test_whoever_is_set_aside_does_not_lift_it(make_case, organisation, partner, reviewer, coordinator, everything):
    case = make_case(organisation, partner, status=S.FILED)
    recusal = conflicts.set_aside(case, reviewer, reason="other", by=reviewer)

    with pytest.raises(PermissionDenied):
        conflicts.lift(recusal, by=reviewer)
    conflicts.lift(recusal, by=coordinator)

    assert case in Case.objects.visible_to(reviewer)
    with pytest.raises(IllegalStep):
        conflicts.lift(recusal, by=coordinator)


@pytest.mark.parametrize("name", ["Maro Teskan", "TESKAN, Maro", "Маро Тескан"])
def test_somebody_of_the_same_name_is_set_aside_until_a_colleague_says_it_is_another(
    make_case, organisation, partner, reviewer, coordinator, run_jobs, everything, name
):
    case = fill(make_case(organisation, partner, status=S.DRAFT))
    case.subjects.get().names.update(text=name)
    type(reviewer).objects.filter(pk=reviewer.pk).update(name="Maro Teskan")
    move(case, "file", by=partner)
    run_jobs()

    recusal = Recusal.objects.get()
    assert (recusal.person, recusal.reason, recusal.said_by) == (reviewer, "named", None)
    conflicts.lift(recusal, by=coordinator)

    assert set_aside_whom_it_names(case) == []


def test_a_partner_is_never_set_aside(make_case, organisation, partner, reviewer, everything):
    case = make_case(organisation, partner, status=S.FILED)

    assert not policies.can_set_aside(reviewer, partner, case)
    assert not policies.can_set_aside(partner, reviewer, case)


def test_the_pages(make_case, organisation, partner, reviewer, coordinator, sign_in):
    case = make_case(organisation, partner, status=S.FILED, title=TITLE)

    done = sign_in(reviewer).post(f"{case.get_absolute_url()}aside/", {"person": reviewer.pk, "reason": "named"}, follow=True)
    assert "It does not exist for you any more." in done.content.decode()
    assert TITLE not in done.content.decode()

    client = sign_in(coordinator)
    with look_as(EVERYTHING):
        recusal = Recusal.objects.get()
    assert "Named in the case" in client.get(case.get_absolute_url()).content.decode()
    client.post(f"{case.get_absolute_url()}aside/lift/", {"recusal": recusal.pk})

    client.force_login(reviewer, backend="accounts.backends.AccountBackend")
    assert client.get(case.get_absolute_url()).status_code == 200


def test_a_tie_is_declared_on_its_page(organisation, reviewer, sign_in):
    client = sign_in(reviewer)
    client.post("/cases/ties/", {"organisation": organisation.pk})

    assert str(Organisation.objects.get(pk=organisation.pk)) in client.get("/cases/ties/").content.decode()
    assert "You said so already." in client.post("/cases/ties/", {"organisation": organisation.pk}).content.decode()
