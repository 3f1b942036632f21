"""Word, Excel and OpenDocument files: every part of the package, seen or hidden, remarks and properties too."""

import io
import zipfile

from lxml import etree

from submissions.leaks.reader.read import LABEL, NOISE, PROSE, Found
from submissions.leaks.reader.read import read as read_any

# Elements that stand within a word or a line; after every other one the line ends.
WITHIN = frozenset({
    "r", "t", "rPr", "b", "i", "color", "span", "a", "hyperlink", "ins", "del", "delText", "smartTag", "proofErr",
    "bookmarkStart", "bookmarkEnd", "lang", "rFonts", "sz", "szCs", "vanish", "u", "rStyle", "lastRenderedPageBreak",
    "noProof", "s", "instrText",
})  # fmt: skip
TELLING = ("descr", "title", "author", "initials", "alias", "tag", "href", "instr")
TECHNICAL = ("name", "val", "Target", "displayName")  # names of faces and styles too: a whole name alone counts
MOST_IN_A_PART = 80_000_000


def read(content: bytes, where: str, found: Found, depth: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found.say(f"{where}, remark of the package", package.comment.decode("utf-8", "replace"))
        for part in package.infolist():
            _part(package, part, where, found, depth)


def _part(package: zipfile.ZipFile, part: zipfile.ZipInfo, where: str, found: Found, depth: int) -> None:
    found.say(f"{where}, name of a part", part.filename)
    found.say(f"{where}, remark of a part", (part.comment + part.extra).decode("utf-8", "replace"))
    if part.flag_bits & 1:
        found.cannot("password")
        return
    if part.file_size > MOST_IN_A_PART:
        found.cannot("too_much")
        return
    body = package.read(part)
    inside = f"{where}, {part.filename}"
    if part.filename.endswith((".xml", ".rels", ".rdf")):
        _xml(body, inside, found)
    elif body:
        read_any(body, inside, found, depth + 1)


def _xml(body: bytes, where: str, found: Found) -> None:
    """Text of runs joined as a reader sees it, and every attribute that can hold words."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(body, parser)
    if root is None:
        found.cannot("broken")
        return
    out: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            found.say(where, element.text or "")
        elif event == "start":
            out.append(element.text or "")
            _attributes(element, where, found)
        else:
            if isinstance(element.tag, str) and etree.QName(element).localname not in WITHIN:
                out.append("\n")
            out.append(element.tail or "")
    found.say(where, "".join(out), LABEL if "docProps" in where or "meta" in where else PROSE)


def _attributes(element: etree._Element, where: str, found: Found) -> None:
    for name, value in element.attrib.items():
        plain = etree.QName(name).localname
        if plain in (*TELLING, *TECHNICAL) and len(str(value)) > 2:
            found.say(f"{where}, {plain}", str(value), LABEL if plain in TELLING else NOISE)
