"""Searching, related cases and corroboration, measured.

Sizes follow `SMALLPLACES_CASES` (cases) and `SMALLPLACES_PAGES` (pages of files). What is promised is 100,000 and 300,000, which
take a quarter of an hour to write. Among so many, on two cores that did little else: 95 of 100 pages within 124 ms for ten
readers, half within 51; one reader alone waits 15 to 90 ms, longest for a place together with a word that most cases have.
"""

import os
import statistics
import time

import pytest

from accounts.roles import Role
from cases.corroboration import Voices
from cases.models import Source
from cases.workshop.reading import read
from demo.bulk import sow
from tests.bench import knowing
from tests.bench.test_desk import tidy

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
CASES = int(os.environ.get("SMALLPLACES_CASES", "2000"))
PAGES = int(os.environ.get("SMALLPLACES_PAGES", "6000"))


def timed(work, times=10):
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took), max(took)


@pytest.fixture
def desk(transactional_db, enlist, coalition, enrolled):
    sow(CASES, 1)
    knowing.fill(PAGES)
    tidy()
    return enrolled(enlist("Measure", coalition, Role.COORDINATOR))


def test_searches_and_related_cases(desk, say):
    say(f"{CASES} cases, {PAGES} pages")
    slowest, p95 = knowing.tell_searches(desk, say)
    related = knowing.related(desk)
    say(f"related cases of one: median {statistics.median(related):.0f} ms, worst {related[-1]:.0f} ms")
    assert p95 <= 250
    assert slowest <= 250
    assert statistics.median(related) <= 300


def test_corroboration_of_200_claims_by_100_sources(say):
    sources = [
        Source(
            pk=pk,
            type="news_article",
            origin="secondary",
            author=f"Author {pk % 40}",
            derived_from_id=pk - 1 if pk % 3 == 0 else None,
        )
        for pk in range(1, 101)
    ]

    def weigh():
        voices = Voices(sources)
        for claim in range(200):
            voices.count(pk for pk in range(1, 101) if (pk * claim) % 7 != 1)
            voices.count(range(1 + claim % 50, 60 + claim % 40))

    median, slowest = timed(weigh, 5)
    say(f"200 claims by 100 sources: median {median:.0f} ms, slowest {slowest:.0f} ms")
    assert median < 150


def test_text_of_a_pdf(say):
    from tests.cases.test_search import pdf

    content = pdf(*("The guard took fourteen women to the quarry. " * 40 for _ in range(300)))
    median, _ = timed(lambda: read(content), 3)
    say(f"text of PDF pages: {300 / (median / 1000):.0f} pages a second")
    assert 300 / (median / 1000) > 50
