"""Consent × destination × withdrawal at every door through which something leaves: each opens exactly when it is covered."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Consent
from cases.statuses import Basis, ConsentAnswer, ConsentScope
from submissions import checks, services
from submissions.services import copying
from tests.submissions.conftest import TICKS, shelve

pytestmark = pytest.mark.django_db
A, S = ConsentAnswer, ConsentScope
YESTERDAY, TOMORROW = (timezone.localdate() + timedelta(days=days) for days in (-1, 1))


def to(government, answer, **more):
    return {"scope": S.GOVERNMENT, "government": government, "answer": answer, **more}


def other(scope, answer):
    return {"scope": scope, "government": "", "answer": answer}


# What one person said, in this order, and whether that lets anything go to the United States today.
SAID = {
    "nothing": ([], False),
    "not asked yet": ([to("us", A.NOT_ASKED)], False),
    "yes": ([to("us", A.YES)], True),
    "no": ([to("us", A.NO)], False),
    "yes to another": ([to("gb", A.YES)], False),
    "yes, and no to another": ([to("us", A.YES), to("gb", A.NO)], True),
    "yes, then taken back": ([to("us", A.YES), to("us", A.WITHDRAWN)], False),
    "yes, and another taken back": ([to("us", A.YES), to("gb", A.YES), to("gb", A.WITHDRAWN)], True),
    "taken back, then yes again": ([to("us", A.YES), to("us", A.WITHDRAWN), to("us", A.YES)], True),
    "yes until tomorrow": ([to("us", A.YES, until=TOMORROW)], True),
    "yes until yesterday": ([to("us", A.YES, until=YESTERDAY)], False),
    "yes, and not to be kept": ([to("us", A.YES), other(S.STORE, A.WITHDRAWN)], False),
    "yes, and not for staff": ([to("us", A.YES), other(S.COALITION, A.NO)], False),
    "yes, and never in public": ([to("us", A.YES), other(S.PUBLIC, A.NO)], True),
    "a relative's yes": ([to("us", A.YES, basis=Basis.NEXT_OF_KIN)], True),
    "unsafe to ask": ([to("us", A.YES, basis=Basis.UNSAFE, because="They are watched.", until=TOMORROW)], True),
    "unsafe to ask until yesterday": ([to("us", A.YES, basis=Basis.UNSAFE, because="Watched.", until=YESTERDAY)], False),
}


class Undone(Exception):
    pass


def opened_for(veldonia, who, door, among):
    """Which of these answers of the victim, or of whoever made the statement, open the door; what went through comes back."""
    person, found = getattr(veldonia, who), {}
    for name in among:
        try:
            with transaction.atomic():
                person.consents.all().delete()
                whose = {"victim" if who == "victim" else "source": person}
                for answer in SAID[name][0]:
                    Consent.objects.create(case=veldonia.case, recorded_by=veldonia.author, **whose, **answer)
                found[name] = door()
                raise Undone
        except Undone:
            pass
    return found


def is_let_through(act):
    try:
        with transaction.atomic():
            act()
    except (checks.NotReady, SystemExit):
        return False
    return True


EXPECTED = {name: is_covered for name, (_, is_covered) in SAID.items()}
# Every door asks the same one place; that each of them asks it is seen from these.
FEW = ("yes", "no", "yes, then taken back", "yes, and another taken back", "yes until yesterday")


@pytest.mark.parametrize("who", ["victim", "statement"])
def test_signing(who, argued, veldonia, liaison):
    def sign():
        services.sign_first(argued, by=liaison)

    assert opened_for(veldonia, who, lambda: is_let_through(sign), SAID) == EXPECTED


@pytest.mark.parametrize(
    ("exceptions", "is_covered"),
    [({"us": (0, 0)}, True), ({"us": (1, 0)}, False), ({"us": (0, 1)}, False), ({"us": (0, 0), "gb": (2, 1)}, True)],
)
def test_signing_for_a_group_with_exceptions(argued, veldonia, liaison, exceptions, is_covered):
    veldonia.victim.consents.all().delete()
    for government, (said_no, unasked) in exceptions.items():
        row = to(government, A.YES, said_no=said_no, unasked=unasked)
        Consent.objects.create(case=veldonia.case, recorded_by=veldonia.author, victim=veldonia.victim, **row)

    assert is_let_through(lambda: services.sign_first(argued, by=liaison)) == is_covered


@pytest.fixture
def opens(veldonia):
    def assert_exactly(door, who):
        assert opened_for(veldonia, who, door, FEW) == {name: EXPECTED[name] for name in FEW}

    return assert_exactly


def test_signing_as_the_second(signed_once, approver, opens):
    opens(lambda: is_let_through(lambda: services.sign_second(signed_once, TICKS, by=approver)), "victim")


def test_freezing(approved, liaison, opens):
    opens(lambda: is_let_through(lambda: services.freeze(approved.dossier, by=liaison)), "statement")


@pytest.fixture
def version(frozen):
    shelve(frozen)
    return frozen


def test_sending(version, office, liaison, opens):
    def send():
        services.record_delivery(version, office, "portal", timezone.localdate(), by=liaison)

    opens(lambda: is_let_through(send), "victim")


def test_a_copy_for_an_office(version, office, liaison, opens):
    told = {
        "format": "pdf",
        "lock": "none",
        "age_key": "",
        "part_megabytes": None,
        "since": None,
        "letter": "",
        "recipient": office,
    }

    opens(lambda: is_let_through(lambda: copying.ask_for_copy(version, told, by=liaison)), "statement")


def test_downloading(version, liaison, sign_in, opens):
    client = sign_in(liaison)
    address = reverse("submissions:file", args=[version.dossier.reference, version.number, "pdf"])

    def door():
        answer = client.get(address)
        return answer.status_code == 200 and b"".join(answer.streaming_content) == b"as it was built"

    opens(door, "victim")


def test_the_command(version, tmp_path, opens):
    def write():
        call_command("export_dossier", version.dossier.reference, format="pdf", out=tmp_path / "dossier.pdf")

    opens(lambda: is_let_through(write), "statement")
