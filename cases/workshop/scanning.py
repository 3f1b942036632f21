"""The child that draws pages and has tesseract read them, one after the other: a line of JSON for each, within limits.

It is called with the path of tesseract, its languages, the seconds it has and the numbers of the pages; a picture is page 1.
"""

import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

MEMORY = 1024 * 1024 * 1024  # of this process, and of tesseract again
A_PAGE = 20  # seconds of work for tesseract
PATIENCE = 60  # seconds until it is stopped, on a machine that has other work
MOST_PIXELS = 12_000_000
DOTS = 200 / 72  # for each point: what tesseract reads best, and no more
LONGEST_PAGE = 20_000


def main() -> None:
    tesseract, languages, seconds, *pages = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + A_PAGE,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # whoever waits for a page comes first
    ends = time.monotonic() + int(seconds)
    for number, picture in drawn(sys.stdin.buffer.read(), [int(page) for page in pages]):
        text = read(picture, [tesseract, "stdin", "stdout", "-l", languages])
        sys.stdout.write(json.dumps([number, text]) + "\n")
        sys.stdout.flush()
        if time.monotonic() > ends:
            return


def drawn(content: bytes, pages: list[int]) -> Iterator[tuple[int, bytes]]:
    """The pages in grey, as tesseract reads them; nothing for one that breaks the library."""
    from PIL import Image  # noqa: PLC0415 -- after the limits

    if not content.startswith(b"%PDF"):
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            yield 1, _grey(picture)
        return
    import pypdfium2 as pdfium  # noqa: PLC0415

    document = pdfium.PdfDocument(content)
    for number in pages:
        page = document[number - 1]
        width, height = (max(1.0, side) for side in page.get_size())
        scale = min(DOTS, (MOST_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        yield number, _grey(bitmap.to_pil())
        bitmap.close()
        page.close()


def _grey(picture: Any) -> bytes:
    sink = io.BytesIO()
    picture.convert("L").save(sink, "PPM")
    return sink.getvalue()


def read(picture: bytes, command: list[str]) -> str | None:
    """What tesseract reads; None when it took too long, or gave up."""
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and no word of a file among the arguments
            command,
            input=picture,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={"OMP_THREAD_LIMIT": "1"},
            cwd="/",
            preexec_fn=_limit,
        )
    except subprocess.SubprocessError:
        return None
    return done.stdout[: LONGEST_PAGE * 4].decode("utf-8", "replace")[:LONGEST_PAGE]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (A_PAGE, A_PAGE))
