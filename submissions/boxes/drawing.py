"""Drawing a file anew with boxes in it. What was under a box is in no point of the picture. Runs in the child process."""

import io
from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageDraw

from cases.workshop import images, pdfs
from cases.workshop.findings import Refused
from submissions.boxes.words import Place

QUALITY = 80
WIDE = 900  # points of a page that somebody looks at, always: where they click is counted in them
FILL, SEEN_THROUGH, EDGE = "black", (20, 20, 20, 110), (160, 30, 30, 255)

Boxes = dict[int, list[Place]]


def document(content: bytes, boxes: Boxes) -> bytes:
    """Each page of a PDF as a picture, in a PDF that holds nothing else. Raises as `pdfs.make` does."""
    pages, size = [], 0
    for number, picture in enumerate(pdfs.drawn(pdfs.opened(content)), start=1):
        cover(picture, boxes.get(number, ()))
        pages.append((*picture.size, jpeg(picture)))
        size += len(pages[-1][2])
        if size > pdfs.MOST_BYTES:
            raise Refused("too_large")
    return pdfs.written(pages)


def picture(content: bytes, boxes: Boxes) -> bytes:
    drawn = upright(content)
    cover(drawn, boxes.get(1, ()))
    return jpeg(drawn)


def upright(content: bytes) -> Any:
    """A picture as it is meant to be looked at, without anything that the file says besides. Raises `Refused`."""
    opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "HEIF"))
    if opened.width * opened.height > images.MOST_PIXELS:
        raise Refused("too_large")
    return Image.open(io.BytesIO(images.drawn(opened, images.LONGEST_SIDE, images.QUALITY))).convert("RGB")


def cover(drawn: Any, boxes: Iterable[Place]) -> None:
    pen = ImageDraw.Draw(drawn)
    for box in boxes:
        pen.rectangle(corners(drawn, box), fill=FILL)


def corners(drawn: Any, box: Place) -> tuple[int, int, int, int]:
    """In points, with a margin: no edge of a letter looks out."""
    left, top, width, height = box
    margin = max(2, round(height * drawn.height * 0.12))
    return (
        round(left * drawn.width) - margin,
        round(top * drawn.height) - margin,
        round((left + width) * drawn.width) + margin,
        round((top + height) * drawn.height) + margin,
    )


def looked_at(content: bytes, media_type: str, number: int, boxes: Boxes) -> bytes:
    """One page to look at, its boxes seen through."""
    drawn = page_of(content, number) if media_type == "application/pdf" else upright(content)
    drawn = drawn.resize((WIDE, max(1, round(drawn.height * WIDE / drawn.width))))
    veil = Image.new("RGBA", drawn.size)
    pen = ImageDraw.Draw(veil)
    for box in boxes.get(number, ()):
        pen.rectangle(corners(drawn, box), fill=SEEN_THROUGH, outline=EDGE, width=3)
    return jpeg(Image.alpha_composite(drawn.convert("RGBA"), veil).convert("RGB"))


def page_of(content: bytes, number: int) -> Any:
    page = pdfs.opened(content)[number - 1]
    scale = min(WIDE / max(1, page.get_width()), pdfs.LONGEST_SIDE * 2 / max(1, *page.get_size()))
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")


def jpeg(drawn: Any) -> bytes:
    sink = io.BytesIO()
    drawn.save(sink, "JPEG", quality=QUALITY)
    return sink.getvalue()
