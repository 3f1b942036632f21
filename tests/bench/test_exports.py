"""What an official waits for: sixty pages set, and read back; each beside what was promised of it."""

import io
import time
from functools import partial

import pytest

from submissions.exporters.pdf import build_pdf
from submissions.leaks.reading import Readers
from submissions.leaks.search import Kind, Protected, Search
from tests.submissions.test_exporters import DAY, plain_content

pytestmark = pytest.mark.bench

build = partial(build_pdf, made_on=DAY)
WORDS = "On that day the guard came to the quarry and held those who would not leave their land. "
ASKS, CLAIMS = 14, 40


def large(mark):
    """About sixty pages; `mark` makes the input new, so that nothing is remembered from the last time."""
    content = plain_content(summary=f"{mark} {WORDS * 20}")
    source = {"kind": "Statement", "title": "Statement 1", "exhibits": []}
    claims = [{"text": f"{WORDS * 4} {number}", "sources": [source]} for number in range(CLAIMS)]
    ask = {**content["recommendations"][0], "elements": [{"element": "It was done", "statement": WORDS * 10, "claims": claims}]}
    content["recommendations"] = [{**ask, "reference": f"R-{number:05}"} for number in range(ASKS)]
    return content


def pages_of(body):
    import pypdfium2 as pdfium

    return len(pdfium.PdfDocument(body))


def timed(work, *args):
    clock, cpu = time.perf_counter(), time.process_time()
    made = work(*args)
    return made, time.perf_counter() - clock, time.process_time() - cpu


def test_sixty_pages_are_set_within_a_second(say):
    build(large("warm"))

    body, clock, cpu = timed(build, large("new"))

    say(f"{pages_of(body)} pages of new input: {clock:.2f} s by the clock, {cpu:.2f} s of CPU")
    assert pages_of(body) >= 60
    assert min(clock, cpu) <= 1


def test_five_times_faster_than_the_same_through_html(say):
    weasyprint = pytest.importorskip("weasyprint", reason="for this comparison alone: pip install weasyprint")

    _body, _clock, ours = timed(build, large("ours"))
    theirs, _clock, cpu = timed(lambda: weasyprint.HTML(string=as_html(large("theirs"))).write_pdf(pdf_variant="pdf/ua-1"))

    say(f"{pages_of(theirs)} pages through HTML: {cpu:.2f} s of CPU, ours {ours:.2f}: {cpu / ours:.1f} times")
    assert cpu / ours >= 5


def as_html(content):
    body = ""
    for ask in content["recommendations"]:
        claims = "".join(f"<li>{claim['text']} (Statement)</li>" for claim in ask["elements"][0]["claims"])
        facts = "".join(f"<tr><td>{name['kind']}</td><td>{name['text']}</td></tr>" for name in ask["subject"]["names"])
        body += f"<h1>{ask['subject']['names'][0]['text']}</h1><p>{ask['summary']}</p><table>{facts}</table>"
        body += f"<h2>The legal test</h2><h3>It was done</h3><p>{ask['elements'][0]['statement']}</p><ul>{claims}</ul>"
    style = "@page { size: A4; margin: 2.4cm } body { font: 10.5pt sans-serif }"
    return f"<html lang=en><head><title>Dossier</title><style>{style}</style></head><body>{body}</body></html>"


def test_pages_are_read_back_faster_than_anybody_turns_them(say):
    body = build(large("read"))
    search = Search([Protected(Kind.NAME, f"Amina Okafor {sign}", sign) for sign in "abcdefghijklmnopqrst"])
    with Readers() as readers:
        readers.read(io.BytesIO(body), len(body), "warm")
        read, clock, _cpu = timed(readers.read, io.BytesIO(body), len(body), "pdf")
    hits, more, _cpu = timed(lambda: list(search.look(read.pieces)))

    speed = pages_of(body) / (clock + more)
    say(f"{pages_of(body)} pages read back for {len(search)} words: {speed:.0f} pages/s by the clock")
    assert hits == []
    assert speed >= 20
