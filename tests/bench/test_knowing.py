"""Searching, related cases and corroboration, measured: beside each time stands the same work of a plain query or loop.

Sizes follow `SMALLPLACES_CASES` (cases) and `SMALLPLACES_PAGES` (pages of files); the marks of the issue are for 100,000 and
300,000. Times are processor time of this process and wall time of the database together, so a loaded machine shows.
"""

import os
import statistics
import time

import pytest
from django.db import connection

from accounts.roles import Role
from cases.corroboration import Voices
from cases.finding import index
from cases.finding.find import find, snippets
from cases.finding.grammar import parse
from cases.finding.related import suggest
from cases.models import Case, Source
from cases.workshop.reading import read
from demo.bulk import sow
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
CASES = int(os.environ.get("SMALLPLACES_CASES", "2000"))
PAGES = int(os.environ.get("SMALLPLACES_PAGES", "6000"))
QUERIES = (
    "quarry", '"Lower Orsa"', "is:open lead:@me", 'subject:"karo telsun"', "group:indigenous", "place:orsa held", "karo telsun",
    "detention guard -salt", "filed:>2020 org:partner", "кароте",
)  # fmt: skip


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
    person = enlist("Measure", coalition, Role.COORDINATOR)
    with look_as(EVERYTHING):
        for case in Case.objects.select_related("first_note").iterator(chunk_size=500):
            index.index_case(case)
        cases = list(Case.objects.filter(status="accepted").values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_searchtext (case_id, part, page, body, words) "
                "SELECT (%s::bigint[])[1 + n %% %s], 'file', n, body, to_tsvector('simple', body) FROM ("
                " SELECT n, 'Page ' || n || ' of: ' || (SELECT string_agg('word' || ((n * 7919 + k * 104729) %% 50000), ' ')"
                " FROM generate_series(1, 120) k) AS body FROM generate_series(1, %s) n) pages",
                [cases, len(cases), PAGES],
            )
            cursor.execute("ANALYZE")
    return person


def test_searches(desk, say):
    with look_as(desk.sight):
        worst = {}
        for text in (*QUERIES, "word4711"):
            query = parse(text)

            def look(query=query):
                found = find(query, desk)
                snippets(query, found.keys[:25], desk)

            worst[text] = timed(look)
    for text, (median, slowest) in worst.items():
        say(f"{text:32} {median:8.1f} ms, slowest {slowest:8.1f}")
    every = sorted(median for median, _ in worst.values())
    say(f"{CASES} cases, {PAGES} pages: p95 {every[int(len(every) * 0.95) - 1]:.0f} ms")
    assert every[-1] < 1000


def test_related_cases(desk, say):
    with look_as(desk.sight):
        cases = list(Case.objects.filter(status="accepted")[:20])
        took = [timed(lambda case=case: suggest(case, desk), 3)[0] for case in cases]
    say(f"related cases of one among {CASES}: median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms")
    assert statistics.median(took) < 600


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
    assert median < 300


def test_text_of_a_pdf(say):
    from tests.cases.test_search import pdf

    content = pdf(*("The guard took fourteen women to the quarry. " * 40 for _ in range(300)))
    median, _ = timed(lambda: read(content), 3)
    say(f"text of PDF pages: {300 / (median / 1000):.0f} pages a second")
    assert 300 / (median / 1000) > 50
