"""What workers do for a redacted copy: look through the file for what must not be seen, and draw it with its boxes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import EvidenceFile
from submissions import content
from submissions.boxes.finding import FoundBox, boxes_on, spans_in
from submissions.boxes.words import Place
from submissions.boxes.workshop import CannotBeDrawn, ask
from submissions.leaks.check import said_in
from submissions.leaks.letters import shown
from submissions.leaks.protected import digest, protected_in
from submissions.leaks.search import Search
from submissions.models import Box, RedactedCopy
from submissions.redaction import Rule, rules_of

TEXT, PDF, PICTURE = "text/plain", "application/pdf", "image/jpeg"
INSTEAD = "[withheld]"
MOST = 3000  # boxes of one file
AROUND = 50


def drawn_as(file: EvidenceFile) -> str:
    """The media type of a redacted copy: pages, a picture, or a text; "" for what no boxes can be drawn into."""
    if file.media_type == PDF:
        return PDF
    if file.media_type.startswith("image/"):
        return PICTURE
    return TEXT if getattr(file, "copy", None) is not None and file.copy.media_type == TEXT else ""


def search_file(copy: RedactedCopy) -> None:
    """Done once: what people then said about the places stands. Trouble is written down and is no error."""
    if copy.searched_at is not None:
        return
    dossier = copy.dossier
    protected = protected_in(dossier)
    search = Search(protected, said_in(content.build_content(dossier, number=0)))
    try:
        copy.pages, copy.shapes, found = _found(copy.original, search, rules_of(dossier))
        for number, (page, box) in enumerate(found):
            if number == MOST:
                raise CannotBeDrawn("too_much")
            left, top, width, height = box.place
            row = Box(copy=copy, page=page, left=left, top=top, width=width, height=height, whose=box.whose[:200])
            row.passage = box.passage
            row.save(force_insert=True)
    except CannotBeDrawn as problem:
        copy.trouble = problem.args[0]
    copy.searched_at, copy.searched = timezone.now(), digest(dossier, protected)
    copy.save(update_fields=["pages", "shapes", "trouble", "searched_at", "searched"])


def _found(file: EvidenceFile, search: Search, rules: Sequence[Rule]) -> tuple[int, list[float], Iterator[tuple[int, FoundBox]]]:
    """How many pages or lines there are, the shape of each page, and what stands where."""
    withheld, kind = _("Words that this dossier withholds"), drawn_as(file)
    if kind == TEXT:
        lines = lines_of(file)
        return len(lines), [], _in_lines(lines, search, rules, withheld)
    if not kind:
        raise CannotBeDrawn("recording")
    head, _body = ask("find", file.file, kind, {})
    pages = head["pages"]
    boxes = ((number, box) for number, words in enumerate(pages, 1) for box in boxes_on(words, search, rules, withheld))
    return len(pages), head["shapes"], boxes


def lines_of(file: EvidenceFile) -> list[str]:
    """Of its cleaned copy, as a reader sees them."""
    with file.copy.file.storage.open(str(file.copy.file.name)) as source:
        return [shown(line) for line in source.read().decode("utf-8", "replace").split("\n")]


def _in_lines(lines: Sequence[str], search: Search, rules: Sequence[Rule], withheld: str) -> Iterator[tuple[int, FoundBox]]:
    """The text is searched as one, so that a name over the end of a line is found; each line has its own part of it."""
    starts, begins = [], 0
    for line in lines:
        starts.append(begins)
        begins += len(line) + 1
    spans = spans_in("\n".join(lines), search, rules, withheld)
    for number, (line, begins) in enumerate(zip(lines, starts, strict=True), start=1):
        for span in spans:
            start, end = max(span.start - begins, 0), min(span.end - begins, len(line))
            if start < end:
                passage = line[max(0, start - AROUND) : end + AROUND]
                yield number, FoundBox((start, 0, end - start, 0), span.whose, passage)


def draw_file(copy: RedactedCopy) -> None:
    """Done once. Raises `CannotBeDrawn`."""
    if copy.made_at is not None:
        return
    file, kind = copy.original, drawn_as(copy.original)
    by_page: dict[int, list[Place]] = defaultdict(list)
    for box in copy.boxes.filter(is_on=True):
        by_page[box.page].append(box.place)
    body = text_without(lines_of(file), by_page) if kind == TEXT else ask("draw", file.file, kind, by_page)[1]
    copy.file.save("", ContentFile(body), save=False)
    copy.media_type, copy.sha256, copy.size = kind, hashlib.sha256(body).hexdigest(), len(body)
    copy.made_at = timezone.now()
    copy.save(update_fields=["file", "media_type", "sha256", "size", "made_at"])


def text_without(lines: Sequence[str], boxes: dict[int, list[Place]]) -> bytes:
    """The words of each box replaced, visibly."""
    return "\n".join(_line_without(line, boxes.get(number, [])) for number, line in enumerate(lines, start=1)).encode()


def _line_without(line: str, boxes: Sequence[Place]) -> str:
    for start, _top, width, _height in sorted(boxes, reverse=True):
        line = line[: int(start)] + INSTEAD + line[int(start + width) :]
    return line
