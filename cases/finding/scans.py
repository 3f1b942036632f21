"""Pages without words are read as pictures, by tesseract where it is installed: few at a time, after all other texts."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db.models import QuerySet

from cases.finding.index import P, files_to_read, write
from cases.models import Case, FileRead, SearchText
from cases.treatment import pieces
from vault.keys import Unreadable

MOST_LANGUAGES = 3  # each makes a page take longer
AT_ONCE = 25  # pages, between which others get their turn
PATIENCE = 70  # seconds beyond what the child was given, for a page that was begun
BEGIN = "import sys; sys.path[:0] = [{place!r}]; from cases.workshop.scanning import main; main()"
ENGLISH = "eng"
# What tesseract calls the languages that cases are written in; of others it reads what else is installed.
CODES = {
    "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "de": "deu", "en": ENGLISH,
    "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hy": "hye", "id": "ind", "it": "ita",
    "ka": "kat", "kk": "kaz", "km": "khm", "ku": "kmr", "ky": "kir", "mk": "mkd", "my": "mya", "ne": "nep", "pl": "pol",
    "pt": "por", "pt-br": "por", "ro": "ron", "ru": "rus", "sq": "sqi", "sr": "srp", "sr-latn": "srp_latn", "sw": "swa",
    "ta": "tam", "tg": "tgk", "th": "tha", "ti": "tir", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie",
    "zh-hans": "chi_sim", "zh-hant": "chi_tra",
}  # fmt: skip


@cache
def languages() -> tuple[str, ...]:
    """Which ones tesseract reads here; none where it is not installed. Asked once by each process."""
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        return ()
    try:
        said = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, timeout=10, check=True, env={})  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(set(said.stdout.split("\n")[1:]) - {"", "osd"}))


def languages_for(case: Case) -> list[str]:
    """That of the case first, then English, then whatever else there is: an order or a gazette is seldom in the partner's own."""
    wished = [CODES.get(case.language, ""), ENGLISH]
    return sorted(languages(), key=lambda code: (wished.index(code) if code in wished else len(wished), code))[:MOST_LANGUAGES]


def waiting() -> QuerySet[FileRead]:
    """Files with pages that nobody has read; that of which least was read comes first: a long one holds up no short one."""
    if not languages():
        return FileRead.objects.none()
    return FileRead.objects.filter(file__in=files_to_read()).exclude(unread=[]).order_by("scanned", "pk")


def read_next(seconds: int) -> int:
    """Read pages of one file for so long. Returns how many."""
    row = waiting().select_related("case__data_key", "file__copy").first()
    return read_pages(row, seconds) if row else 0


def read_pages(row: FileRead, seconds: int) -> int:
    """Read the next pages of one file. A page that nothing can read is left, and the next one is not kept waiting by it."""
    pages = row.unread[:AT_ONCE]
    read = dict(_read(row, pages, seconds))
    done = [page for page in pages if page in read] or pages[:1]  # nothing came back: it was this page
    known = dict(SearchText.objects.filter(file=row.file, page__in=done).values_list("page", "body"))
    new = {page: text for page, text in read.items() if text and len(text.split()) > len(known.get(page, "").split())}
    write(row.case, [(P.SCAN, text) for text in new.values()], file=row.file, pages=list(new))
    row.unread = [page for page in row.unread if page not in done]
    row.scanned += len(done)
    row.pages += len(new.keys() - known.keys())
    row.was_cut = row.was_cut or any(read.get(page) is None for page in done)
    row.save(update_fields=["unread", "scanned", "pages", "was_cut"])
    return len(done)


def _read(row: FileRead, pages: list[int], seconds: int) -> Iterator[tuple[int, str | None]]:
    """As far as the child came: it may end early, or be stopped."""
    begin = BEGIN.format(place=str(settings.BASE_DIR))
    said = [str(shutil.which("tesseract")), "+".join(languages_for(row.case)), str(seconds), *map(str, pages)]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and no word of a file among the arguments
            [sys.executable, "-I", "-c", begin, *said],
            input=_bytes_of(row),
            capture_output=True,
            timeout=seconds + PATIENCE,
            check=False,
            env={},
            cwd="/",
        )
        out = done.stdout
    except subprocess.TimeoutExpired as problem:
        out = problem.stdout or b""
    except (OSError, Unreadable):
        return
    for line in out.splitlines(keepends=True):
        if line.endswith(b"\n"):
            number, text = json.loads(line)
            yield int(number), text


def _bytes_of(row: FileRead) -> bytes:
    """Of a document as it arrived; of a picture the copy, which was drawn anew."""
    if row.file.media_type == "application/pdf":
        return b"".join(pieces(row.file))
    with row.file.copy.file.open() as copy:
        return bytes(copy.read())
