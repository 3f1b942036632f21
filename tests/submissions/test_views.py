"""The pages: who gets them, what stands on them, how often they ask the database."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Record
from cases.models import Claim
from cases.statuses import ConsentAnswer
from jobs.models import Job
from submissions import judging, services
from submissions.models import Delivery, DossierVersion, Recipient, Recommendation
from tests.submissions.conftest import (
    CYRILLIC,
    LATIN,
    TICKS,
    argue,
    make_accepted_case,
    make_act,
    make_candidate,
    make_subject,
    say,
)

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"submissions:{name}", args=args)


def page_of(client, name, *args):
    response = client.get(address(name, *args))
    assert response.status_code == 200
    return response.content.decode()


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Who gets which page


@pytest.fixture
def addresses(sent, built, candidate, veldonia):
    ask, dossier = sent.reference, sent.dossier.reference
    return {
        "recommendation": address("recommendation", ask),
        "write": address("write", ask),
        "finding": address("finding", ask, sent.findings.first().pk),
        "dossier": address("dossier", dossier),
        "file": address("file", dossier, 1, "pdf"),
        "candidate": address("candidate", candidate.pk),
        "open": address("open", veldonia.case.reference),
        "came-of-it": address("came-of-it", veldonia.case.reference),
    }


def statuses(client, addresses, leave_out=()):
    return {name: client.get(url).status_code for name, url in addresses.items() if name not in leave_out}


def test_a_liaison_of_another_government_is_a_stranger(addresses, sign_in, other_liaison):
    found = statuses(sign_in(other_liaison), addresses, {"open", "came-of-it"})

    assert set(found.values()) == {404}


def test_a_partner_reads_what_came_of_its_own_case_and_nothing_else(addresses, sign_in, partner):
    found = statuses(sign_in(partner), addresses)

    assert found.pop("came-of-it") == 200
    assert set(found.values()) == {403}


def test_another_partner_is_a_stranger(addresses, sign_in, other_partner):
    assert sign_in(other_partner).get(addresses["came-of-it"]).status_code == 404


def test_a_coordinator_reads_and_does_not_write(addresses, sign_in, coordinator):
    assert statuses(sign_in(coordinator), addresses) == {
        "recommendation": 200,
        "write": 403,
        "finding": 403,
        "dossier": 200,
        "file": 200,
        "candidate": 200,
        "open": 403,
        "came-of-it": 200,
    }


# What stands on them


def test_list_shows_what_can_be_argued_and_what_came_of_it(
    sent, candidate, coordinator, approver, liaison, sign_in, organisation, partner
):
    Delivery.objects.update(sent_on="2022-03-14")
    for person in (coordinator, approver):
        judging.judge(candidate, "same", by=person)
    ready = make_accepted_case(organisation, partner, "Pavo Dresnik").case

    page = page_of(sign_in(liaison), "list")

    assert address("open", ready.reference) in page
    assert address("open", sent.case.reference) not in page
    for words in (LATIN, CYRILLIC, "United States", "Sent on", "Listed under the programme asked for"):
        assert words in page


def test_a_case_argued_before_one_government_is_still_ready_for_another(opened, other_liaison, british, sign_in):
    assert address("open", opened.case.reference) in page_of(sign_in(other_liaison), "list")


def test_opening_from_the_page(veldonia, criterion, liaison, sign_in):
    form = {"subject": veldonia.subject.pk, "criterion": criterion.pk}

    response = sign_in(liaison).post(address("open", veldonia.case.reference), form)

    assert response.url == Recommendation.objects.get().get_absolute_url()


def test_the_form_offers_the_governments_of_the_liaison_alone(veldonia, criterion, british, liaison, sign_in):
    form = sign_in(liaison).get(address("open", veldonia.case.reference)).context["form"]

    assert criterion in form.fields["criterion"].queryset
    assert british not in form.fields["criterion"].queryset
    assert british.programme not in form.fields["alternatives"].queryset


def test_opening_twice_in_one_dossier_is_refused_at_the_form(opened, veldonia, criterion, liaison, sign_in):
    form = {"subject": veldonia.subject.pk, "criterion": criterion.pk, "dossier": opened.dossier.pk}

    page = sign_in(liaison).post(address("open", veldonia.case.reference), form).content.decode()

    assert "This dossier has a recommendation about them already." in page


def test_detail_marks_what_is_weak_and_what_is_gone(argued, veldonia, liaison, sign_in):
    second = argued.findings.last()
    veldonia.photo.derived_from = veldonia.statement
    veldonia.photo.save()
    second.claims.set(veldonia.claims[:1])
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(recanted_at=timezone.now())

    page = page_of(sign_in(liaison), "recommendation", argued.reference)

    assert page.count("Rests on one source") == 1
    assert page.count("Not argued yet") == 1
    assert page.count("Taken back") == 2
    assert "no claim that still stands carries it" in page


def test_exactly_one_act_stands_out(opened, liaison, sign_in, veldonia, approver, office, run_jobs):
    """In each state there is one button without an addition, or none."""
    client, seen = sign_in(liaison), []

    def count():
        page = page_of(client, "recommendation", opened.reference)
        seen.append(page.count('class="btn"'))

    count()
    argue(opened, veldonia.claims, liaison)
    count()
    services.sign_first(opened, by=liaison)
    count()
    services.sign_second(opened, TICKS, by=approver)
    count()
    assert seen == [1, 1, 0, 1]


def test_whose_consent_is_missing_is_on_the_page(argued, veldonia, liaison, sign_in):
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    assert "“The fourteen of May” has not agreed to this government: United States." in page_of(
        sign_in(liaison), "recommendation", argued.reference
    )


def test_signing_twice_says_so(signed_once, liaison, sign_in):
    response = sign_in(liaison).post(address("step", signed_once.reference, "approve"), TICKS)

    assert sentences(response) == ["You have signed it already. The other signature is another person's."]


def test_the_second_signature_from_the_page(signed_once, approver, sign_in):
    client = sign_in(approver)
    assert 'name="safety"' in page_of(client, "recommendation", signed_once.reference)

    response = client.post(address("step", signed_once.reference, "approve"), {"law": "on", "safety": "on", "consent": "on"})

    assert sentences(response) == ["Signed by two. It can be frozen and sent."]


def test_who_comes_second_gets_a_sentence(approved, coordinator, sign_in):
    response = sign_in(coordinator).post(address("step", approved.reference, "approve"), TICKS)

    assert sentences(response) == ["This can no longer be done: it is now “Approved by two”."]


@pytest.mark.parametrize("action", ["send", "nonsense"])
def test_there_is_no_button_for_sending(approved, liaison, sign_in, action):
    assert sign_in(liaison).post(address("step", approved.reference, action)).status_code == 403


def test_words_typed_while_somebody_signed_are_not_lost(argued, liaison, sign_in):
    client = sign_in(liaison)
    client.get(address("write", argued.reference))
    services.sign_first(argued, by=liaison)

    response = client.post(address("write", argued.reference), {"summary": "An hour's work", "affected": "a", "contrary": "b"})

    page = response.content.decode()
    assert "An hour&#x27;s work" in page
    assert "open it again first" in page
    argued.refresh_from_db()
    assert argued.summary == "He is still in command."


def test_signed_words_have_no_form(signed_once, liaison, sign_in):
    response = sign_in(liaison).get(address("write", signed_once.reference))

    assert response.url == signed_once.get_absolute_url()
    assert "open it again first" in sentences(response)[0]


def test_writing_an_element(opened, veldonia, liaison, sign_in):
    finding = opened.findings.first()
    form = {"statement": "He is a Veldonian.", "claims": [veldonia.claims[0].pk]}

    sign_in(liaison).post(address("finding", opened.reference, finding.pk), form)

    finding.refresh_from_db()
    assert (finding.statement, list(finding.claims.all())) == ("He is a Veldonian.", veldonia.claims[:1])


def test_claims_of_another_case_cannot_be_ticked(opened, liaison, sign_in, organisation, partner):
    other = make_accepted_case(organisation, partner, "Pavo Dresnik")
    finding = opened.findings.first()

    response = sign_in(liaison).post(
        address("finding", opened.reference, finding.pk), {"statement": "x", "claims": [other.claims[0].pk]}
    )

    assert response.status_code == 200
    assert not finding.claims.exists()


# Freezing, files, deliveries


def test_freezing_leads_to_the_job_and_its_page_to_the_files(approved, liaison, sign_in, run_jobs):
    client = sign_in(liaison)

    response = client.post(address("freeze", approved.dossier.reference))

    job = Job.objects.get(kind="submissions.build_files")
    assert response.url == job.get_absolute_url()
    run_jobs()
    page = client.get(job.get_absolute_url()).content.decode()
    for wanted in ("pdf", "docx", "zip"):
        assert address("file", approved.dossier.reference, 1, wanted) in page


def test_freezing_what_is_frozen_leads_back(built, liaison, sign_in):
    response = sign_in(liaison).post(address("freeze", built.dossier.reference))

    assert response.url == built.dossier.get_absolute_url()
    assert sentences(response) == ["Version 1 says the same and has all its files."]


def test_a_second_liaison_is_told_that_the_files_are_being_built(frozen, enlist, coalition, sign_in):
    from accounts.roles import Role

    colleague = enlist("Colleague", coalition, Role.LIAISON, jurisdictions=["us"])

    response = sign_in(colleague).post(address("freeze", frozen.dossier.reference))

    assert sentences(response) == ["The files of version 1 are being built."]


def test_freezing_says_what_is_missing(signed_once, liaison, sign_in):
    response = sign_in(liaison).post(address("freeze", signed_once.dossier.reference))

    assert sentences(response) == [f"{signed_once.reference} is not signed by two persons yet."]
    assert not DossierVersion.objects.exists()


def test_a_file_is_what_its_sum_says_and_reading_it_is_recorded(built, liaison, sign_in):
    import hashlib

    file = built.files.get(format="zip")

    response = sign_in(liaison).get(address("file", built.dossier.reference, 1, "zip"))

    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == file.sha256
    assert response["Content-Disposition"] == f'attachment; filename="{built.dossier.reference}-v1.zip"'
    assert response["Content-Length"] == str(file.size)
    assert Record.objects.filter(verb="dossier.file_read", actor=liaison, object_id=str(file.pk)).exists()


@pytest.mark.parametrize(("number", "wanted"), [(1, "exe"), (2, "pdf")])
def test_a_file_that_is_not_there_is_not_found(built, liaison, sign_in, number, wanted):
    assert sign_in(liaison).get(address("file", built.dossier.reference, number, wanted)).status_code == 404


def test_the_dossier_shows_files_sums_and_the_delivery_form(built, liaison, coordinator, sign_in, office):
    page = page_of(sign_in(liaison), "dossier", built.dossier.reference)

    assert [file.format for file in built.files.all() if file.sha256 not in page] == []
    assert address("deliver", built.dossier.reference, 1) in page
    assert address("deliver", built.dossier.reference, 1) not in page_of(sign_in(coordinator), "dossier", built.dossier.reference)


def deliver(client, version, **form):
    return client.post(address("deliver", version.dossier.reference, version.number), form)


def test_recording_a_delivery(built, office, liaison, sign_in):
    client = sign_in(liaison)

    response = deliver(client, built, recipient=office.pk, channel="portal", sent_on=timezone.localdate())

    assert sentences(response) == ["Recorded. The partner gets a notice that something moved."]
    assert "Department of State" in page_of(client, "dossier", built.dossier.reference)


def test_a_form_that_does_not_fit_stands_again_with_what_was_typed(built, office, liaison, sign_in):
    foreign = Recipient.objects.create(office="Foreign Office", jurisdiction="gb")
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = deliver(sign_in(liaison), built, recipient=foreign.pk, channel="post", sent_on=tomorrow).content.decode()

    assert "Select a valid choice" in page
    assert "This day is in the future." in page
    assert tomorrow.isoformat() in page
    assert not Delivery.objects.exists()


def test_a_coordinator_records_nothing(built, office, coordinator, sign_in):
    response = deliver(sign_in(coordinator), built, recipient=office.pk, channel="portal", sent_on=timezone.localdate())

    assert response.status_code == 403


def test_consent_withdrawn_meanwhile_stops_it_with_whose_and_which(built, veldonia, office, liaison, sign_in):
    say(veldonia.case, veldonia.statement, ConsentAnswer.NO)

    response = deliver(sign_in(liaison), built, recipient=office.pk, channel="portal", sent_on=timezone.localdate())

    assert sentences(response)[0] == "The source “Statement 1” has not agreed to this government: United States."
    assert not Delivery.objects.exists()


# Candidates and what came of it


def test_candidate_shows_ours_theirs_and_the_days(candidate, liaison, sign_in):
    Delivery.objects.update(sent_on="2022-03-14")

    page = page_of(sign_in(liaison), "candidate", candidate.pk)

    assert [page.count(f'<tr class="{name}">') for name in ("agree", "differ", "against")] == [2, 1, 1]
    assert "listed after 8 December 2022 and not later than 9 December 2022" in " ".join(page.split())
    assert "270 days after it was sent" in page
    assert [f'value="{verdict}"' in page for verdict in ("same", "different", "unsure")] == [True] * 3


def test_judged_by_two_it_has_no_buttons(candidate, coordinator, approver, liaison, sign_in):
    for person in (coordinator, approver):
        judging.judge(candidate, "same", by=person)

    page = page_of(sign_in(liaison), "candidate", candidate.pk)

    assert "Confirmed by two persons" in page
    assert 'name="verdict"' not in page


def test_a_partner_reads_what_was_asked_and_what_the_government_did(candidate, coordinator, approver, partner, sign_in, sent):
    Delivery.objects.update(sent_on="2022-03-14")
    client = sign_in(partner)
    before = page_of(client, "came-of-it", sent.case.reference)
    for person in (coordinator, approver):
        judging.judge(candidate, "same", by=person)

    after = page_of(client, "came-of-it", sent.case.reference)

    assert "It was sent. The government has not acted so far" in before
    for words in (
        "United States",
        "14 March 2022",
        "Department of State",
        "under the law we named",
        "270 days after it was sent",
    ):
        assert words in after
    assert [person.name for person in (coordinator, approver) if person.name in after] == []


def test_of_a_dossier_a_partner_reads_its_own_lines_alone(sent, other_organisation, other_partner, criterion, liaison, sign_in):
    theirs = make_accepted_case(other_organisation, other_partner, "Pavo Dresnik")
    Delivery.objects.all().delete()
    services.open_recommendation(theirs.case, theirs.subject, criterion, by=liaison, dossier=sent.dossier)

    page = page_of(sign_in(other_partner), "came-of-it", theirs.case.reference)

    assert "Pavo Dresnik" in page
    assert LATIN not in page


# How often each page asks


@pytest.fixture
def more(organisation, partner, criterion, liaison):
    """Two more of everything, the dossiers sent as the first was."""

    def make(sent):
        for name in ("Pavo Dresnik", "Goran Vettel"):
            world = make_accepted_case(organisation, partner, name)
            ask = services.open_recommendation(world.case, world.subject, criterion, by=liaison)
            make_accepted_case(organisation, partner, f"{name} Junior")
            make_candidate(world.subject, number=name)
            Recommendation.objects.filter(pk=ask.pk).update(status="sent", dossier=sent.dossier)
            other = make_subject(sent.case, f"{name} Senior")
            again = services.open_recommendation(sent.case, other, criterion, by=liaison)
            Recommendation.objects.filter(pk=again.pk).update(status="sent")

    return make


OURS = ('"submissions_', '"cases_', '"sanctions_')
QUERIES = {
    "list": 6,
    "candidates": 4,
    "recommendation": 10,
    "dossier": 7,
    "candidate": 9,
    "open": 6,
    "came-of-it": 6,
}


def count_queries(client, name, *args):
    """How often a page asks about cases, dossiers and lists; who is signed in is the frame's question."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(name, *args)).status_code == 200
    return sum(any(table in query["sql"] for table in OURS) for query in asked)


@pytest.mark.parametrize("name", QUERIES)
def test_pages_ask_as_often_for_one_row_as_for_three(sent, candidate, more, liaison, sign_in, name):
    args = {
        "recommendation": [sent.reference],
        "dossier": [sent.dossier.reference],
        "candidate": [candidate.pk],
        "open": [sent.case.reference],
        "came-of-it": [sent.case.reference],
    }.get(name, [])
    client = sign_in(liaison)

    one = count_queries(client, name, *args)
    more(sent)

    assert (one, count_queries(client, name, *args)) == (QUERIES[name], QUERIES[name])


def test_what_is_unsent_is_checked_with_a_few_more_queries(argued, veldonia, liaison, sign_in):
    client = sign_in(liaison)

    one = count_queries(client, "recommendation", argued.reference)
    argued.findings.first().claims.remove(veldonia.claims[0])
    make_act(veldonia.case, veldonia.subject, "Marcher 3")
    make_act(veldonia.case, veldonia.subject, "Marcher 4")

    assert (one, count_queries(client, "recommendation", argued.reference)) == (12, 12)
