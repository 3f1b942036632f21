"""The text of files that anybody can find: read by a child process that can do nothing else, page by page, within limits."""

import json
import subprocess
import sys
import time
from itertools import takewhile
from uuid import UUID

from django.conf import settings

from cases.finding import scans
from cases.finding.index import P, waiting, write
from cases.models import EvidenceFile, FileRead
from cases.treatment import LARGEST, pieces
from jobs.models import Job
from jobs.services import promise
from jobs.states import WAITING
from vault.keys import Unreadable

SECONDS, BUDGET = 60, 30  # for one file; after which no other is begun
MOST_AT_ONCE = 20
PAGE = 4_000  # characters of a text without pages that stand together
MOST_TEXT = 2_000_000
FEW = 8  # words: a page with no more may be a scan with a stamp on it
BEGIN = "import sys; sys.path[:0] = [{place!r}]; from cases.workshop.reading import main; main()"


def read_waiting() -> dict[str, int]:
    """Read files that wait for less than a minute; when more wait, promise the rest.

    Texts come before scans, which take a second or more for each page: a scan of 500 pages is read in many such jobs, and
    what is filed meanwhile is read first. Everything is written at the end, so nobody waits for a row that is held here.
    """
    ends = time.monotonic() + BUDGET
    files = waiting().select_related("case__data_key", "source", "copy")[:MOST_AT_ONCE]
    taken = [(file, *_texts(file)) for file in takewhile(lambda _file: time.monotonic() < ends, files)]
    pages = 0 if taken else scans.read_next(BUDGET)
    for file, texts, was_cut in taken:
        _keep(file, texts, was_cut)
    if (taken or pages) and (waiting().exists() or scans.waiting().exists()) and not _is_promised():
        promise("cases.read_texts")
    return {"files": len(taken), "scanned": pages}


def _is_promised() -> bool:
    return Job.objects.filter(kind="cases.read_texts", state__in=WAITING).exists()


def read_text(number: UUID) -> dict[str, int]:
    """Take the text of one file into the index, once. Only of a source that anybody can find: all others stay sealed."""
    file = waiting().select_related("case__data_key", "source", "copy").filter(pk=number).first()
    return {"pages": _keep(file, *_texts(file)) if file else 0}


def _keep(file: EvidenceFile, texts: list[str], was_cut: bool) -> int:
    write(file.case, [(P.FILE, text) for text in texts], file=file)
    count = sum(bool(text.strip()) for text in texts)
    FileRead.objects.create(case=file.case, file=file, pages=count, was_cut=was_cut, unread=_pictures(file, texts))
    return count


def _pictures(file: EvidenceFile, texts: list[str]) -> list[int]:
    """The numbers of pages that hold a picture of words, if anything: those of a document without text, and a picture itself."""
    if file.media_type.startswith("image/") and hasattr(file, "copy"):
        return [1]
    if file.media_type != "application/pdf":
        return []
    return [number for number, text in enumerate(texts, start=1) if len(text.split()) < FEW]


def _texts(file: EvidenceFile) -> tuple[list[str], bool]:
    if file.size > LARGEST:
        return [], True
    if file.media_type == "application/pdf":
        return _of_a_pdf(b"".join(pieces(file)))
    copy = getattr(file, "copy", None)
    if copy is None or copy.media_type != "text/plain":
        return [], False
    try:
        with copy.file.open() as words:
            text = words.read(MOST_TEXT * 4).decode("utf-8", "replace")
    except (OSError, Unreadable):
        return [], True
    return [text[begin : begin + PAGE] for begin in range(0, min(len(text), MOST_TEXT), PAGE)], len(text) > MOST_TEXT


def _of_a_pdf(content: bytes) -> tuple[list[str], bool]:
    """What the child read; nothing when the file broke it or took too long. That says nothing against the file."""
    command = [sys.executable, "-I", "-c", BEGIN.format(place=str(settings.BASE_DIR))]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and no word of a file among the arguments
            command, input=content, capture_output=True, timeout=SECONDS, check=True, env={}, cwd="/"
        )
        read = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return [], True
    return read["pages"], read["was_cut"]
