"""How well and how fast subjects are found among the entries of a list.

`SMALLPLACES_PAIRS` names a folder of labelled pairs and of queries, `SMALLPLACES_LISTS` one of real lists; without them a
short cut and a made-up list are used, and what needs the real ones is passed over. Times are of this process alone, on one core.
"""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from cases.models import Subject
from sanctions.matching.candidates import find_candidates
from sanctions.matching.entries import Entries
from sanctions.matching.evaluation import FILES, Half, best_quality, measure, quality, read_pairs, scored
from sanctions.matching.facts import facts_from
from sanctions.matching.index import write_index
from sanctions.matching.names import tokens
from sanctions.matching.pool import Pool
from sanctions.models import EntryName, EntryVersion, ListEntry, Snapshot, WatchedList
from sanctions.refresh import absorb
from sanctions.sources import SOURCES
from submissions import tracking
from submissions.models import Candidate
from tests.bench.conftest import seconds
from tests.servers import owner_credentials
from vault.sight import EVERYTHING, look_as

OFAC = SOURCES["us-ofac-sdn"]
REAL_PAIRS, REAL_LISTS = (os.environ.get(name, "") for name in ("SMALLPLACES_PAIRS", "SMALLPLACES_LISTS"))
PAIRS = Path(REAL_PAIRS) if REAL_PAIRS else Path(__file__).resolve().parent.parent / "fixtures" / "matching"
SUBJECTS, ENTRIES, CHANGED, KNOWN = 1_000, 20_000, 200, 10_000
PEER_THRESHOLD = 0.7  # which logic-v2 ships
SYLLABLES = ("ka", "ro", "mi", "tel", "sun", "dar", "vo", "lin", "esh", "bor", "fa", "gun", "hal", "ir", "jo", "nek")


def test_pairs_are_told_apart(say):
    for name in FILES:
        for found in measure(PAIRS / name, Half.REPORT):
            say(f"{found['file']} {found['kind']} ({found['pairs']} pairs): {in_words(found)}")
            if "without" in found:
                say(f"  without the {found['without']['pairs']} that contradict themselves: {in_words(found['without'])}")
            assert found["shipped"]["f1"] > 0.65


def in_words(found):
    best, shipped = found["best"], found["shipped"]
    return (
        f"best F1 {best['f1']:.3f} at {best['threshold']:.2f}; "
        f"shipped F1 {shipped['f1']:.3f}, precision {shipped['precision']:.3f}, recall {shipped['recall']:.3f}"
    )


def ask_the_peer(script, rows, *, at_most=600):
    """What a script beside this file says of one JSON line for each row, run by the Python that has nomenklatura."""
    command = [os.environ["SMALLPLACES_PEER"], Path(__file__).with_name(script)]
    lines = "\n".join(json.dumps(row) for row in rows)
    out = subprocess.run(command, input=lines, check=True, capture_output=True, text=True, timeout=at_most)
    return list(map(float, out.stdout.split()))


@pytest.mark.skipif(
    "SMALLPLACES_PEER" not in os.environ, reason="SMALLPLACES_PEER names no Python with nomenklatura; see peer.py"
)
@pytest.mark.parametrize("name", FILES)
def test_beside_the_best_open_matcher(name, say):
    """The same pairs, scored by nomenklatura's logic-v2 in an environment of its own."""
    pairs = list(read_pairs(PAIRS / name, Half.REPORT))
    *scores, seconds = ask_the_peer("peer.py", [row for *_, row in pairs])
    theirs = [(score, row["label"]) for score, (*_, row) in zip(scores, pairs, strict=True)]
    took = cpu(lambda: scored(pairs))

    best, shipped, ours = best_quality(theirs), quality(theirs, PEER_THRESHOLD), quality(scored(pairs))
    say(
        f"{name}: logic-v2 best F1 {best.f1:.3f} at {best.threshold:.2f}, at {PEER_THRESHOLD} {shipped.f1:.3f}, "
        f"{len(pairs) / seconds:,.0f} pairs a second; ours shipped {ours.f1:.3f}, {len(pairs) / took:,.0f} pairs a second"
    )
    assert ours.f1 > shipped.f1


@pytest.fixture
def list_of_2021(db, settings, tmp_path):
    if not (REAL_LISTS and REAL_PAIRS):
        pytest.skip("needs the real list and the queries")
    settings.VAR = tmp_path / "var"
    folder = Path(REAL_LISTS) / OFAC.slug / "2021-07-07"
    absorb(OFAC, {path.name: path for path in folder.glob("*.csv")})
    count_rows()
    return dict(ListEntry.objects.values_list("pk", "reference"))


