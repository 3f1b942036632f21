"""Speed of absorbing a whole list and of finding a candidate in it.

The list is as long as the real one and made up here; `SMALLPLACES_LISTS` names a folder with real ones to be read instead.
"""

import csv
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from sanctions import archive
from sanctions.matching.candidates import SubjectFacts, find_candidates
from sanctions.models import Change, EntryName, EntryProgramme, EntryVersion, ListEntry, NameKey, Snapshot, Twin
from sanctions.refresh import absorb
from sanctions.sources import SOURCES
from tests.sanctions.samples import body_of

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
OFAC = SOURCES["us-ofac-sdn"]
REAL = os.environ.get("SMALLPLACES_LISTS", "")
ENTRIES = 15_000
SYLLABLES = ("ka", "ro", "mi", "tel", "sun", "dar", "vo", "lin", "esh", "bor", "fa", "gun", "hal", "ir", "jo", "nek")


@pytest.fixture
def say(capsys):
    """Show a figure while the tests run."""

    def write(words):
        with capsys.disabled():
            sys.stdout.write(f"\n{words}")

    return write


def made_up(folder, entries=ENTRIES, new=0):
    """As many entries as the real list, with aliases and remarks of the usual length; and some that are `new`."""
    dice = random.Random(1948)
    folder.mkdir()
    sdn, alt = [], []
    for number in range(100_000, 100_000 + entries + new):
        sdn.append(
            f'{number},"{word(dice).upper()}, {word(dice).title()}","individual","GLOMAG] [MADEUP",{"-0- ," * 7}'
            f'"DOB 03 May {dice.randint(1930, 2000)}; POB {word(dice).title()}, Veldonia; nationality Veldonia; Gender Male; '
            f"National ID No. {number}77 (Veldonia); Secondary sanctions risk: section 1(b) of the Veldonia order; "
            f'Linked To: {word(dice).upper()} HOLDING."'
        )
        alt.append(f'{number},{number},"aka","{word(dice).upper()}, {word(dice).title()} {word(dice).title()}",-0- ')
    for name, lines in (("sdn.csv", sdn), ("alt.csv", alt)):
        (folder / name).write_bytes(("\r\n".join(lines) + "\r\n\x1a").encode())
    return folder


def files_of(folder):
    return {path.name: path for path in folder.glob("*.csv")}


def word(dice):
    return "".join(dice.choices(SYLLABLES, k=3))


def publications(tmp_path):
    """Whole lists by day: real ones, or two days made up."""
    if REAL:
        return sorted((Path(REAL) / OFAC.slug).glob("20*-*-??"))
    return [made_up(tmp_path / "2022-12-08"), made_up(tmp_path / "2022-12-09", new=220)]


def test_whole_list_is_absorbed_in_five_seconds_and_thrice_a_copy(tmp_path, settings, say):
    """The seconds count when nothing else keeps the machine busy; the ratio always does."""
    settings.VAR = tmp_path / "var"
    settings.LIST_FLOORS = {OFAC.slug: 1}
    warm = made_up(tmp_path / "warm", 500)
    absorb(OFAC, files_of(warm))
    empty()
    folder = publications(tmp_path)[-1]

    first = timed(lambda: absorb(OFAC, files_of(folder)))
    again = timed(lambda: absorb(OFAC, files_of(folder)))
    copied = timed_copy()

    ratio = first / copied
    say(f"{folder.name}: absorbed in {first:.2f} s, {ratio:.1f} times a COPY of its rows; again in {again:.3f} s")
    assert first < 3 * copied
    assert not is_quiet() or first < 5
    assert not is_quiet() or again < 0.2


def test_a_days_change_is_absorbed_in_three_seconds(tmp_path, settings, say):
    settings.VAR = tmp_path / "var"
    before, after = publications(tmp_path)[-3:-1] if REAL else publications(tmp_path)
    absorb(OFAC, files_of(before))

    took = timed(lambda: absorb(OFAC, files_of(after)))

    say(f"{before.name} to {after.name}: {took:.2f} s")
    assert not is_quiet() or took < 3


