"""What an outcome counts as, who has to say it, and what is never said silently."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from submissions import confirming, judging
from submissions.models import Delivery, Outcome
from submissions.outcome_kinds import ACTED_ON, AFTERWARDS, BY_HAND, GROUPS
from submissions.statuses import OutcomeKind as K
from submissions.statuses import Standing, Verdict
from tests.submissions.conftest import make_candidate
from tests.submissions.pages import page_of, sentences
from vault.sight import look_as

pytestmark = pytest.mark.django_db
SENT_ON = date(2022, 10, 3)


@pytest.fixture
def two(enlist, coalition):
    return [enlist(name, coalition, Role.REVIEWER) for name in ("Ada", "Bero")]


@pytest.fixture
def ask(sent):
    Delivery.objects.update(sent_on=SENT_ON)
    return sent


def listed(ask, two, **told):
    candidate = make_candidate(ask.subject, **told)
    for person in two:
        judging.judge(candidate, Verdict.SAME, by=person)
    return Outcome.objects.get(candidate=candidate)


def test_every_kind_belongs_to_one_group():
    counted = [kind for group in GROUPS.values() for kind in group]

    assert sorted(counted) == sorted(K)
    assert {K.VISA_BAN_PUBLIC} == ACTED_ON & BY_HAND


# fmt: off
TABLE = [
    ({"before": "2022-12-08", "listed": "2022-12-09"},                                     K.LISTED_SAME_PROGRAMME),
    ({"before": "2022-12-08", "listed": "2022-12-09", "codes": ("BELARUS",)},              K.LISTED_OTHER_PROGRAMME),
    ({"before": "2022-12-08", "listed": "2022-12-09", "codes": ("BELARUS", "GLOMAG")},     K.LISTED_SAME_PROGRAMME),
    ({"before": "2022-10-02", "listed": "2022-10-03"},                                     K.LISTED_SAME_PROGRAMME),
    ({"before": "2022-10-01", "listed": "2022-10-02"},                                     K.LISTED_BEFORE_SENDING),
    ({"before": "2022-09-01", "listed": "2022-11-01"},                                     K.LISTED_ORDER_UNKNOWN),
    ({"before": None, "listed": "2022-12-09"},                                             K.LISTED_ORDER_UNKNOWN),
    ({"before": None, "listed": "2022-09-09"},                                             K.LISTED_BEFORE_SENDING),
    ({"before": "2022-12-08", "listed": "2022-12-09", "slug": "us-state-7031c", "codes": ("7031(c)",)}, K.VISA_BAN_PUBLIC),
    ({"before": "2022-12-08", "listed": "2022-12-09", "slug": "gb-fcdo", "codes": ("GHR",)}, K.LISTED_ELSEWHERE),
]
# fmt: on


@pytest.mark.parametrize(("told", "kind"), TABLE)
def test_what_a_listing_counts_as(ask, two, told, kind):
    outcome = listed(ask, two, **told)

    assert (outcome.kind, outcome.stands) == (kind, True)
    assert Outcome.objects.acted_on().exists() == (kind in ACTED_ON)


def test_another_government_s_listing_is_no_act_of_the_one_that_was_asked(ask, two, client, sign_in, lead):
    listed(ask, two, slug="gb-fcdo", codes=("GHR",))

    page = page_of(sign_in(lead), "came-of-it", ask.case.reference)

    assert "Another government listed them. The one we asked has not acted so far." in page


@pytest.fixture
def undated(ask, two):
    return listed(ask, two, before="2022-09-01", listed="2022-11-01")


def test_order_that_nobody_knew_is_settled_by_a_source_and_a_second_person(undated, two):
    told = {"announced_on": date(2022, 10, 20), "source_words": "Press release of that day", "source_url": ""}
    confirming.date_listing(undated, told, by=two[0])
    undated.refresh_from_db()
    assert (undated.kind, undated.stands) == (K.LISTED_SAME_PROGRAMME, False)

    confirming.vouch(undated, by=two[1])

    undated.refresh_from_db()
    assert (undated.stands, undated.days_from_delivery) == (True, (17, 17))


@pytest.mark.parametrize("day", [date(2022, 8, 1), date(2022, 9, 1), date(2022, 11, 2)])
def test_day_outside_the_two_publications_is_refused(undated, two, day):
    with pytest.raises(confirming.Refused):
        confirming.date_listing(undated, {"announced_on": day, "source_words": "-", "source_url": ""}, by=two[0])

    assert Outcome.objects.get().announced_on is None


def reply(ask, by, kind=K.PARLIAMENTARY_REPLY):
    return confirming.record_outcome(ask, {"kind": kind, "source_words": "Answer 4711", "announced_on": date(2023, 1, 5)}, by=by)


def test_what_a_source_says_stands_when_a_second_person_says_the_same(ask, two):
    outcome = reply(ask, two[0])

    with pytest.raises(confirming.Refused):
        confirming.vouch(outcome, by=two[0])
    assert not Outcome.objects.standing().exists()
    confirming.vouch(outcome, by=two[1])

    assert Outcome.objects.standing().get().confirmed_by == two[1]


@pytest.mark.parametrize("kind", sorted(set(K) - BY_HAND))
def test_listing_of_the_subject_is_not_written_down_by_hand(ask, two, kind):
    with pytest.raises(confirming.Refused):
        reply(ask, two[0], kind)


def test_partner_neither_writes_nor_sees_what_does_not_stand(ask, two, lead):
    with pytest.raises(PermissionDenied):
        reply(ask, lead)
    outcome = reply(ask, two[0])

    with look_as(lead.sight):
        assert not Outcome.objects.exists()
    confirming.vouch(outcome, by=two[1])
    with look_as(lead.sight):
        assert Outcome.objects.get() == outcome


def test_what_is_not_so_is_kept_with_the_reason(ask, two):
    outcome = reply(ask, two[0])

    confirming.set_aside(outcome, "It is about somebody else.", by=two[1])

    outcome.refresh_from_db()
    assert (outcome.stands, outcome.is_open, outcome.undo_why) == (False, False, "It is about somebody else.")


def test_undone_judgement_takes_its_outcomes_with_it_and_is_judged_anew(ask, two, run_jobs):
    outcome = listed(ask, two)
    candidate = outcome.candidate
    confirming.ask_to_undo(outcome, "Another man of that name.", by=two[0])
    assert Outcome.objects.standing().exists()
    with pytest.raises(confirming.Refused):
        confirming.undo(outcome, by=two[0])
    run_jobs()

    confirming.undo(outcome, by=two[1])

    assert not Outcome.objects.standing().exists()
    assert type(candidate).objects.with_standing().get(pk=candidate.pk).standing == Standing.WAITING
    assert run_jobs() == ["submissions.tell_partner"]
    for person in two:
        judging.judge(candidate, Verdict.SAME, by=person)
    assert Outcome.objects.standing().count() == 1


def test_pages_show_who_must_say_what(ask, two, sign_in):
    client = sign_in(two[0])
    told = {"kind": K.DECLINED, "source_words": "Letter of the desk", "announced_on": ""}
    client.post(reverse("submissions:record-outcome", args=[ask.reference]), told)
    outcome = Outcome.objects.get()

    assert "I have looked, and it is so" not in page_of(client, "outcome", outcome.pk)
    client = sign_in(two[1])
    assert "I have looked, and it is so" in page_of(client, "outcome", outcome.pk)
    done = client.post(reverse("submissions:outcome-step", args=[outcome.pk, "vouch"]), follow=True)

    assert "Your word is recorded." in sentences(done)
    assert [row.pk for row in client.get(reverse("submissions:outcomes") + "?pile=standing").context["page_obj"]] == [outcome.pk]
    assert "Outcomes that wait" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"source_words": ""}, "This field is required."), ({"announced_on": "2999-01-01"}, "That day has not come yet.")],
)
def test_form_says_what_is_missing_and_loses_nothing(ask, two, sign_in, fields, sentence):
    told = {"kind": K.DECLINED, "source_words": "Letter of the desk", "announced_on": "", "measures": "canary-kept", **fields}

    page = sign_in(two[0]).post(reverse("submissions:record-outcome", args=[ask.reference]), told).content.decode()

    assert sentence in page
    assert "canary-kept" in page


def test_kinds_that_come_later_have_words_for_the_partner(ask, two, sign_in, lead):
    first = listed(ask, two)
    later = confirming.record_outcome(
        ask, {"kind": K.DELISTED, "source_words": "Notice", "announced_on": timezone.localdate()}, by=two[0]
    )
    confirming.vouch(later, by=two[1])

    page = page_of(sign_in(lead), "came-of-it", ask.case.reference)

    assert K.DELISTED in AFTERWARDS
    assert "The government took them off its list." in page
    assert first.get_kind_display() in page
