"""The text of files that anybody can find: read by a child process that can do nothing else, page by page, within limits."""

import json
import subprocess
import sys
import time
from uuid import UUID

from django.conf import settings

from cases.finding.index import P, waiting, write
from cases.models import EvidenceFile, FileRead
from cases.statuses import FileState
from cases.treatment import LARGEST, pieces
from jobs.services import promise
from vault.keys import Unreadable

SECONDS, BUDGET = 60, 30  # for one file; after which no other is begun
MOST_AT_ONCE = 100
PAGE = 4_000  # characters of a text without pages that stand together
MOST_TEXT = 2_000_000
BEGIN = "import sys; sys.path[:0] = [{place!r}]; from cases.workshop.reading import main; main()"


def read_waiting() -> dict[str, int]:
    """Read files that wait, one after the other, for less than a minute; when more wait, promise the rest.

    There is one such job at a time: however much arrives, it takes one place of one worker.
    """
    ends = time.monotonic() + BUDGET
    count = 0
    last: UUID | None = None
    for number in waiting().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        read_text(number)
        count, last = count + 1, number
        if time.monotonic() > ends:
            break
    if count and waiting().exists():
        promise("cases.read_texts", dedup_key=f"cases.read_texts after {last}")
    return {"files": count}


def read_text(number: UUID) -> dict[str, int]:
    """Take the text of one file into the index, once. Only of a source that anybody can find: all others stay sealed."""
    files = EvidenceFile.objects.select_related("case__data_key", "source", "copy")
    file = files.filter(pk=number, source__is_open=True, locked_at=None, state=FileState.READY).first()
    if file is None or FileRead.objects.filter(file=file).exists():
        return {"pages": 0}
    texts, was_cut = _texts(file)
    write(file.case, [(P.FILE, text) for text in texts], file=file)
    count = sum(bool(text.strip()) for text in texts)
    FileRead.objects.create(case=file.case, file=file, pages=count, was_cut=was_cut)
    return {"pages": count}


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
