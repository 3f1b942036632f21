"""XML as publishers send it: one entry at a time, in bounded memory, strictly, with nothing expanded and nothing fetched."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, TypeVar

from lxml import etree

from sanctions.records import Malformed, MissingField, UnreadFields

Word = TypeVar("Word")
CHUNK = 64 * 1024
LONGEST = 2 * 1024 * 1024  # bytes without an entry's end: more than any has ever had
HEAD = 2048
MOST_UNREAD = 8  # elements beside the entries: a heading, the date of the publication
BOM = b"\xef\xbb\xbf"
DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding=["']([^"']*)["']""")
TYPED = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class Node:
    """One element. Its attributes (`@name`) and children are taken one by one; what is left over at the end is an error."""

    __slots__ = ("_left", "_text", "_where")

    def __init__(self, element: etree._Element, where: str) -> None:
        self._where = where
        self._text = " ".join((element.text or "").split())
        self._left: dict[str, list] = {f"@{local(name)}": [value] for name, value in element.attrib.items()}
        for child in element:
            self._left.setdefault(local(child.tag), []).append(child)
            if child.tail and not child.tail.isspace():
                raise UnreadFields(f"{where}: loose words inside {local(element.tag)}")

    @property
    def text(self) -> str:
        """The words between the tags. Those that nobody takes are left over, too."""
        text, self._text = self._text, ""
        return text

    def take(self, name: str) -> str:
        """The words of one child or attribute. Raises `MissingField` when there are none."""
        if text := self.take_or_empty(name):
            return text
        raise MissingField(f"{self._where}: {name} is missing")

    def take_or_empty(self, name: str) -> str:
        found = self._left.pop(name, ())
        if len(found) > 1:
            raise Malformed(f"{self._where}: {name} stands there twice")
        return self._words(found[0]) if found else ""

    def take_all(self, name: str, *within: str) -> tuple[str, ...]:
        """The words of every child of this name, or, of every `within` inside it. Empty ones are left out."""
        nodes = self._descend(name, *within)
        return tuple(words for found in nodes if (words := self._words(found)))

    def names(self) -> list[str]:
        """Of whatever is left."""
        return list(self._left)

    def nodes(self, name: str, *within: str) -> list["Node"]:
        """Every child of this name, or every `within` inside it, to be read in turn."""
        return [Node(found, self._where) for found in self._descend(name, *within)]

    def words_of(self, name: str) -> str:
        """The words of one child whose own attributes are only numbers of the publisher's; empty when there is none."""
        found = self.nodes(name)
        if len(found) > 1:
            raise Malformed(f"{self._where}: {name} stands there twice")
        return found[0].text if found else ""

    def finish(self, ignore: Collection[str] = ()) -> None:
        """Raises `UnreadFields` when something was left unread that is not in `ignore`."""
        if self._text:
            raise UnreadFields(f"{self._where}: loose words, {self._text[:40]!r}")
        if unread := self._left.keys() - set(ignore):
            raise UnreadFields(f"{self._where}: nobody reads {', '.join(sorted(unread))}")

    def known(self, words: Mapping[str, Word], written: str) -> Word:
        """What a word of the publisher's vocabulary means. Raises `Malformed` for one that is not in it."""
        try:
            return words[written]
        except KeyError:
            raise self.wrong(f"{written[:40]!r} is not a word that we know here") from None

    def wrong(self, problem: str) -> Malformed:
        return Malformed(f"{self._where}: {problem}")

    def _descend(self, name: str, *within: str) -> list[etree._Element]:
        found = self._left.pop(name, [])
        for inner in within:
            for element in found:
                if strange := {local(child.tag) for child in element} - {inner} or (element.text or "").strip():
                    raise UnreadFields(f"{self._where}: nobody reads {', '.join(strange)} in {local(element.tag)}")
            found = [child for element in found for child in element]
        return found

    def _words(self, found: str | etree._Element) -> str:
        if isinstance(found, str):
            return " ".join(found.split())
        if len(found) or found.attrib:
            raise UnreadFields(f"{self._where}: {local(found.tag)} has parts that nobody reads")
        return " ".join((found.text or "").split())


