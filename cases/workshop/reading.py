"""The child that reads the text of a file: a PDF's pages as JSON, within limits of pages, characters and time."""

import json
import sys
import time

from glovebox.limits import limit

SECONDS = 40
MOST_PAGES = 500
MOST_TEXT = 2_000_000
LONGEST_PAGE = 100_000


def main() -> None:
    limit(seconds=SECONDS)
    pages, was_cut = read(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps({"pages": pages, "was_cut": was_cut}))
    sys.stdout.flush()


def read(content: bytes) -> tuple[list[str], bool]:
    """The text of each page, and whether there was more than is read. A page without text is an empty string."""
    import pypdfium2 as pdfium  # noqa: PLC0415 -- after the limits

    ends, left = time.monotonic() + SECONDS - 10, MOST_TEXT
    document = pdfium.PdfDocument(content)
    pages: list[str] = []
    for number in range(len(document)):
        if number == MOST_PAGES or left <= 0 or time.monotonic() > ends:
            return pages, True
        page = document[number]
        text = page.get_textpage().get_text_bounded()[:LONGEST_PAGE].encode("utf-8", "replace").decode()
        page.close()
        pages.append(text)
        left -= len(text)
    return pages, False