def count_rows():
    """As PostgreSQL does by itself within the minute, and not inside a test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sanctions_namekey, sanctions_entryname, sanctions_listentry, sanctions_entryversion")


def queries(name):
    for line in (PAIRS / name).read_text().splitlines():
        row = json.loads(line)
        yield row, facts_from(row)


def test_subjects_of_another_list_are_found(list_of_2021, say):
    entries, found, waited = Entries().hold(), {"native": [], "plain": []}, []
    names = {reference: facts for pk, reference in list_of_2021.items() for _, facts in entries.facts([pk])}
    for row, subject in queries("screen_positives.jsonl"):
        began = time.perf_counter()
        first = {list_of_2021[match.entry_id] for match in find_candidates(subject)[:20]}
        waited.append(time.perf_counter() - began)
        is_native = row["reference"].endswith("-native")
        if is_native or _share_a_token(subject, [names[reference] for reference in row["truth"]]):
            found["native" if is_native else "plain"].append(bool(first & set(row["truth"])))

    recall = {kind: sum(hits) / len(hits) for kind, hits in found.items()}
    say(f"found within the first 20: plain and typed names {recall['plain']:.3f}, native script alone {recall['native']:.3f}")
    again = [seconds(lambda subject=subject: find_candidates(subject)) for _, subject in queries("screen_positives.jsonl")]
    first, warm = (sorted(times)[len(times) * 95 // 100] * 1000 for times in (waited, again))
    say(f"one subject of the real list, with the database: p95 {warm:.1f} ms warm, {first:.1f} ms the first time")
    assert recall["plain"] >= 0.985
    assert recall["native"] >= 0.9


def _share_a_token(subject, truth):
    ours = {token for name in subject.names for token in tokens(name)}
    return any(ours & set(tokens(name)) for facts in truth for name in facts.names)


def test_who_is_on_no_list_is_let_alone(list_of_2021, say):
    entries = Entries().hold()
    bands = [
        {match.band for match in find_candidates(subject, entries=entries)} for _, subject in queries("screen_negatives.jsonl")
    ]
    flagged = sum(bool(found & {"strong", "probable"}) for found in bands) / len(bands)

    say(f"of {len(bands):,} persons on no list {flagged:.3%} are strong or probable")
    assert flagged <= 0.0005


def word(dice):
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title()


def person(dice):
    names = [f"{word(dice)} {word(dice)}", f"{word(dice)} {word(dice)} {word(dice)}"]
    return {"kind": "person", "names": names[: dice.randint(1, 2)], "birth_dates": [str(dice.randint(1930, 2000))]}


@pytest.fixture
def swept(django_db_setup, django_db_blocker):
    """What the test before took back still lies in the tables under the same keys, until the owner has it cleared away."""
    with django_db_blocker.unblock():
        given = {**connection.get_connection_params(), **owner_credentials()}
    kept = {name: given[name] for name in ("host", "port", "dbname", "user", "password") if name in given}
    with psycopg.connect(**kept, autocommit=True) as owner:
        owner.execute("VACUUM sanctions_namekey, sanctions_entryname, sanctions_entryversion, sanctions_listentry")


@pytest.fixture
def made_up_list(swept, db):
    """As many entries as two lists together, with the usual number of names, straight into the tables. Their words are drawn
    from sixteen syllables, so that everybody is a little like everybody: a worst case."""
    dice = random.Random(1948)
    watched, _ = WatchedList.objects.get_or_create(slug=OFAC.slug)
    snapshot = Snapshot.objects.create(
        watched_list=watched, sha256="0" * 64, parts={}, fetched_at="2026-01-01T00:00Z", verdict="absorbed"
    )
    people = [person(dice) for _ in range(ENTRIES)]
    rows = [
        ListEntry(watched_list=watched, reference=str(number), kind="person", name=row["names"][0], first_seen=snapshot)
        for number, row in enumerate(people)
    ]
    ListEntry.objects.bulk_create(rows, batch_size=2000)
    plain = [
        {"kind": "person", "reference": entry.reference, "names": [{"full": name} for name in row["names"]], "programmes": []}
        for entry, row in zip(rows, people, strict=True)
    ]
    EntryVersion.objects.bulk_create(
        [EntryVersion(entry=entry, snapshot=snapshot, content=content) for entry, content in zip(rows, plain, strict=True)],
        batch_size=2000,
    )
    write_index([(entry.pk, "person", row["names"]) for entry, row in zip(rows, people, strict=True)])
    count_rows()
    return [facts_from(person(dice)) for _ in range(KNOWN)]


def test_thousand_subjects_against_twenty_thousand_entries(made_up_list, say):
    """Before anything of them was read. Beside it, if it is there, nomenklatura's blocker with logic-v2 on the same rows."""
    began = time.perf_counter()
    took = cpu(lambda: screened(made_up_list))
    passed = time.perf_counter() - began

    say(
        f"{SUBJECTS:,} subjects × {ENTRIES:,} entries ({EntryName.objects.count():,} names): "
        f"{took:.1f} s of this process, {passed:.1f} s with the database"
    )
    assert took < 5
    if "SMALLPLACES_PEER" not in os.environ:
        say("  not beside the blocker and logic-v2: SMALLPLACES_PEER names no Python with nomenklatura; see peer.py")
        return
    pairs, building, scoring = screened_by_the_peer(made_up_list)
    say(
        f"  by the blocker and logic-v2: {building:.1f} s to build and {scoring:.1f} s for {pairs:,.0f} pairs, of CPU: "
        f"{(building + scoring) / passed:.1f} times ours with the database, {(building + scoring) / took:.1f} times without"
    )
    assert passed < building + scoring


