"""Two persons press the same button at the same moment, each with a connection of their own."""

import threading

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases.models import Case
from jobs.models import Job
from submissions import services
from submissions.models import Delivery, DossierVersion, Recipient, Recommendation, SignOff
from submissions.statuses import RecommendationStatus
from tests.submissions.conftest import TICKS, argue, look_at_all, make_accepted_case, make_criterion
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleague(enlist, coalition):
    return enlist("Colleague", coalition, Role.LIAISON, jurisdictions=["us"])


@pytest.fixture
def signed_once(organisation, partner, liaison):
    with look_as(EVERYTHING):
        world = make_accepted_case(organisation, partner)
        ask = services.open_recommendation(world.case, world.subject, make_criterion(), by=liaison)
        argue(ask, world.claims)
        services.sign_first(ask, by=liaison)
    return ask


def at_once(*acts):
    """Run each act as its person in a thread of its own; what came of each, or the refusal."""
    ready, results = threading.Barrier(len(acts)), []

    def run(person, act):
        try:
            ready.wait()
            with look_as(person.sight):
                results.append(act())
        except IllegalStep as problem:
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_signatures_one_stands(signed_once, coordinator, colleague):
    def sign(person):
        return lambda: services.sign_second(Recommendation.objects.get(pk=signed_once.pk), TICKS, by=person)

    results = at_once(*((person, sign(person)) for person in (coordinator, colleague)))

    assert {type(result) for result in results} == {type(None), IllegalStep}
    with look_as(EVERYTHING):
        assert SignOff.objects.count() == 2


def test_of_two_freezes_and_two_deliveries_one_is_made(signed_once, coordinator, liaison, colleague, run_jobs):
    with look_as(EVERYTHING):
        services.sign_second(signed_once, TICKS, by=coordinator)
        office, _ = Recipient.objects.get_or_create(office="Department of State", jurisdiction="us")
        dossier, both = signed_once.dossier, (liaison, colleague)

    frozen = at_once(*((person, lambda person=person: services.freeze(dossier, by=person)) for person in both))
    run_jobs()
    version, today = frozen[0][0], timezone.localdate()
    with look_as(EVERYTHING):
        look_at_all(version, liaison)
    sent = at_once(
        *(
            (person, lambda person=person: services.record_delivery(version, office, "portal", today, by=person))
            for person in both
        )
    )

    assert frozen[0] == frozen[1]
    assert sent[0] == sent[1]
    with look_as(EVERYTHING):
        assert (DossierVersion.objects.count(), Delivery.objects.count()) == (1, 1)
        assert Job.objects.filter(kind="submissions.build_files").count() == 1
        assert Recommendation.objects.get().status == RecommendationStatus.SENT
    assert Record.objects.filter(verb="recommendation.send").count() == 1


@pytest.fixture
def built(signed_once, coordinator, liaison, run_jobs):
    with look_as(EVERYTHING):
        services.sign_second(signed_once, TICKS, by=coordinator)
        version, _ = services.freeze(signed_once.dossier, by=liaison)
    run_jobs()
    with look_as(EVERYTHING):
        look_at_all(version, liaison)
    return version


def waits(person, act):
    """Whether something somebody else does now must wait until this transaction is over."""
    found = []

    def run():
        try:
            with look_as(person.sight):
                act()
            found.append(False)
        except OperationalError:
            found.append(True)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()
    return found[0]


def test_nobody_takes_anything_back_between_the_check_and_the_delivery(built, signed_once, liaison, partner):
    """Consent, corrections and withdrawal lock the case first; opening again locks the recommendation."""
    with look_as(EVERYTHING):
        office, _ = Recipient.objects.get_or_create(office="Department of State", jurisdiction="us")
    with look_as(liaison.sight):
        services.record_delivery(built, office, "portal", timezone.localdate(), by=liaison)
        assert waits(partner, lambda: Case.objects.select_for_update(nowait=True).get())


def test_nobody_takes_anything_back_while_it_is_frozen(built, signed_once, liaison, partner):
    with look_as(liaison.sight):
        services.freeze(built.dossier, by=liaison)
        assert waits(partner, lambda: Case.objects.select_for_update(nowait=True).get())
        assert waits(partner, lambda: Recommendation.objects.select_for_update(nowait=True).get())


def test_nobody_takes_anything_back_while_somebody_signs(signed_once, coordinator, partner):
    with look_as(coordinator.sight):
        services.sign_second(Recommendation.objects.get(), TICKS, by=coordinator)
        assert waits(partner, lambda: Case.objects.select_for_update(nowait=True).get())
