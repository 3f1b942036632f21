"""The dossier as a Word document, from a template that the coalition edits in Word. The same facts in the same order as the PDF.

A template holds words and Jinja tags (docs/dossier.md). It is rendered in a sandbox that knows the content and nothing else.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Pages
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from submissions.exporters.archive import FIXED_DATE
from submissions.exporters.columns import fit_columns
from submissions.exporters.days import in_words
from submissions.exporters.marking import mark_pages
from submissions.exporters.shapes import drawing

TEMPLATE = Path(__file__).parent / "dossier.docx"
NOT_KNOWN = "not known"
# What Word keeps beside the pages: pictures of them, who wrote them, which firm they work for.
BESIDE = ("/thumbnail", "/extended-properties", "/custom-properties")


class CannotBeFilled(Exception):
    """The template has a tag that is no tag, or asks for something that no dossier has; the argument says which."""


def build_docx(content: dict[str, Any], *, made_on: datetime, template: bytes | None = None, mark: str = "") -> bytes:
    """`content` as `submissions.content.build_content` gives it; `mark` is put above each page. Its properties name no person.

    Raises `CannotBeFilled`.
    """
    pages = DocxTemplate(io.BytesIO(template or TEMPLATE.read_bytes()))
    try:
        pages.render({"title_page": None, **content, "frozen_on": in_words(made_on)}, jinja_env=sandbox(), autoescape=True)
    except (TemplateError, TypeError, KeyError, IndexError) as problem:
        raise CannotBeFilled(str(problem)) from problem
    fit_columns(pages.docx)
    name_nobody(pages.docx, content, made_on)
    written = saved(pages.docx)
    if mark:  # opened again: filling put other headers in the place of those that the open file still shows
        marked = Document(written)
        mark_pages(marked, mark)
        written = saved(marked)
    return without_times(written)


def saved(pages: Pages) -> io.BytesIO:
    sink = io.BytesIO()
    pages.save(sink)
    return sink


class Sandbox(SandboxedEnvironment):
    """A tag can name what the content holds; it calls nothing, and makes nothing large."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"{operator} is not allowed in a template")


def sandbox() -> Sandbox:
    environment = Sandbox(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters |= {"paragraphs": paragraphs, "facts": facts, "carried": carried, "drawing": drawing}
    return environment


def paragraphs(text: str) -> list[str]:
    return [passage for passage in text.replace("\r\n", "\n").split("\n\n") if passage.strip()]


def facts(subject: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each name, the birth, the nationality and each post of a subject: what it is, and what is documented."""
    yield from ((name["kind"], name["text"]) for name in subject["names"])
    yield "Born", subject["born"] or NOT_KNOWN
    yield "Nationality", subject["nationality"] or NOT_KNOWN
    for post in subject["positions"]:
        where = ", ".join(filter(None, (post["title"], post["body"])))
        held = (post["since"] and f"from {post['since']}", post["until"] and f"to {post['until']}")
        yield "Post", " ".join(filter(None, (where, *held)))


def carried(claim: dict[str, Any]) -> str:
    """The sources of a claim and their exhibits, in brackets."""
    told = "; ".join(" ".join((source["kind"], *source["exhibits"])) for source in claim["sources"])
    return f" ({told})" if told else ""


def name_nobody(pages: Pages, content: dict[str, Any], made_on: datetime) -> None:
    package = pages.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(BESIDE):
            del package.rels[key]
    properties = pages.core_properties
    for name in ("category", "comments", "identifier", "keywords", "subject", "version", "content_status"):
        setattr(properties, name, "")
    properties.author = properties.last_modified_by = "Small Places"
    properties.title, properties.revision = f"Dossier {content['reference']}", 1
    properties.created = properties.modified = made_on.replace(microsecond=0, tzinfo=None)


def without_times(written: io.BytesIO) -> bytes:
    """The same Word file with one date on all its parts, so that the same content gives the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w") as target:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, FIXED_DATE)
            target.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()
