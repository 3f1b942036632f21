"""The pages on which a dossier is frozen, its files are read, and its deliveries are recorded."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from audit.models import Record
from cases.models import Alarm, EvidenceFile
from cases.statuses import ConsentAnswer
from jobs.models import Job
from submissions.models import Delivery, DossierVersion, Recipient
from tests.submissions.conftest import (
    say,
)
from tests.submissions.pages import address, page_of, sentences
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


def test_freezing_leads_to_the_job_and_its_page_to_the_files(approved, liaison, sign_in, run_jobs):
    client = sign_in(liaison)

    response = client.post(address("freeze", approved.dossier.reference))

    job = Job.objects.get(kind="submissions.build_files")
    assert response.url == job.get_absolute_url()
    run_jobs()
    page = client.get(job.get_absolute_url()).content.decode()
    for wanted in ("pdf", "docx", "pdfa", "zip"):
        assert address("file", approved.dossier.reference, 1, wanted) in page


def test_freezing_names_the_originals_that_tell_more_than_they_show(approved, liaison, sign_in):
    client = sign_in(liaison)
    with look_as(EVERYTHING):
        EvidenceFile.objects.update(hidden=["place", "device"])
        names = set(EvidenceFile.objects.values_list("source__title", flat=True))

    page = client.post(address("freeze", approved.dossier.reference), follow=True).content.decode()

    assert names
    for name in names:
        assert f"The original of “{name}” goes as it came, and carries: the place where it was made" in page


def test_freezing_what_is_frozen_leads_back(built, liaison, sign_in):
    response = sign_in(liaison).post(address("freeze", built.dossier.reference))

    assert response.url == built.dossier.get_absolute_url()
    assert sentences(response) == ["Version 1 says the same and has all its files."]


def test_a_second_liaison_is_told_that_the_files_are_being_built(frozen, enlist, coalition, sign_in):
    colleague = enlist("Colleague", coalition, Role.LIAISON, jurisdictions=["us"])

    response = sign_in(colleague).post(address("freeze", frozen.dossier.reference))

    assert sentences(response) == ["The files of version 1 are being built."]


def test_freezing_says_what_is_missing(signed_once, liaison, sign_in):
    response = sign_in(liaison).post(address("freeze", signed_once.dossier.reference))

    assert sentences(response) == [f"{signed_once.reference} is not signed by two persons yet."]
    assert not DossierVersion.objects.exists()


def test_a_file_is_what_its_sum_says_and_reading_it_is_recorded(built, liaison, sign_in):
    file = built.files.get(format="zip")

    response = sign_in(liaison).get(address("file", built.dossier.reference, 1, "zip"))

    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == file.sha256
    assert response["Content-Disposition"] == f'attachment; filename="{built.dossier.reference}-v1.zip"'
    assert response["Content-Length"] == str(file.size)
    assert Record.objects.filter(verb="dossier.file_read", actor=liaison, object_id=str(file.pk)).exists()


def test_what_was_never_sent_and_may_not_be_sent_is_not_handed_out(built, veldonia, liaison, sign_in):
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    response = sign_in(liaison).get(address("file", built.dossier.reference, 1, "pdf"))

    assert response.status_code == 302
    assert "has not agreed to this government" in sentences(response)[0]
    assert not Record.objects.filter(verb="dossier.file_read").exists()


def test_what_was_sent_can_always_be_read_again(built, sent, veldonia, liaison, sign_in):
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    response = sign_in(liaison).get(address("file", built.dossier.reference, 1, "pdf"))

    assert response.status_code == 200
    response.close()


def test_nothing_of_a_partner_who_is_not_safe_is_handed_out_again(built, sent, veldonia, liaison, sign_in):
    with look_as(EVERYTHING):
        case = veldonia.case
        Alarm.objects.create(organisation=case.organisation, raised_by=case.opened_by)

    response = sign_in(liaison).get(address("file", built.dossier.reference, 1, "pdf"))

    assert response.status_code == 302
    assert "no longer safe" in sentences(response)[0]
    assert not Record.objects.filter(verb="dossier.file_read").exists()


def test_a_sentence_that_names_somebody_is_in_no_cookie(built, veldonia, liaison, office, sign_in):
    say(veldonia.case, veldonia.victim, ConsentAnswer.NO)

    response = sign_in(liaison).post(address("freeze", built.dossier.reference))

    assert "The fourteen of May" in sentences(response)[0]
    assert "messages" not in response.cookies


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
