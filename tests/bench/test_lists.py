"""Speed of absorbing whole lists. The files are as large as the real ones, and made up here."""

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from sanctions.refresh import absorb
from sanctions.sources import SOURCES

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
REAL = os.environ.get("SMALLPLACES_LISTS", "")


@pytest.mark.skipif(not REAL, reason="SMALLPLACES_LISTS names no folder of real lists")
def test_real():
    import tracemalloc
    import resource
    for day in ["2022-12-08", "2022-12-09", "2022-12-09","2024-05-03"]:
        started = time.perf_counter(); c=time.process_time()
        folder = Path(REAL) / "us-ofac-sdn" / day
        outcome = absorb(SOURCES["us-ofac-sdn"], {p.name: p for p in folder.iterdir()}, date.fromisoformat(day))
        print(day, round(time.perf_counter() - started,2), round(time.process_time()-c,2), outcome.verdict, outcome.reason, outcome.entries, outcome.programmes.get("GLOMAG"), outcome.changes, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024)
