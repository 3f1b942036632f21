"""An office file becomes the text in it. Everything else stays behind: authors, comments, earlier wordings, links, objects."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from cases.workshop import archives
from cases.workshop.findings import Findings, NoCopy, Refused
from cases.workshop.words import cleaned

MOST_TEXT = 20 * 1024 * 1024
MAIN = {"wordprocessingml.document": "word/document.xml", "spreadsheetml.sheet": "xl/workbook.xml", "text": "content.xml"}
DETAILS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
HIDDEN_IN = {
    "author": ("creator", "lastModifiedBy", "initial-creator", "Manager", "Company"),
    "time": ("created", "modified", "creation-date", "date"),
    "software": ("Application", "generator"),
}
REMARKS = ("word/comments.xml", "xl/comments1.xml")
ENDS_LINE = {"p", "h", "row", "tr", "br", "line-break"}
TEXT_IN = {"t", "v", "p", "h", "span", "a"}
CHANGES = {"ins", "del", "tracked-changes"}


def make(content: bytes, media_type: str, found: Findings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archives.check(archive)
            _make(archive, media_type, found)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError):
        raise Refused("broken") from None


def _make(archive: zipfile.ZipFile, media_type: str, found: Findings) -> None:
    main = MAIN[media_type.rpartition(".")[2] if "opendocument" in media_type else ".".join(media_type.split(".")[-2:])]
    if not archives.read(archive, main):
        raise Refused("not_what_it_says")
    found.hidden |= _details(archive)
    if any(archives.read(archive, name) for name in REMARKS):
        found.hidden.add("remarks")
    parts = _sheets(archive) if main.startswith("xl/") else [_text_of(archives.read(archive, main), found)]
    text = "\n\n".join(parts)
    if len(text) > MOST_TEXT:
        raise NoCopy("too_large")
    found.media_type, found.copy = "text/plain", cleaned(text)


def _details(archive: zipfile.ZipFile) -> set[str]:
    named: set[str] = set()
    for name in DETAILS:
        if body := archives.read(archive, name):
            named |= {tag for tag, text in _elements(body) if text.strip()}
    return {code for code, tags in HIDDEN_IN.items() if named.intersection(tags)}


def _text_of(body: bytes, found: Findings) -> str:
    """The text of a document, a line to each paragraph."""
    out: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if tag in CHANGES:
            found.hidden.add("remarks")
        if tag in ("tab", "s"):
            out.append("\t" if tag == "tab" else " ")

    def end(tag: str, text: str) -> None:
        if tag in TEXT_IN:
            out.append(text)
        if tag in ENDS_LINE:
            out.append("\n")

    _walk(body, start, end)
    return "".join(out)


def _sheets(archive: zipfile.ZipFile) -> Iterator[str]:
    """Each sheet as lines with tabs between the cells."""
    shared = _shared(archives.read(archive, "xl/sharedStrings.xml"))
    for name in sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
        yield _sheet(archives.read(archive, name), shared)


def _shared(body: bytes) -> list[str]:
    """The strings that cells refer to by number; one may be written in several runs."""
    strings: list[str] = []
    runs: list[str] = []
    for tag, text in _elements(body) if body else ():
        if tag == "t":
            runs.append(text)
        elif tag == "si":
            strings.append("".join(runs))
            runs.clear()
    return strings


def _sheet(body: bytes, shared: list[str]) -> str:
    out: list[str] = []
    kind = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal kind
        if tag == "c":
            kind = attributes.get("t", "")

    def end(tag: str, text: str) -> None:
        if tag in ("v", "t"):
            is_shared = tag == "v" and kind == "s" and text.isdigit() and int(text) < len(shared)
            out.append((shared[int(text)] if is_shared else text) + "\t")
        elif tag == "row":
            out.append("\n")

    _walk(body, start, end)
    return "".join(out)


def _elements(body: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    _walk(body, lambda *_: None, lambda tag, text: found.append((tag, text)))
    return found


def _walk(body: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str, str], None]) -> None:
    """Every element as it begins and as it ends, with the text since the last tag. A document type is refused: it defines."""
    parser = expat.ParserCreate(namespace_separator=" ")
    held: list[str] = []

    def refuse(*_: Any) -> None:
        raise Refused("entities")

    def begins(name: str, attributes: dict[str, str]) -> None:
        if "".join(held).strip():  # words before an element inside a paragraph
            end("span", "".join(held))
        held.clear()
        start(name.rpartition(" ")[2], attributes)

    def ends(name: str) -> None:
        end(name.rpartition(" ")[2], "".join(held))
        held.clear()

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler = held.append
    parser.Parse(body, True)