def test_cost_of_an_entry_does_not_grow(tmp_path, settings, say):
    settings.VAR = tmp_path / "var"
    settings.LIST_FLOORS = {OFAC.slug: 1}
    absorb(OFAC, files_of(made_up(tmp_path / "warm", 500)))
    costs = {}
    for entries in (1_500, ENTRIES):
        empty()
        folder = made_up(tmp_path / str(entries), entries)
        started = time.process_time()
        absorb(OFAC, files_of(folder))
        costs[entries] = (time.process_time() - started) / entries

    say(f"an entry costs {costs[ENTRIES] * 1e6:.0f} µs of many and {costs[1_500] * 1e6:.0f} µs of few")
    assert costs[ENTRIES] / costs[1_500] < 1.2


def test_every_real_list_is_absorbed_with_its_entries(tmp_path, settings, say):
    """The counts are those of the files of the folder that `SMALLPLACES_LISTS` names."""
    if not REAL:
        pytest.skip("SMALLPLACES_LISTS names no folder with real lists")
    settings.LIST_FLOORS = dict.fromkeys(SOURCES, 1)
    for (slug, day), expected in REAL_COUNTS.items():
        settings.VAR = tmp_path / day
        empty()
        (path,) = [path for path in (Path(REAL) / slug / day).iterdir() if path.suffix in {".xml", ".csv"}][:1]
        outcome = absorb(SOURCES[slug], {SOURCES[slug].parts[0].name: path})
        say(f"{slug} {day}: {outcome.entries} entries {outcome.reason}")
        assert (outcome.verdict, outcome.entries) == ("absorbed", expected)


REAL_COUNTS = {
    ("us-ofac-sdn", "2026-08-26-delta-excerpt"): 2,
    ("us-ofac-consolidated", "2022-12-15"): 447,
    ("us-ofac-consolidated", "2026-01-01"): 442,
    ("gb-fcdo", "2026-02-23-derived"): 229,
    ("gb-fcdo", "2026-03-26-excerpt"): 6,
    ("eu-fsf", "2018-12-21-excerpt"): 2,
    ("eu-fsf", "2024-12-11-excerpt"): 1,
    ("eu-fsf", "2026-02-23-derived"): 170,
    ("ca-sema", "2020-04-15"): 1_369,
    ("ca-sema", "2026-08-06-derived"): 5_684,
    ("ca-sema", "2026-08-27-excerpt"): 2,
    ("ca-jvcfoa", "2023-08-28"): 73,
    ("ca-jvcfoa", "2024-01-19"): 80,
}


def test_sdn_list_over_the_years_has_its_programmes(tmp_path, settings, say):
    if not REAL:
        pytest.skip("SMALLPLACES_LISTS names no folder with real lists")
    settings.VAR = tmp_path / "var"
    found = {}
    for folder in publications(tmp_path):
        if (folder / "sdn.csv").exists():
            outcome = absorb(OFAC, files_of(folder), date.fromisoformat(folder.name))
            found[folder.name] = outcome.entries, outcome.programmes["GLOMAG"]

    say(f"GLOMAG: {found}")
    assert [glomag for _, glomag in found.values()] == [315, 424, 606, 694]
    assert [found["2021-07-07"][0], found["2024-05-03"][0]] == [8_976, 14_965]
    removed = list(Change.objects.filter(kind="removed").select_related("snapshot__previous", "entry"))
    explained = Counter(explanation(change) for change in removed)
    say(f"{len(removed)} removed: {dict(explained)}")
    assert not explained["no explanation"]
    assert removed_from_glomag() == known_removals(found)


def explanation(change):
    """Of one who is gone: in the file before and not in this one; and perhaps in this one under another number."""
    number = change.entry.reference
    if number in numbers_of(change.snapshot) or number not in numbers_of(change.snapshot.previous):
        return "no explanation"
    twin = Twin.objects.left([change.entry_id]).first()
    return f"perhaps {twin.kind}" if twin else "gone from the file"


def removed_from_glomag():
    changes = Change.objects.filter(kind="removed", entry__programmes__code="GLOMAG")
    return {(change.entry.reference, change.snapshot.as_of) for change in changes.select_related("entry", "snapshot")}


def known_removals(found):
    """From the daily history of the list, which somebody else kept: whoever was in one of our files and left before the next."""
    days = [date.fromisoformat(day) for day in found]
    history = Path(REAL).parent / "designations" / "us_glomag_events.csv"
    with history.open(newline="") as file:
        gone = [(row["uid"], row["scrape_date"]) for row in csv.DictReader(file) if row["event"] == "entry_removed"]
    expected = set()
    for number, left_on in gone:
        after = next(day for day in days if day >= date.fromisoformat(left_on))
        if ListEntry.objects.filter(watched_list=OFAC.slug, reference=number).exists():
            expected.add((number, after))
    return expected


