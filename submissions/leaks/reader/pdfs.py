"""A PDF: the text of its pages, also what is drawn invisibly; every string in any of its objects; attachments; properties."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from submissions.leaks.reader.plain import decoded, words_among
from submissions.leaks.reader.read import NOISE, PROSE, Found
from submissions.leaks.reader.read import read as read_any

PASSWORD = 4  # FPDF_ERR_PASSWORD
LEAST = 2  # characters of a string that could name anybody


def read(content: bytes, where: str, found: Found, depth: int) -> None:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        found.cannot("password" if getattr(problem, "err_code", None) == PASSWORD else "broken")
        return
    for number in range(len(document)):
        _page(document[number], f"{where}, page {number + 1}", found)
    for name, value in document.get_metadata_dict().items():
        found.say(f"{where}, property {name}", value)
    for number in range(document.count_attachments()):
        attached = document.get_attachment(number)
        found.say(f"{where}, name of an attachment", attached.get_name())
        if body := bytes(attached.get_data()):
            read_any(body, f"{where}, attachment {number + 1}", found, depth + 1)
    document.close()
    with pikepdf.open(io.BytesIO(content)) as objects:
        _objects(objects, where, found)


def _page(page: Any, where: str, found: Found) -> None:
    text_page = page.get_textpage()
    found.say(where, text_page.get_text_range().replace("\ufffe", ""), PROSE)
    if any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        found.cannot("page_pictures")
    text_page.close()
    page.close()


def _objects(document: pikepdf.Pdf, where: str, found: Found) -> None:
    """Titles, descriptions for those who cannot see, remarks, fields of forms, bookmarks, packets of properties, scripts."""
    seen: set[str] = set()
    for thing in document.objects:
        for text in strings_in(thing):
            if len(text) >= LEAST and text not in seen:
                seen.add(text)
                found.say(f"{where}, hidden in the file", text)
        if isinstance(thing, pikepdf.Stream):
            _stream(thing, where, found)


def _stream(stream: pikepdf.Stream, where: str, found: Found) -> None:
    if _is_read_elsewhere(stream):
        return
    try:
        body = stream.read_bytes()
    except pikepdf.PdfError:
        found.cannot("broken")
        return
    hidden = f"{where}, hidden in the file"
    if str(stream.get("/Type", "")) == "/Metadata":
        found.say(f"{where}, packet of properties", decoded(body) or "\n".join(words_among(body)))
    elif b"ActualText" in body or b"/Alt" in body:
        for text in _told_instead(stream):
            found.say(hidden, text)
    elif "/Subtype" not in stream and b" Tf" not in body[:4000]:  # a script, a form of its own kind
        for run in words_among(body[:2_000_000]):
            found.say(hidden, run, NOISE)


def _is_read_elsewhere(stream: pikepdf.Stream) -> bool:
    """Tables of the file, attachments, pictures, faces."""
    kind, below = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    return kind in ("/ObjStm", "/XRef", "/EmbeddedFile") or below == "/Image" or "/Length1" in stream


def _told_instead(stream: pikepdf.Stream) -> Iterator[str]:
    """What is read aloud, or copied, in place of what is drawn."""
    for instruction in pikepdf.parse_content_stream(stream):
        for operand in getattr(instruction, "operands", ()):
            if isinstance(operand, pikepdf.Dictionary):
                yield from strings_in(operand)


def strings_in(thing: Any) -> Iterator[str]:
    """Every text string directly in an object; what it refers to is an object of its own."""
    stack = [thing]
    while stack:
        part = stack.pop()
        if isinstance(part, pikepdf.String):
            yield str(part)
        elif isinstance(part, pikepdf.Stream):
            stack.append(part.stream_dict)
        elif isinstance(part, pikepdf.Dictionary):
            stack.extend(value for value in part.as_dict().values() if not _is_apart(value))
        elif isinstance(part, pikepdf.Array):
            stack.extend(value for value in part if not _is_apart(value))


def _is_apart(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect
