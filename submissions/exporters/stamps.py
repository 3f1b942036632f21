"""An exhibit to print: its pages as a PDF, each with dossier, version, exhibit and page above it. Nothing of it is covered.

Made of what the workshop drew, never of a file as it arrived. The same input gives the same bytes.
"""

import io
from typing import Any

import pikepdf
from PIL import Image

from submissions.exporters.archive import ExhibitChanged

A4 = (595.0, 842.0)
STRIP, MARGIN, SIZE = 26, 18, 8
STAMPED = ("application/pdf", "image/jpeg")
FACE = pikepdf.Name("/Stamp")


def stamped(body: bytes, media_type: str, text: str) -> bytes:
    """`text` is in plain letters. Raises `ExhibitChanged` for what does not open: the workshop wrote no such file."""
    with _pages(body, media_type) as pages:
        for number, page in enumerate(pages.pages, start=1):
            _stamp(pages, page, f"{text}   page {number} of {len(pages.pages)}")
        sink = io.BytesIO()
        pages.save(sink, deterministic_id=True)
    return sink.getvalue()


def _pages(body: bytes, media_type: str) -> pikepdf.Pdf:
    """Nothing is mended: pages could be missing from what is."""
    try:
        return pikepdf.open(io.BytesIO(body), attempt_recovery=False) if media_type == "application/pdf" else _with_picture(body)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError) as problem:
        raise ExhibitChanged("An exhibit does not open, so that no number can be put on its pages.") from problem


def _stamp(document: pikepdf.Pdf, page: Any, text: str) -> None:
    """The page grows by a strip at its top."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.mediabox = pikepdf.Array([left, bottom, right, top + STRIP])
    page.obj.CropBox = page.obj.MediaBox
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding
    )
    name = page.add_resource(face, pikepdf.Name.Font, FACE)
    line = f"q BT {name} {SIZE} Tf {left + MARGIN:.1f} {top + STRIP / 2 - 3:.1f} Td ({text}) Tj ET Q"
    page.contents_add(line.encode("ascii"), prepend=False)


def _with_picture(body: bytes) -> pikepdf.Pdf:
    """One page of A4, upright or lying as the picture is, with the picture as large as it fits."""
    width, height = Image.open(io.BytesIO(body)).size
    page_width, page_height = A4 if height >= width else A4[::-1]
    scale = min((page_width - 2 * MARGIN) / width, (page_height - 2 * MARGIN) / height)
    document = pikepdf.new()
    document.add_blank_page(page_size=(page_width, page_height))
    picture = pikepdf.Stream(document, body)
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = document.pages[0]
    name = page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name("/Picture"))  # one without a name gets a chance one
    w, h = width * scale, height * scale
    draw = f"q {w:.2f} 0 0 {h:.2f} {(page_width - w) / 2:.2f} {page_height - MARGIN - h:.2f} cm {name} Do Q"
    page.contents_add(draw.encode("ascii"))
    return document
