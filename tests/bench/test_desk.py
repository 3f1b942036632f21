"""The desk and the page of a case: how long ten readers of a real server wait, with a thousand cases and with a hundred thousand.

100,000 is what is promised; `SMALLPLACES_CASES` says another number.
"""

import http.client
import os
import random
import statistics
import threading
import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from accounts.roles import Role
from cases.models import Case
from cases.statuses import CaseStatus as S
from demo.bulk import sow
from launch.children import WEB_PROCESSES
from tests.bench.conftest import seconds
from tests.bench.multiplied import sow_many
from tests.cases.sending import cookie_of
from tests.e2e.mortal import Server
from tests.vault.superuser import superuser
from vault.sight import EVERYTHING, look_as

FEW, MANY = 1000, int(os.environ.get("SMALLPLACES_CASES", "100000"))
READERS, CLICKS, BETWEEN = 10, 40, 1.0
LISTS = ("/cases/?queue=mine", "/cases/?queue=overdue", "/cases/?queue=filed", "/cases/", "/cases/?status=accepted&page=3")


@pytest.fixture
def coordinator(transactional_db, enlist, coalition, enrolled):
    return enrolled(enlist("Coordinator", coalition, Role.COORDINATOR))


def addresses():
    """Of cases that hold all that a case holds: those that were sown first."""
    with look_as(EVERYTHING):
        some = Case.objects.exclude(status__in=(S.NOTED, S.DRAFT)).order_by("pk")[:200]
        return [case.get_absolute_url() for case in some]


def read(port, cookie, dice, cases, waited, answers):
    """One reader: a list, then a case, a second between clicks. The first two clicks warm the server and are not counted."""
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    for turn in range(CLICKS + 2):
        name, url = ("list", dice.choice(LISTS)) if turn % 2 else ("case", dice.choice(cases))
        time.sleep(dice.uniform(0.8, 1.2) * BETWEEN)
        began = time.perf_counter()
        line.request("GET", url, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        if turn > 1:
            waited[name].append(time.perf_counter() - began)
        answers.append(answer.status)
    line.close()


def tidy():
    """What PostgreSQL does by itself, some minutes after so many rows came."""
    with superuser() as line:
        line.execute("VACUUM ANALYZE")


def measure(person):
    """For lists and for cases: the seconds within which 95 of 100 came, and half of them."""
    waited, answers, cases, cookie = {"list": [], "case": []}, [], addresses(), cookie_of(person)
    with Server(WEB_PROCESSES) as server:
        readers = [
            threading.Thread(target=read, args=(server.port, cookie, random.Random(number), cases, waited, answers))
            for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert set(answers) == {200}
    return {name: (sorted(times)[int(len(times) * 0.95)], statistics.median(times)) for name, times in waited.items()}


def test_many_cases_make_the_desk_hardly_slower(say, coordinator):
    sow(FEW, 1)
    tidy()
    few = measure(coordinator)
    took = seconds(lambda: sow_many(MANY - FEW, 2))
    tidy()
    with look_as(EVERYTHING):
        say(f"{Case.objects.count():,} cases are there after {took:.0f} s")
    many = measure(coordinator)

    for page, (slow, usual) in many.items():
        say(
            f"{page}: 95 of 100 within {slow * 1000:.0f} ms, half within {usual * 1000:.0f} ms; with {FEW:,}: "
            f"{few[page][0] * 1000:.0f} and {few[page][1] * 1000:.0f} ms; {slow / few[page][0]:.2f} times"
        )
    assert max(slow for slow, _usual in many.values()) <= 0.150
    assert max(slow / few[page][0] for page, (slow, _usual) in many.items()) <= 1.5


def test_a_list_and_a_case_take_a_dozen_statements(coordinator, count_statements):
    sow(200, 3)  # three pages of what is accepted
    client = Client()
    client.force_login(coordinator, backend="accounts.backends.AccountBackend")
    client.get("/")
    ContentType.objects.get_for_model(Case)

    counted = {url: count_statements(client, url) for url in (*LISTS, addresses()[0])}

    assert max(counted.values()) <= 12, counted
