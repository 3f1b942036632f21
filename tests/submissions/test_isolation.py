"""What was asked of one government is for its liaisons: held by the queries, and again by PostgreSQL."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from cases.models import Case
from cases.statuses import ConsentAnswer
from sanctions.models import Programme
from submissions.judging import judge
from submissions.models import (
    Box,
    Candidate,
    Dossier,
    LeakCheck,
    LeakHit,
    OfficeCopy,
    PartnerApproval,
    Plan,
    PlannedAsk,
    ReasonSentence,
    Recall,
    Recommendation,
    RedactedCopy,
    Redaction,
    Unread,
    Waiver,
)
from tests.submissions.conftest import say
from vault.sight import look_as

pytestmark = pytest.mark.django_db

OF_NOBODY = {"submissions_recipient", "submissions_wordtemplate", "submissions_listcursor"}
TABLES = sorted(
    {model._meta.db_table for model in apps.get_app_config("submissions").get_models(include_auto_created=True)} - OF_NOBODY
)


@pytest.fixture
def judged(candidate, liaison, approver, sent, veldonia):
    """A row in every table, all about one recommendation to the United States."""
    sent.alternatives.add(Programme.objects.get(code="US-7031C"))
    sentence = ReasonSentence.objects.create(recommendation=sent, order=1, text="He commanded the guard.")
    sentence.claims.set(veldonia.claims)
    plan = Plan.objects.create(case=sent.case, subject=sent.subject, drafted_by=liaison)
    PlannedAsk.objects.create(plan=plan, government="us", criterion=sent.criterion)
    Recall.objects.create(delivery=sent.dossier.deliveries.get(), recommendation=sent, victim=veldonia.victim)
    judge(candidate, "same", by=liaison)
    judge(candidate, "same", by=approver)
    beside_the_files(sent, by=liaison)
    return candidate


def beside_the_files(sent, *, by):
    """What was found in them and what is left out of them, for whom they were copied, and who let them go."""
    dossier, check = sent.dossier, LeakCheck.objects.get()
    LeakHit.objects.create(check_of=check, kind="name", whose="-", place="-", passage="-", because="-")
    Unread.objects.create(check_of=check, entry="exhibits/A-1.jpg", sha256="-", reasons=["picture"])
    recipient = dossier.deliveries.get().recipient
    OfficeCopy.objects.create(version=check.version, recipient=recipient, number=1, password="-", asked_by=by)
    copy = RedactedCopy.objects.create(dossier=dossier, original=check.version.exhibits.first().evidence_file, asked_by=by)
    Box.objects.create(copy=copy, page=1, left=0, width=1, passage="-")
    Redaction.objects.create(dossier=dossier, words="-", by=by)
    Waiver.objects.create(recommendation=sent, reason="-", asked_by=by)
    PartnerApproval.objects.create(recommendation=sent, sha256="-", how="-", given_on="2022-09-01", recorded_by=by)


def rows(person):
    with look_as(person.sight), connection.cursor() as cursor:
        return {table: cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_database_shows_every_table_to_the_liaison_for_that_government_alone(judged, liaison, other_liaison, coordinator):
    for who in (liaison, coordinator):
        assert all(rows(who).values()), rows(who)

    assert not any(rows(other_liaison).values()), rows(other_liaison)


def test_partner_reads_what_became_of_its_case_and_no_more(judged, partner, other_partner):
    seen = {table.removeprefix("submissions_") for table, count in rows(partner).items() if count}

    assert seen == {"delivery", "dossier", "outcome", "recommendation", "recommendation_alternatives"}
    assert not any(rows(other_partner).values())


@pytest.mark.parametrize("model", [Dossier, Recommendation, Candidate])
def test_query_and_database_agree(judged, liaison, other_liaison, coordinator, model):
    for person in (liaison, other_liaison, coordinator):
        with look_as(person.sight):
            assert set(model.objects.visible_to(person)) == set(model.objects.all()), person


def test_one_case_argued_before_two_governments_is_one_ask_for_each(judged, veldonia, british, other_liaison, liaison):
    say(veldonia.case, veldonia.victim, government="gb")
    from submissions.services import open_recommendation

    theirs = open_recommendation(veldonia.case, veldonia.subject, british, by=other_liaison)

    with look_as(other_liaison.sight):
        assert set(Recommendation.objects.all()) == {theirs}
    with look_as(liaison.sight):
        assert theirs not in set(Recommendation.objects.all())


@pytest.fixture
def taken_back(argued, veldonia):
    """Everybody has taken their yes to the United States back."""
    for who in (veldonia.victim, veldonia.statement):
        say(veldonia.case, who, ConsentAnswer.NO)
    return argued


def test_recommendation_does_not_vanish_when_consent_is_taken_back(taken_back, veldonia, liaison, sign_in):
    page = sign_in(liaison).get(taken_back.get_absolute_url())

    assert page.status_code == 200
    assert "has not agreed to this government" in page.content.decode()
    with look_as(liaison.sight):
        case = Case.objects.get()
        assert (case.consented_for, case.argued_before) == ([], ["us"])


def test_case_whose_consent_was_taken_back_before_it_was_argued_is_gone(veldonia, liaison, criterion, sign_in):
    client = sign_in(liaison)
    address = reverse("submissions:open", args=[veldonia.case.reference])
    assert client.get(address).status_code == 200

    for who in (veldonia.victim, veldonia.statement):
        say(veldonia.case, who, ConsentAnswer.NO)

    assert client.get(address).status_code == client.get(veldonia.case.get_absolute_url()).status_code == 404
