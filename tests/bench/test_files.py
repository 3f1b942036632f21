"""Speed of the finished files: a PDF of sixty pages against another typesetter, the leak check, a large archive."""

import hashlib
import html
import io
import resource
import time
from functools import partial

import pytest

from submissions.exporters.archive import Entry, stream_archive
from submissions.exporters.pdf import build_pdf
from submissions.leaks.reading import Readers
from submissions.leaks.search import Kind, Protected, Search
from tests.submissions.planted import FAMILY, GIVEN
from tests.submissions.test_exporters import DAY, plain_content

pytestmark = pytest.mark.bench

build = partial(build_pdf, made_on=DAY)
MEGABYTE = 1024 * 1024
WORDS = "On that day the guard came to the quarry and held those who would not leave their land. "
REFERENCE = (
    "weasyprint"  # installed for the measurement alone: uv pip install weasyprint; Debian: libpango-1.0-0 libpangoft2-1.0-0
)


def large(number):
    """About sixty pages; `number` makes it new input."""
    elements = [
        {"element": f"Element {n} of {number}", "statement": WORDS * 12, "claims": [{"text": WORDS * 3, "sources": []}] * 4}
        for n in range(70)
    ]
    acts = [
        {"when": "2021-05", "where": "Lower Orsa quarry", "abuse": "Arbitrary detention", "victim": f"Woman {n}", "modes": ["x"]}
        for n in range(120)
    ]
    return plain_content(elements=elements, acts=acts, summary=WORDS * 30)


def as_page(content):
    """The same words and tables as HTML."""
    (ask,) = content["recommendations"]
    acts = "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in act.values())}</tr>" for act in ask["acts"])
    parts = "".join(
        f"<h4>{one['element']}</h4><p>{one['statement']}</p><ul>"
        + "".join(f"<li>{c['text']}</li>" for c in one["claims"])
        + "</ul>"
        for one in ask["elements"]
    )
    return f"<html lang=en><title>D</title><body><h1>D</h1><p>{ask['summary']}</p><table>{acts}</table>{parts}</body></html>"


def timed(act):
    clock = time.process_time()
    result = act()
    return result, time.process_time() - clock


def test_sixty_new_pages_within_a_second_and_five_times_faster_than_weasyprint(capsys):
    weasyprint = pytest.importorskip(REFERENCE)
    build(large(0))
    body, ours = timed(lambda: build(large(1)))
    pages = body.count(b"/Type /Page\n") or body.count(b"/Type/Page")
    weasyprint.HTML(string=as_page(large(2))).write_pdf()
    _, theirs = timed(lambda: weasyprint.HTML(string=as_page(large(1))).write_pdf(pdf_variant="pdf/ua-1"))

    with capsys.disabled():
        print(f"\n  {pages} pages: {ours:.2f} s against {theirs:.2f} s", end="", flush=True)  # noqa: T201
    assert ours <= 1
    assert theirs >= 5 * ours


def test_the_leak_check_reads_twenty_pages_a_second(capsys):
    body = build(large(3))
    names = [Protected(Kind.NAME, f"{given} {family}", "x") for given in GIVEN for family in FAMILY]

    began = time.perf_counter()
    with Readers() as readers:
        read = readers.read(io.BytesIO(body), len(body), "pdf")
    found = list(Search(names).look(read.pieces))
    spent = time.perf_counter() - began

    pages = sum(", page " in piece.where for piece in read.pieces)
    with capsys.disabled():
        print(f"\n  {pages} pages in {spent:.2f} s for {len(names)} names", end="", flush=True)  # noqa: T201
    assert found == []
    assert pages / spent >= 20


class Zeros(io.RawIOBase):
    """So many bytes that no file has to hold."""

    def __init__(self, size):
        self.left = size

    def readable(self):
        return True

    def read(self, count=-1):
        count = min(count, self.left)
        self.left -= count
        return bytes(count)


def test_five_hundred_exhibits_of_two_gigabytes_stream(capsys):
    size = 4 * MEGABYTE
    digest = hashlib.sha256(bytes(size)).hexdigest()
    entries = (Entry(f"exhibits/A-{n}.jpg", Zeros(size), digest, size) for n in range(1, 501))
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    written = sum(map(len, stream_archive({}, entries)))

    spent = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with capsys.disabled():
        print(f"\n  {written / MEGABYTE / spent:.0f} MB a second of CPU, {grown:.0f} MB more memory", end="", flush=True)  # noqa: T201
    assert written / MEGABYTE / spent >= 100
    assert grown <= 64
