"""Several governments about one subject: which, in which order, and what waits for what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from sanctions.models import Criterion
from submissions import checks, services
from submissions.models import Plan, Recommendation
from tests.submissions.conftest import TICKS, argue, look_at_all, say
from tests.submissions.pages import address, page_of

pytestmark = pytest.mark.django_db
CRITERIA = {"us": "US-13818-iiA", "gb": "GB-6a"}


@pytest.fixture
def two(enlist, coalition):
    return enlist("Two", coalition, Role.LIAISON, jurisdictions=["us", "gb"])


def chosen(**criteria):
    return {gov: (turn, Criterion.objects.get(code=code)) for turn, (gov, code) in enumerate(criteria.items(), start=1)}


@pytest.fixture
def plan(veldonia, two):
    told = {"embargo_until": None, "together": True, "note": ""}
    return services.keep_plan(veldonia.case, veldonia.subject, told, chosen(**CRITERIA), by=two)


@pytest.fixture
def ready(plan, veldonia, two, approver, run_jobs):
    """The American one signed by two, frozen and built."""
    ask = next(ask for ask in services.open_planned(plan, by=two) if ask.dossier.jurisdiction == "us")
    argue(ask, veldonia.claims)
    services.sign_first(ask, by=two)
    services.sign_second(ask, TICKS, by=approver)
    version, _job = services.freeze(ask.dossier, by=two)
    run_jobs()
    look_at_all(version, approver)
    return version


def send(version, office, two, days=0):
    services.record_delivery(version, office, "portal", timezone.localdate() + timedelta(days=days), by=two)


def test_one_click_opens_all_of_mine_and_a_second_none(plan, two):
    assert {ask.dossier.jurisdiction for ask in services.open_planned(plan, by=two)} == {"us", "gb"}
    assert services.open_planned(plan, by=two) == []


def test_only_the_own_governments_are_opened(plan, liaison):
    assert [ask.dossier.jurisdiction for ask in services.open_planned(plan, by=liaison)] == ["us"]


def test_nothing_is_sent_until_all_are_signed(ready, office, two, plan, veldonia, approver):
    with pytest.raises(checks.NotReady, match="Not signed by two yet: United Kingdom"):
        send(ready, office, two)

    for who in (veldonia.victim, veldonia.statement):
        say(veldonia.case, who, government="gb")
    british = Recommendation.objects.get(dossier__jurisdiction="gb")
    argue(british, veldonia.claims)
    services.sign_first(british, by=two)
    services.sign_second(british, TICKS, by=approver)
    send(ready, office, two)

    assert Recommendation.objects.get(dossier__jurisdiction="us").status == "sent"


def test_opening_again_holds_the_others_back(ready, two, plan):
    assert plan.asks.get(government="us").ready_at is not None

    services.reopen(Recommendation.objects.get(dossier__jurisdiction="us"), by=two)

    assert plan.asks.get(government="us").ready_at is None


def test_an_embargo_is_kept(ready, office, two, plan):
    Plan.objects.update(together=False, embargo_until=timezone.localdate() + timedelta(days=3))
    with pytest.raises(checks.NotReady, match="nothing is sent before"):
        send(ready, office, two)

    Plan.objects.update(embargo_until=timezone.localdate())
    send(ready, office, two)


def test_a_later_turn_waits_until_the_earlier_ones_were_sent(ready, office, two, plan):
    Plan.objects.update(together=False)
    plan.asks.filter(government="us").update(order=3)
    with pytest.raises(checks.NotReady, match="others are asked first, and nothing was sent there yet: United Kingdom"):
        send(ready, office, two)

    plan.asks.filter(government="gb").update(sent_on=timezone.localdate())
    send(ready, office, two)

    assert plan.asks.get(government="us").sent_on == timezone.localdate()


def test_the_same_turn_is_no_order(ready, office, two, plan):
    Plan.objects.update(together=False)
    plan.asks.update(order=1)

    send(ready, office, two)


def test_a_plan_made_after_something_was_sent_knows_it(ready, office, two, plan, veldonia):
    Plan.objects.update(together=False)
    send(ready, office, two)
    plan.delete()

    told = {"embargo_until": None, "together": False, "note": ""}
    again = services.keep_plan(veldonia.case, veldonia.subject, told, chosen(**CRITERIA), by=two)

    assert dict(again.asks.values_list("government", "sent_on")) == {"us": timezone.localdate(), "gb": None}


def test_a_law_that_bars_it_is_not_planned(veldonia, two):
    veldonia.subject.kind = "organisation"
    veldonia.subject.save()

    with pytest.raises(checks.NotReady, match="Only persons can be named"):
        services.keep_plan(veldonia.case, veldonia.subject, {}, chosen(ca="CA-JVCFOA-a"), by=two)


def test_the_page_proposes_keeps_and_opens(veldonia, two, sign_in):
    client, place = sign_in(two), (veldonia.case.reference, veldonia.subject.reference)
    form = client.get(address("plan", *place)).context["form"]
    assert {name: form[f"criterion_{name}"].initial for name in form.governments} == {
        "us": "US-13818-iiA", "gb": "GB-6a", "ca": "CA-JVCFOA-a", "eu": "EU-resp",
    }  # fmt: skip

    sent = {f"turn_{name}": 1 for name in form.governments} | {"criterion_us": "US-13818-iiA", "criterion_eu": "EU-resp"}
    client.post(address("plan", *place), {**sent, "embargo_until": "2199-01-01", "open": "1"})

    page = page_of(client, "plan", *place)
    assert "Nothing is sent before 1 January 2199." in page
    assert [ask.dossier.jurisdiction for ask in Recommendation.objects.all()] == ["us"]
    assert {row.government for row in Plan.objects.get().asks.all()} == {"us", "eu"}


def test_two_who_plan_at_once_see_both_and_lose_nothing(veldonia, two, plan, sign_in):
    client, place = sign_in(two), (veldonia.case.reference, veldonia.subject.reference)
    opened = client.get(address("plan", *place)).context["form"]["seen"].value()
    told = {"embargo_until": None, "together": True, "note": "What the first wrote"}
    services.keep_plan(veldonia.case, veldonia.subject, told, chosen(**CRITERIA), by=two)
    form = {f"turn_{name}": 1 for name in ("us", "gb", "ca", "eu")} | {"criterion_us": "US-13818-iiA", "seen": opened}
    mine = {**form, "note": "What the second wrote"}

    answer = client.post(address("plan", *place), mine)

    page = answer.content.decode()
    assert "Somebody else changed this text while you wrote." in page
    assert "What the first wrote" in page
    assert "What the second wrote</textarea>" in page
    assert Plan.objects.get().note == "What the first wrote"

    client.post(address("plan", *place), {**mine, "seen": answer.context["form"].data["seen"]})
    assert Plan.objects.get().note == "What the second wrote"


def test_a_subject_of_another_case_has_no_plan(veldonia, two, sign_in):
    assert sign_in(two).get(address("plan", veldonia.case.reference, "S-00000")).status_code == 404
