"""The child's way: one line that says what is wanted, then the file; back comes one line, then bytes. No key, no database."""

import json
import sys
from typing import Any

from cases.workshop.findings import NoCopy, Refused
from cases.workshop.pdfs import MOST_PAGES, opened
from glovebox.limits import limit
from submissions.boxes import drawing
from submissions.boxes.words import words_on

MEMORY = 900 * 1024 * 1024
SECONDS = 200


def main() -> None:
    limit(MEMORY, SECONDS)
    order = json.loads(sys.stdin.buffer.readline())
    head, body = answer(order, sys.stdin.buffer.read(order["size"]))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def answer(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """`order`: `act` (find, draw, look), `media_type`, `boxes` by page, `page`. What goes wrong is a code under `trouble`."""
    try:
        return ACTS[order["act"]](content, order)
    except (Refused, NoCopy) as problem:
        return {"trouble": problem.args[0]}, b""
    except MemoryError:
        return {"trouble": "too_much"}, b""
    except Exception:  # noqa: BLE001 -- whatever a hostile file did to a library, nothing is made of it
        return {"trouble": "broken"}, b""


def find(content: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The words and the shape of each page; a picture is one page without words."""
    if order["media_type"] != "application/pdf":
        picture = drawing.upright(content)
        return {"pages": [[]], "shapes": [picture.height / picture.width]}, b""
    document = opened(content)
    if len(document) > MOST_PAGES:
        raise NoCopy("too_many_pages")
    pages, shapes = [], []
    for number in range(len(document)):
        page = document[number]
        pages.append(list(words_on(page)))
        shapes.append(page.get_height() / max(1, page.get_width()))
        page.close()
    return {"pages": pages, "shapes": shapes}, b""


def draw(content: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    make = drawing.document if order["media_type"] == "application/pdf" else drawing.picture
    return {}, make(content, by_page(order))


def look(content: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    return {}, drawing.looked_at(content, order["media_type"], order["page"], by_page(order))


def by_page(order: dict[str, Any]) -> drawing.Boxes:
    return {int(page): [tuple(box) for box in boxes] for page, boxes in order["boxes"].items()}


ACTS = {"find": find, "draw": draw, "look": look}
