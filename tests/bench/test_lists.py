"""Speed of absorbing a whole list and of finding a candidate in it.

The list is as long as the real one and made up here; `SMALLPLACES_LISTS` names a folder with real ones to be read instead.
"""

import os
import random
import resource
import sys
import time
from pathlib import Path

import pytest

from sanctions.matching.candidates import SubjectFacts, find_candidates
from sanctions.refresh import absorb
from sanctions.sources import SOURCES

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


def made_up(folder):
    """As many entries as the real list, with aliases and remarks of the usual length."""
    dice = random.Random(1948)
    folder.mkdir()
    sdn, alt = [], []
    for number in range(100_000, 100_000 + ENTRIES):
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


def word(dice):
    return "".join(dice.choices(SYLLABLES, k=3))


def publications(tmp_path):
    return sorted((Path(REAL) / OFAC.slug).glob("20*-*-??")) if REAL else [made_up(tmp_path / "made-up")]


def test_whole_list_is_absorbed_within_eight_seconds(tmp_path, settings, say):
    settings.VAR = tmp_path / "var"
    for folder in publications(tmp_path):
        parts = {path.name: path for path in folder.glob("*.csv")}
        first, again = timed(lambda parts=parts: absorb(OFAC, parts)), timed(lambda parts=parts: absorb(OFAC, parts))
        say(f"{folder.name}: absorbed in {first:.2f} s, unchanged in {again:.3f} s")
        assert first < 8
        assert again < 0.2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 300 * 1024


def test_candidate_is_found_within_fifty_milliseconds(tmp_path, settings, say):
    settings.VAR = tmp_path / "var"
    folder = publications(tmp_path)[-1]
    absorb(OFAC, {path.name: path for path in folder.glob("*.csv")})
    subject = SubjectFacts(kind="person", names=("Maro Ilyich Teskan", "Маро Ильич Тескан"), birth_dates=("1971",))
    find_candidates(subject)

    took = sorted(timed(lambda: find_candidates(subject)) for _ in range(20))[18]

    say(f"one subject against the list: p95 {took * 1000:.1f} ms")
    assert took < 0.05


def timed(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
