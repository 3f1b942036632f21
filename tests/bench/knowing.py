"""What a search, and the related cases of one case, cost among many. Also of a database that was seeded before:
`./manage.py seed --cases 100000`, then in its shell `from tests.bench.knowing import fill, measure`.

Searches are pages that a real server sends, with the processes of `./run`, as people get them: to one reader alone, and to ten at
the same time, each of whom looks at what was found for a second.
"""

import http.client
import random
import statistics
import threading
import time
from urllib.parse import urlencode

from django.db import connection

from accounts.models import User
from cases.finding import index
from cases.finding.related import suggest
from cases.models import Case
from launch.children import WEB_PROCESSES
from tests.cases.sending import cookie_of
from tests.e2e.mortal import Server
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


def search(line, cookie, text):
    """The page of a search; milliseconds until the last of it came."""
    begin = time.perf_counter()
    line.request("GET", f"/cases/search/?{urlencode({'q': text})}", headers={"Cookie": cookie})
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200
    return (time.perf_counter() - begin) * 1000


def searches(server, cookie, times=5):
    """The median of each search, of one reader alone."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=60)
    took = {text: [search(line, cookie, text) for _ in range(times + 2)][2:] for text in QUERIES}  # twice to warm it
    line.close()
    return {text: statistics.median(all_of_them) for text, all_of_them in took.items()}


def readers(server, cookie, count=10, rounds=2, pause=1.0):
    """Milliseconds of each page, sorted, of so many readers at once. Each looks for everything, in an order of their own.

    The first two pages of each warm the server and are not counted, as in the bench of the desk.
    """
    took = []

    def read(dice):
        line = http.client.HTTPConnection("localhost", server.port, timeout=60)
        for text in QUERIES[:2]:
            time.sleep(pause * dice.uniform(0.8, 1.2))
            search(line, cookie, text)
        for _round in range(rounds):
            for text in dice.sample(QUERIES, len(QUERIES)):
                time.sleep(pause * dice.uniform(0.8, 1.2))
                took.append(search(line, cookie, text))
        line.close()

    threads = [threading.Thread(target=read, args=(random.Random(number),)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == count * rounds * len(QUERIES)
    return sorted(took)


def tell_searches(person, say):
    """Measure both; returns the slowest median of one reader, and the 95th percentile of ten."""
    with Server(WEB_PROCESSES) as server:
        cookie = cookie_of(person)
        alone = searches(server, cookie)
        together = readers(server, cookie)
    for text, median in alone.items():
        say(f"{text:32} {median:8.1f} ms")
    p95 = together[int(len(together) * 0.95)]
    half, slowest = statistics.median(together), together[-1]
    say(f"10 readers: 95 of 100 pages within {p95:.0f} ms, half within {half:.0f} ms, the slowest {slowest:.0f} ms")
    return max(alone.values()), p95


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
    enrol(person)
    tell_searches(person, say)
    took = related(person)
    say(f"related cases: median {statistics.median(took):.0f} ms, worst {took[-1]:.0f} ms")


def enrol(person):
    """The server asks everybody for a second step."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, generate_totp_secret())
