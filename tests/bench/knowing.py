"""What a search, and the related cases of one case, cost among many. Also of a database that was seeded before:
`./manage.py seed --cases 100000`, then in its shell `from tests.bench.knowing import fill, measure`."""

import statistics
import threading
import time

from django.db import connection

from accounts.models import User
from cases.finding import index
from cases.finding.find import find
from cases.finding.grammar import parse
from cases.finding.related import suggest
from cases.models import Case
from cases.views.search import rows_of, subjects_of
from vault.sight import EVERYTHING, look_as

# What people look for: one word, a phrase, a name, another script, what narrows; what stands nearly everywhere, and nowhere.
QUERIES = (
    "quarry", '"Lower Orsa"', "is:open lead:@me", 'subject:"karo telsun"', "group:indigenous", "place:orsa held", "karo telsun",
    "detention guard -salt", "filed:>2020 org:partner", "кароте", "word4711", "beaten", "held is:in_review", "nowhere at all",
)  # fmt: skip
AT_ONCE = 1000
WRITE = """
INSERT INTO cases_searchtext (case_id, part, page, body, words)
SELECT (%s::bigint[])[1 + n %% %s], 'file', n, body, to_tsvector('simple', body) FROM (
    SELECT n, 'Page ' || n || ' of: ' || (
        SELECT string_agg('word' || ((n::bigint * 7919 + k * 104729) %% 50000), ' ') FROM generate_series(1, 120) k
    ) AS body FROM generate_series(1, %s) n
) pages
"""


def fill(pages):
    """Take every case into the index, and so many pages of files that nobody wrote."""
    with look_as(EVERYTHING):
        keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        accepted = list(Case.objects.filter(status="accepted").values_list("pk", flat=True))
    for begin in range(0, len(keys), AT_ONCE):
        with look_as(EVERYTHING):
            index.index_cases(Case.objects.filter(pk__in=keys[begin : begin + AT_ONCE]).select_related("first_note"))
    with look_as(EVERYTHING), connection.cursor() as cursor:
        cursor.execute(WRITE, [accepted, len(accepted), pages])
        cursor.execute("ANALYZE")


def search(person, text):
    """Everything that the page of a search asks for; milliseconds."""
    begin = time.perf_counter()
    with look_as(person.sight):
        query = parse(text)
        found = find(query, person)
        rows_of(found.keys[:25], query, person)
        subjects_of(found, person)
    return (time.perf_counter() - begin) * 1000


def searches(person, times=5):
    """The median of each search, of one reader alone."""
    return {text: statistics.median(search(person, text) for _ in range(times)) for text in QUERIES}


def readers(person, count=10, each=14, pause=1.0):
    """The 95th percentile of so many readers at once, each of whom looks at what was found for a while."""
    took = []

    def read(number):
        for turn in range(each):
            took.append(search(person, QUERIES[(number * 3 + turn) % len(QUERIES)]))
            time.sleep(pause)
        connection.close()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
        time.sleep(pause / count)
    for thread in threads:
        thread.join()
    return statistics.quantiles(took, n=20)[-1]


def related(person, count=20):
    """Milliseconds of the related cases of so many cases, sorted."""
    took = []
    with look_as(person.sight):
        for case in Case.objects.filter(status="accepted").order_by("pk")[:count]:
            begin = time.perf_counter()
            suggest(case, person)
            took.append((time.perf_counter() - begin) * 1000)
    return sorted(took)


def measure(say=print):
    with look_as(EVERYTHING):
        person = User.objects.filter(grants__role="coordinator").first()
    searches(person, 1)
    for text, median in searches(person).items():
        say(f"{text:32} {median:8.1f} ms")
    say(f"10 readers: p95 {readers(person):.0f} ms")
    took = related(person)
    say(f"related cases: median {statistics.median(took):.0f} ms, worst {took[-1]:.0f} ms")