@lru_cache
def numbers_of(snapshot):
    """Straight from the published bytes."""
    with archive.open_kept(OFAC.slug, snapshot.parts["sdn.csv"]["sha256"]) as kept:
        return {line.partition(b",")[0].decode() for line in kept}


@pytest.mark.django_db(transaction=True)
def test_list_of_130_megabytes_is_absorbed_in_little_memory(tmp_path, say):
    """In the European Union's form, of which the real one has a sixth of that; by the command, in a process of its own."""
    path = large(tmp_path / "large.xml")

    took, most = absorbed_by_command("eu-fsf", tmp_path / "var", path)

    say(f"{path.stat().st_size / 1e6:.0f} MB: {ListEntry.objects.count():,} entries in {took:.0f} s, at most {most} MB of memory")
    assert most <= 300


@pytest.mark.django_db(transaction=True)
def test_whole_list_is_absorbed_in_little_memory(tmp_path, say):
    folder = publications(tmp_path)[-1]

    _, most = absorbed_by_command(OFAC.slug, tmp_path / "var", *files_of(folder).values())

    say(f"{folder.name}: {ListEntry.objects.count():,} entries, at most {most} MB of memory")
    assert most <= 300


# The most memory of all: what `wait4` tells counts the process that started this one, too.
ABSORB = """
import sys
import django
from django.core.management import call_command

django.setup()
call_command("refresh_list", *sys.argv[1:])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def absorbed_by_command(slug, var, *files):
    """Seconds, and megabytes at most, of the command that a person would give."""
    command = [sys.executable, "-c", ABSORB, slug, *(word for file in files for word in ("--file", str(file)))]
    environment = {**os.environ, "DATABASE_URL": address(), "SMALLPLACES_VAR": str(var)}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, int(done.stdout.split()[-1]) // 1024


def address():
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"]).geturl()


def large(path):
    """A made-up list of 130 MB."""
    body = body_of("eu-fsf", "2018-12-21")
    head, _, rest = body.partition(b"    <sanctionEntity")
    one = (b"    <sanctionEntity" + rest)[: body.rindex(b"</sanctionEntity>") + 18 - len(head)]
    with path.open("wb") as file:
        file.write(head)
        for number in range(130_000_000 // len(one) + 1):
            file.write(one.replace(b'"EU.36.64"', b'"EU.1.%d"' % number).replace(b'"EU.3523.13"', b'"EU.2.%d"' % number))
        file.write(b"</export>")
    return path


def empty():
    """Rows go before what they refer to."""
    for model in (Twin, Change, EntryProgramme, EntryVersion, EntryName, NameKey, ListEntry, Snapshot):
        model.objects.all()._raw_delete("default")


TABLES = (ListEntry, EntryProgramme, EntryVersion, Change, EntryName, NameKey)


def timed_copy():
    """Seconds of a COPY of every row of these tables into themselves, indexes and all."""
    with connection.cursor() as cursor:
        rows = {}
        for model in TABLES:
            with cursor.copy(f"COPY {model._meta.db_table} TO STDOUT") as copy:
                rows[model] = b"".join(bytes(block) for block in copy)
        for model in reversed(TABLES):
            model.objects.all()._raw_delete("default")

        def write():
            for model in TABLES:
                with cursor.copy(f"COPY {model._meta.db_table} FROM STDIN") as copy:
                    copy.write(rows[model])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        return timed(write)


def is_quiet():
    """Whether seconds mean anything here and now."""
    return os.getloadavg()[0] < (os.cpu_count() or 1) * 1.5


def test_candidate_is_found_within_fifty_milliseconds(tmp_path, settings, say):
    settings.VAR = tmp_path / "var"
    folder = publications(tmp_path)[-1]
    absorb(OFAC, files_of(folder))
    subject = SubjectFacts(kind="person", names=("Maro Ilyich Teskan", "Маро Ильич Тескан"), birth_dates=("1971",))
    find_candidates(subject)

    took = sorted(timed(lambda: find_candidates(subject)) for _ in range(20))[18]

    say(f"one subject against the list: p95 {took * 1000:.1f} ms")
    assert took < 0.05


def timed(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