def local(name: str | bytes) -> str:
    """The name without its namespace; publishers change those overnight."""
    return str(name).rpartition("}")[2]


def read_entries(
    name: str, file: BinaryIO, *, roots: Mapping[str, Collection[str]], entry: str, skip: Collection[str] = ()
) -> Iterator[Node]:
    """Each `entry` as it is completed; then what else the root holds, as one last `Node`. Raises `Malformed`, naming the line.

    `roots` are the root elements that are known, each with its namespaces; `skip` are elements that are dropped unread.
    """
    parser = _parser([f"{{*}}{tag}" for tag in (entry, *skip)])
    is_known = False
    try:
        for element in _elements(name, file, parser):
            if not is_known:
                _refuse_strange_root(name, element.getroottree().getroot(), roots)
                is_known = True
            if local(element.tag) == entry:
                yield Node(element, f"{name}, line {element.sourceline}")
            _forget(name, element)
        rest = parser.close()
    except etree.XMLSyntaxError as problem:
        raise _broken(name, problem) from None
    yield Node(_refuse_strange_root(name, rest, roots), name)


def read_whole(name: str, file: BinaryIO, *, roots: Mapping[str, Collection[str]]) -> etree._Element:
    """The whole of a short document. Raises `Malformed`."""
    parser = _parser(["{*}there-is-no-such-element"])
    try:
        for _ in _elements(name, file, parser):
            pass
        return _refuse_strange_root(name, parser.close(), roots)
    except etree.XMLSyntaxError as problem:
        raise _broken(name, problem) from None


def _parser(tags: list[str]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _elements(name: str, file: BinaryIO, parser: etree.XMLPullParser) -> Iterator[etree._Element]:
    """Elements as they are completed. Stops when none is any more: an entry that never ends would fill the memory."""
    chunk, fed_for_nothing = _head(name, file), 0
    while chunk:
        parser.feed(chunk)
        completed = [element for _, element in parser.read_events()]
        fed_for_nothing = 0 if completed else fed_for_nothing + len(chunk)
        if fed_for_nothing > LONGEST:
            raise Malformed(f"{name}: {LONGEST:,} bytes without the end of an entry")
        yield from completed
        chunk = file.read(CHUNK)


def _head(name: str, file: BinaryIO) -> bytes:
    """The first bytes, if they begin a document in UTF-8 without a document type, which no list has and every bomb needs."""
    head = file.read(HEAD).removeprefix(BOM).lstrip()
    if not head.startswith(b"<"):
        raise Malformed(f"{name} does not begin like XML in UTF-8")
    declared = DECLARED.match(head)
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}:
        raise Malformed(f"{name} says that it is in {declared[1].decode('ascii', 'replace')[:20]}, not in UTF-8")
    if TYPED.search(head):
        raise Malformed(f"{name} brings a document type with it, which the list never had")
    return head


def _refuse_strange_root(name: str, root: etree._Element, roots: Mapping[str, Collection[str]]) -> etree._Element:
    space, _, tag = str(root.tag).rpartition("}")
    if root.getroottree().docinfo.internalDTD is not None:
        raise Malformed(f"{name} brings a document type with it, which the list never had")
    if space.removeprefix("{") not in roots.get(tag, ()):
        raise Malformed(f"{name} is not the list: its root is {root.tag}")
    return root


def _forget(name: str, element: etree._Element) -> None:
    """Out of the tree with what is read. A growing heap before it is something that nobody reads."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and not element.tail.isspace():
        raise UnreadFields(f"{name}, line {element.sourceline}: loose words behind {local(element.tag)}")
    before = list(islice(element.itersiblings(preceding=True), MOST_UNREAD + 1))
    if len(before) > MOST_UNREAD:
        raise UnreadFields(f"{name}, line {before[0].sourceline}: nobody reads {local(before[0].tag)}")
    parent.remove(element)


def _broken(name: str, problem: etree.XMLSyntaxError) -> Malformed:
    return Malformed(f"{name}, line {problem.lineno}: {str(problem.msg)[:200]}")
