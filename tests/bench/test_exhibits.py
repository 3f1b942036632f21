"""Much evidence out of the sealed store: an archive of two gigabytes, and three hundred scanned pages with boxes.

What is measured is what a worker does, the keys and the disk included.
"""

import hashlib
import io
import os
import random
import shutil
import time
import zipfile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from cases.workshop.pdfs import written
from submissions import services
from submissions.boxes import making
from submissions.exporters import build, stamps
from submissions.models import Exhibit, RedactedCopy
from submissions.statuses import FileFormat
from tests.bench.growing import forget_peak, peak
from tests.submissions.conftest import approver, argue, criterion, everything, make_file, veldonia  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

MEGABYTE = 1024 * 1024
EXHIBITS, SIZE = 500, 4 * MEGABYTE
PAGES, MOST_SECONDS, MOST_MEMORY = 300, 90, 300


def measured(work):
    """What it gives, the seconds by the clock and of this process, and by how many megabytes it made it grow."""
    forget_peak()
    before, clock, cpu = peak(), time.perf_counter(), time.process_time()
    made = work()
    return made, time.perf_counter() - clock, time.process_time() - cpu, (peak() - before) / MEGABYTE


def store_has_room(wanted):
    return shutil.disk_usage(settings.VAR).free > wanted


@pytest.fixture
def version(veldonia, criterion, liaison, approver, everything):  # noqa: F811
    """A frozen version with five hundred originals in the store; thrown away afterwards."""
    if not store_has_room(3 * EXHIBITS * SIZE):
        pytest.skip("There is no room for six gigabytes.")
    block, files = os.urandom(SIZE - 8), [veldonia.file]
    files += [make_file(veldonia.photo, number.to_bytes(8, "big") + block, veldonia.author) for number in range(EXHIBITS - 1)]
    del block
    ask = services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)
    argue(ask, veldonia.claims)
    services.sign_first(ask, by=liaison)
    services.sign_second(ask, {"law": True, "safety": True, "consent": True}, by=approver)
    frozen = services.freeze(ask.dossier, by=liaison)[0]
    yield frozen
    for row in (*files, *frozen.files.all()):
        row.file.delete(save=False)


def test_two_gigabytes_in_five_hundred_exhibits_are_packed_out_of_the_sealed_store(version, say):
    """Opened, checked against what was frozen, packed; and the same sealed again, as the worker keeps it."""
    sum(map(len, build.archive(version)))  # the database's pages and the libraries are warm

    packed, clock, cpu, grown = measured(lambda: sum(map(len, build.archive(version))))
    kept, long, _cpu, more = measured(lambda: build.keep(version, FileFormat.ZIP, build.archive(version)))

    speed, whole = packed / MEGABYTE / clock, packed / MEGABYTE / long
    size = packed / MEGABYTE
    say(f"{size:.0f} MB of {EXHIBITS} exhibits packed: {speed:.0f} MB/s ({cpu:.1f} s of CPU), {grown:.0f} MB more memory")
    say(f"and sealed again on the disk: {whole:.0f} MB/s, {more:.0f} MB more memory")
    with kept.file.open() as source, zipfile.ZipFile(source) as archive:
        assert len(archive.namelist()) == EXHIBITS + 2
    assert Exhibit.objects.filter(version=version).count() == EXHIBITS
    assert speed >= 100
    assert max(grown, more) <= 64


def scan(number):
    """A page of a register as a scanner gives it: grey, grainy, with lines that nobody can read."""
    page = Image.frombytes("L", (827, 1170), random.Random(number).randbytes(827 * 1170)).point(lambda dot: 225 + dot // 12)
    pen = ImageDraw.Draw(page)
    for line in range(60, 1100, 26):
        pen.line((80, line, 700 - line % 90, line), fill=60, width=6)
    sink = io.BytesIO()
    page.resize((1654, 2339)).convert("RGB").save(sink, "JPEG", quality=60)
    return 1654, 2339, sink.getvalue()


def test_three_hundred_scanned_pages_are_drawn_with_their_boxes(veldonia, criterion, liaison, say):  # noqa: F811
    pages = [scan(number) for number in range(10)]
    body = written([pages[number % 10] for number in range(PAGES)])
    file = veldonia.file
    file.file.save("", ContentFile(body), save=False)
    file.media_type, file.sha256, file.size = "application/pdf", hashlib.sha256(body).hexdigest(), len(body)
    file.save()
    ask = services.open_recommendation(veldonia.case, veldonia.subject, criterion, by=liaison)
    copy = RedactedCopy.objects.create(dossier=ask.dossier, original=file, asked_by=liaison)
    size = len(body) / MEGABYTE
    del body, pages

    _none, looking, _cpu, grown = measured(lambda: making.search_file(copy))
    copy.boxes.bulk_create(
        type(copy.boxes.model())(copy=copy, page=number, left=0.1, top=0.1, width=0.4, height=0.05)
        for number in range(1, PAGES + 1)
    )
    _none, drawing, _cpu, more = measured(lambda: making.draw_file(copy))
    with copy.file.open() as source:
        drawn = source.read()
    printed, stamping, _cpu, most = measured(lambda: stamps.stamped(drawn, "application/pdf", "D-1 v1   Exhibit A-1"))

    say(f"{copy.pages} scanned pages, {size:.0f} MB: looked through in {looking:.1f} s (+{grown:.0f} MB)")
    say(f"drawn anew with boxes in {drawing:.1f} s (+{more:.0f} MB), {copy.size / MEGABYTE:.0f} MB")
    say(f"stamped in {stamping:.1f} s (+{most:.0f} MB)")
    assert (copy.pages, copy.trouble) == (PAGES, "")
    assert len(printed) > len(drawn)
    assert looking + drawing + stamping <= MOST_SECONDS
    assert max(grown, more, most) <= MOST_MEMORY
