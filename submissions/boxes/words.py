"""Every word on a page of a PDF and where it stands, in parts of the page as it is shown. Runs in the child process."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

FINE = 100_000  # the grid to which places on a page are rounded
HYPHENS, CUT = (0, 2, 0xFFFE), "\x02"  # what a reader of PDF puts in for a hyphen at a line's end
NOWHERE = (0.0, 0.0, 0.0, 0.0)
# Scripts without spaces between words: each sign is a word of its own, so that no box covers a whole line.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

Place = tuple[float, float, float, float]  # left, top, width, height; 1 is the whole page
Word = tuple[str, Place, bool]  # the last says whether a space follows


def words_on(page: Any) -> Iterator[Word]:
    """In the order of the page. A word that is cut at a line's end is two, with no space between them."""
    text: str = ""
    place: Place | None = None
    for sign, box in signs_on(page):
        ends = sign.isspace() or sign == CUT
        if text and (ends or UNSPACED.match(sign)):
            yield text, place or NOWHERE, sign.isspace()
            text, place = "", None
        if UNSPACED.match(sign):
            yield sign, box or NOWHERE, False
        elif not ends:
            text, place = text + sign, around(place, box)
    if text:
        yield text, place or NOWHERE, True


def signs_on(page: Any) -> Iterator[tuple[str, Place | None]]:
    text_page = page.get_textpage()
    high = 0
    for number in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, number)
        if code in HYPHENS:
            yield CUT, None
        elif 0xD800 <= code < 0xDC00:  # the first half of a sign
            high = code
        else:
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            yield chr(code), on_page(page, text_page.get_charbox(number, loose=True))
    text_page.close()


def on_page(page: Any, box: tuple[float, float, float, float]) -> Place | None:
    """From the coordinates of the file to the page as it is shown: turned and cut as it says. None for what has no size."""
    left, bottom, right, top = box
    corners = [_shown(page, left, top), _shown(page, right, bottom)]
    (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / FINE, down.value / FINE


def around(first: Place | None, second: Place | None) -> Place | None:
    """The smallest place that holds both."""
    if first is None or second is None:
        return first or second
    left, top = min(first[0], second[0]), min(first[1], second[1])
    right = max(first[0] + first[2], second[0] + second[2])
    bottom = max(first[1] + first[3], second[1] + second[3])
    return left, top, right - left, bottom - top


def is_beside(first: Place, second: Place) -> bool:
    """On one line, as far as lines lie."""
    down = min(first[1] + first[3], second[1] + second[3]) - max(first[1], second[1])
    return down > 0.6 * min(first[3], second[3])
