"""The desk and the page of a case: how long ten readers wait, with a thousand cases and with many more.

`SMALLPLACES_CASES` says how many more: 10,000 unless it is set; 100,000 is what is promised.
"""

import os
import random
import threading
import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client

from cases.models import Case
from cases.statuses import CaseStatus as S
from demo.bulk import sow
from tests.bench.conftest import seconds
from vault.sight import EVERYTHING, look_as

FEW, MANY = 1000, int(os.environ.get("SMALLPLACES_CASES", "10000"))
READERS, CLICKS, BETWEEN = 10, 12, 1.0
LISTS = ("/cases/?queue=mine", "/cases/?queue=overdue", "/cases/?queue=filed", "/cases/", "/cases/?status=accepted&page=3")


@pytest.fixture
def coordinator(transactional_db, enlist, coalition, enrolled):
    from accounts.roles import Role

    return enrolled(enlist("Coordinator", coalition, Role.COORDINATOR))


def addresses():
    with look_as(EVERYTHING):
        some = Case.objects.exclude(status__in=(S.NOTED, S.DRAFT)).order_by("reference")[:200]
        return [case.get_absolute_url() for case in some]


def read(person, dice, cases, waited, pages):
    """One reader: a list, then a case, a second between clicks."""
    client = Client()
    client.force_login(person, backend="accounts.backends.AccountBackend")
    try:
        for turn in range(CLICKS):
            url = dice.choice(LISTS if turn % 2 else cases)
            took = seconds(lambda url=url: pages.append(client.get(url).status_code))
            waited["list" if turn % 2 else "case"].append(took)
            time.sleep(dice.uniform(0.8, 1.2) * BETWEEN)
    finally:
        connection.close()


def measure(person):
    waited, pages, cases = {"list": [], "case": []}, [], addresses()
    readers = [
        threading.Thread(target=read, args=(person, random.Random(number), cases, waited, pages)) for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert set(pages) == {200}
    return {name: (sorted(times)[int(len(times) * 0.95)], sorted(times)[len(times) // 2]) for name, times in waited.items()}


def test_many_cases_make_the_desk_hardly_slower(say, coordinator, count_statements):
    took = seconds(lambda: sow(FEW, 1))
    say(f"{FEW} cases seeded in {took:.0f} s")
    few = measure(coordinator)
    took = seconds(lambda: sow(MANY - FEW, 2))
    say(f"{MANY - FEW} more in {took:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = measure(coordinator)

    for page, (slow, usual) in many.items():
        say(
            f"{page}: 95 of 100 within {slow * 1000:.0f} ms, half within {usual * 1000:.0f} ms; with {FEW}: "
            f"{few[page][0] * 1000:.0f} and {few[page][1] * 1000:.0f} ms; {usual / few[page][1]:.2f} times"
        )
    assert max(usual / few[page][1] for page, (_slow, usual) in many.items()) <= 1.5


def test_a_list_and_a_case_take_a_dozen_statements(coordinator, count_statements):
    sow(100, 3)
    client = Client()
    client.force_login(coordinator, backend="accounts.backends.AccountBackend")
    client.get("/")
    ContentType.objects.get_for_model(Case)

    counted = {url: count_statements(client, url) for url in (*LISTS, addresses()[0])}

    assert max(counted.values()) <= 12, counted