def screened(known):
    entries = Entries().hold()
    return [find_candidates(subject, entries=entries) for subject in known[:SUBJECTS]]


def screened_by_the_peer(known):
    listed = [facts for _, facts in Entries().facts(list(ListEntry.objects.values_list("pk", flat=True)))]
    rows = [{"side": "entry", "row": as_row(facts)} for facts in listed]
    return ask_the_peer("peer_screening.py", rows + [{"side": "subject", "row": as_row(facts)} for facts in known[:SUBJECTS]])


def as_row(facts):
    return {"kind": facts.kind, "names": list(facts.names), "birth_dates": list(facts.birth_dates)}


def test_one_subject_warm(made_up_list, say):
    find_candidates(made_up_list[0])
    took = sorted(cpu(lambda subject=subject: find_candidates(subject)) for subject in made_up_list[:200])[189]
    waited = sorted(seconds(lambda subject=subject: find_candidates(subject)) for subject in made_up_list[:200])[189]

    say(f"one subject, warm: p95 {took * 1000:.1f} ms of this process, {waited * 1000:.1f} ms with the database")
    assert took < 0.02


def test_changed_entries_against_everybody_known(made_up_list, say):
    changed = list(ListEntry.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED])

    def compare():
        pool = Pool(enumerate(made_up_list))
        return [pool.match(pk, facts) for pk, facts in Entries(only=changed).facts(changed)]

    took = cpu(compare)

    say(f"{CHANGED} changed entries × {KNOWN:,} subjects: {took:.1f} s")
    assert took < 5


def test_candidates_of_a_days_change_are_written(made_up_list, make_case, organisation, partner, say):
    """Ten of each changed entry, with everything that is kept of them."""
    case, dice = make_case(organisation, partner), random.Random(1948)
    changed = ListEntry.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED]
    with look_as(EVERYTHING):
        subjects = Subject.objects.bulk_create(Subject(opened_in=case, reference=f"S-{number:05}") for number in range(KNOWN))
        (one, *_) = find_candidates(facts_from({"names": [ListEntry.objects.first().name]}))
        proposals = [(subject.pk, replace(one, entry_id=pk)) for pk in changed for subject in dice.sample(subjects, 10)]
        took = seconds(lambda: tracking.propose(proposals))

        say(f"{Candidate.objects.count():,} candidates written in {took:.1f} s")
    assert took < 10


WORKER = """
import django, random
django.setup()
from sanctions.matching.candidates import is_near
from sanctions.matching.score import compare
from tests.bench.test_matching import facts_from, person

dice = random.Random(1948)
entries = [facts_from(person(dice)) for _ in range(20_000)]
for _ in range(600):
    subject = facts_from(person(dice))
    for entry in dice.sample(entries, 70):
        if is_near(subject, entry.names):
            compare(subject, entry)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def test_memory_of_a_worker(say):
    """Of a process that holds as many entries as there are, and has compared hundreds of subjects with them."""
    out = subprocess.run([sys.executable, "-c", WORKER], check=True, capture_output=True, text=True)

    most = int(out.stdout) // 1024
    say(f"a worker that has compared 600 subjects with {ENTRIES:,} entries: {most} MB")
    assert most <= 450


def cpu(work):
    began = time.process_time()
    work()
    return time.process_time() - began
