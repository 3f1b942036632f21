"""Searching, related cases and corroboration, measured: beside each time stands the same work of a plain query or loop.

Sizes follow `SMALLPLACES_CASES` (cases) and `SMALLPLACES_PAGES` (pages of files). Among 100,000 and 300,000, on two cores that
did nothing else: one reader waits 125 ms and less, for a word that stands in every case 300 to 500; with ten readers, of whom
three in fourteen look for such a word, the 95th percentile is 0.8 s (the mark is 0.25); related cases 66 ms, 134 at worst.
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
def desk(enlist, coalition):
    sow(CASES, 1)
    knowing.fill(PAGES)
    return enlist("Measure", coalition, Role.COORDINATOR)


def test_searches(desk, say):
    took = knowing.searches(desk)
    for text, median in took.items():
        say(f"{text:32} {median:8.1f} ms")
    say(f"{CASES} cases, {PAGES} pages: slowest of the searches {max(took.values()):.0f} ms")
    assert max(took.values()) < 500


def test_related_cases(desk, say):
    took = knowing.related(desk)
    say(f"related cases of one among {CASES}: median {statistics.median(took):.0f} ms, worst {took[-1]:.0f} ms")
    assert statistics.median(took) < 300


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
