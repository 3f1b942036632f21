"""The files of one publication before anything is believed: which they are, whether they are the list at all."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sanctions import archive
from sanctions.entries import ListSource
from sanctions.records import Malformed

HEAD = 2048
FIRST_TAG = re.compile(rb"<\s*([A-Za-z][\w:.-]*)")
S3_CODE = re.compile(rb"<Code>(\w+)</Code>")


class MissingPart(ValueError):
    """Files were given by hand, and the one that matters is not among them."""


@dataclass(frozen=True)
class Publication:
    """What arrived, and the parts of the publication before it that are read beside it because they did not arrive."""

    source: ListSource
    files: Mapping[str, Path]
    sha256s: Mapping[str, str]
    known: Mapping[str, Any]  # by name, as in `Snapshot.parts`; also those that are not read beside what arrived
    older: frozenset[str]

    @property
    def sha256(self) -> str:
        """Of the one file; of several, of what `sha256sum` prints for them."""
        if len(self.source.parts) == 1:
            return self.sha256s[self.source.parts[0].name]
        listing = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(self.sha256s.items()))
        return hashlib.sha256(listing.encode()).hexdigest()

    @property
    def parts(self) -> dict[str, Any]:
        """Each file by its hash; and of those that did not arrive, from which day the one is that we know."""
        arrived = {name: {"sha256": sha256, "older": False} for name, sha256 in self.sha256s.items() if name in self.files}
        return arrived | dict(self.known)

    @property
    def published_on(self) -> date | None:
        """The day that the publication itself says it is of."""
        reader = self.source.published_on
        return reader(_head(self.files[self.source.parts[0].name])) if reader else None

    @property
    def is_partial(self) -> bool:
        """Whether it tells of changes alone."""
        teller = self.source.is_partial
        return bool(teller and teller(_head(self.files[self.source.parts[0].name])))

    def keep(self) -> None:
        for name, path in self.files.items():
            archive.keep(self.source.slug, path, self.sha256s[name])

    @contextmanager
    def opened(self) -> Iterator[dict[str, BinaryIO]]:
        with ExitStack() as stack:
            yield {name: stack.enter_context(self._open(name)) for name in self.sha256s}

    def _open(self, name: str) -> BinaryIO:
        if name in self.files:
            return self.files[name].open("rb")
        return archive.open_kept(self.source.slug, self.sha256s[name])


def parts_of(source: ListSource, files: Sequence[Path]) -> dict[str, Path]:
    """Which file is which part: by its name, or, when there is only one, the main one. In the order of `files`.

    Raises `MissingPart` when a file is no part of this list, when two are the same part, or when the main one is missing.
    """
    known = {name.lower(): name for name in source.part_names}
    if len(files) == 1 and files[0].name.lower() not in known:
        return {source.parts[0].name: files[0]}
    named = {known.get(path.name.lower(), path.name): path for path in files}
    if len(named) < len(files):
        raise MissingPart(f"Two of these files have one name; {source.slug} has {', '.join(source.part_names)}.")
    refuse_strange_parts(source, named)
    return named


def refuse_strange_parts(source: ListSource, files: Mapping[str, Path]) -> None:
    """Raises `MissingPart`."""
    if unknown := files.keys() - set(source.part_names):
        raise MissingPart(f"{source.slug} has no part {', '.join(sorted(unknown))}; it has {', '.join(source.part_names)}.")
    if missing := [part.name for part in source.parts if part.required and part.name not in files]:
        raise MissingPart(f"{source.slug} cannot be read without {', '.join(missing)}.")


def gather(source: ListSource, files: Mapping[str, Path], known: Mapping[str, Any], known_of: str = "") -> Publication:
    """Put a publication together; `known` are the parts of the last one absorbed, of the day `known_of`. Raises `MissingPart`."""
    refuse_strange_parts(source, files)
    medium = what_it_is(_head(files[source.parts[0].name]))
    kept = {
        part.name: {"of": known_of, **known[part.name], "older": True}
        for part in source.parts
        if part.name in known and part.name not in files and not part.required
    }
    older = frozenset(part.name for part in source.parts if part.name in kept and part.beside == medium)
    sha256s = {name: archive.sha256_of(files[name]) if name in files else kept[name]["sha256"]
               for name in source.part_names if name in files or name in older}  # fmt: skip
    return Publication(source, files, sha256s, kept, older)


def reopen(
    source: ListSource, parts: Mapping[str, Any], folder: Path, known: Mapping[str, Any], known_of: str = ""
) -> Publication:
    """A publication from what was kept of it, laid out in `folder`."""
    arrived = {name: part["sha256"] for name, part in parts.items() if not part["older"]}
    files = archive.lay_out(source.slug, arrived, folder)
    return gather(source, files, known, known_of)


def refuse_error_pages(publication: Publication) -> None:
    """Publishers answer "all is well" with empty files and error pages. Raises `Malformed`."""
    for name, path in publication.files.items():
        head = _head(path)
        if not head.strip(b"\0"):
            raise Malformed(f"{name} is {'made of zeros' if head else 'empty'}.")
        if not head.strip(b"\x1a"):
            raise Malformed(f"{name} is empty.")
        kind = what_it_is(head)
        if kind not in publication.source.media_of(name) or b"<Error>" in head:
            raise Malformed(f"{name} is not the list but {DESCRIPTIONS[kind]}{_code(head)}.")


DESCRIPTIONS = {
    "html": "a web page", "xml": "an XML document", "json": "a JSON document", "zip": "an archive", "text": "plain text",
}  # fmt: skip


def what_it_is(head: bytes) -> str:
    """`html`, `xml`, `json` or `zip` when the first bytes say so, and `text` for everything else."""
    if head.startswith((b"{", b"[")):
        return "json"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if not head.startswith(b"<"):
        return "text"
    tag = FIRST_TAG.search(re.sub(rb"<\?.*?\?>|<!--.*?-->", b"", head, flags=re.DOTALL))
    is_page = head[:15].lower().startswith(b"<!doctype html") or (tag and tag[1].lower() in {b"html", b"head", b"body"})
    return "html" if is_page else "xml"


def _head(path: Path) -> bytes:
    """The first bytes, without what may stand before them."""
    with path.open("rb") as file:
        return file.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")


def _code(head: bytes) -> str:
    code = S3_CODE.search(head)
    return f" that says {code[1].decode()}" if code else ""
