"""The pages on which a recommendation is opened, argued and signed."""

import pytest
from django.utils import timezone

from cases.models import Claim
from cases.statuses import ConsentAnswer
from submissions import judging, services
from submissions.models import Delivery, Recommendation
from tests.submissions.conftest import (
    CYRILLIC,
    LATIN,
    TICKS,
    argue,
    make_accepted_case,
    say,
)
from tests.submissions.pages import address, page_of, sentences

pytestmark = pytest.mark.django_db


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


def test_a_case_argued_before_one_government_is_still_ready_for_another(opened, veldonia, other_liaison, british, sign_in):
    client = sign_in(other_liaison)
    assert address("open", opened.case.reference) not in page_of(client, "list")

    say(veldonia.case, veldonia.victim, government="gb")

    assert address("open", opened.case.reference) in page_of(client, "list")


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
    argue(opened, veldonia.claims)
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
