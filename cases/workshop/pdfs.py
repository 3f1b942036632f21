"""A PDF becomes pictures of its pages: scripts, forms, links, attachments and layers stay behind."""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium

from cases.workshop.findings import Findings, NoCopy, Refused
from cases.workshop.images import veil_of

MOST_PAGES = 500
LONGEST_SIDE = 1754  # an A4 page at 150 dots an inch
MOST_BYTES = 150 * 1024 * 1024
POINTS = 72
QUALITY = 75
HIDDEN_IN = {
    "author": ("Author",),
    "software": ("Creator", "Producer"),
    "time": ("CreationDate", "ModDate"),
    "words": ("Title", "Subject", "Keywords"),
}
PASSWORD = 4  # FPDF_ERR_PASSWORD


def make(content: bytes, media_type: str, found: Findings) -> None:
    """Raises `Refused` for one that is locked or broken, `NoCopy` for one of too many pages."""
    document = opened(content)
    details = document.get_metadata_dict()
    found.hidden |= {code for code, names in HIDDEN_IN.items() if any(details.get(name) for name in names)}
    if document.count_attachments():
        found.hidden.add("attachments")
    if len(document) > MOST_PAGES:
        raise NoCopy("too_many_pages")
    if not len(document):
        raise Refused("broken")
    pages: list[tuple[int, int, bytes]] = []
    for picture in drawn(document):
        sink = io.BytesIO()
        picture.save(sink, "JPEG", quality=QUALITY)
        pages.append((*picture.size, sink.getvalue()))
        if len(pages) == 1:
            found.veil = veil_of(picture)
        if sum(len(page) for _, _, page in pages) > MOST_BYTES:
            raise NoCopy("too_large")
    found.media_type, found.copy = "application/pdf", written(pages)


def opened(content: bytes) -> Any:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        raise Refused("password" if getattr(problem, "err_code", None) == PASSWORD else "broken") from None


def drawn(document: Any) -> Iterator[Any]:
    for number in range(len(document)):
        page = document[number]
        scale = min(150 / POINTS, LONGEST_SIDE / max(1, *page.get_size()))
        bitmap = page.render(scale=scale, may_draw_forms=False)
        yield bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()


def written(pages: list[tuple[int, int, bytes]]) -> bytes:
    """The smallest PDF there can be: one picture to a page, and nothing that says when or by whom."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for width, height, picture in pages:
        kids.append(len(objects) + 1)
        w, h = width * POINTS / 150, height * POINTS / 150
        draw = f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /I Do Q".encode()
        first = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Contents {first + 1} 0 R"
            f" /Resources << /XObject << /I {first + 2} 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
            b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(picture), picture)
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return numbered(objects)


def numbered(objects: list[bytes]) -> bytes:
    """The objects one after the other, and the table that says where each begins."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
