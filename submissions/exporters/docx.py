"""The dossier as a Word document, because officials edit Word. The same facts in the same order as the PDF."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Pages
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import Table

from submissions.exporters.archive import FIXED_DATE

FACE = "Source Sans 3"
NOT_KNOWN = "not known"


def build_docx(content: dict[str, Any], *, made_on: datetime) -> bytes:
    """`content` as `submissions.content.build_content` gives it. Its properties name no person."""
    pages = Document()
    pages.styles["Normal"].font.name = FACE
    pages.styles["Normal"].font.size = Pt(10.5)
    _without_thumbnail(pages)
    properties = pages.core_properties
    properties.author = properties.last_modified_by = "Small Places"
    properties.title = f"Dossier {content['reference']}"
    properties.created = properties.modified = made_on.replace(microsecond=0, tzinfo=None)
    pages.add_heading("Recommendation for sanctions", level=0)
    pages.add_paragraph(
        f"For the Government: {content['government']}. Dossier {content['reference']}, version {content['version']}."
    )
    pages.add_paragraph().add_run(content["caveat"]).bold = True
    for ask in content["recommendations"]:
        _recommendation(pages, ask)
    _exhibits(pages, content["exhibits"])
    pages.sections[0].footer.paragraphs[0].text = f"{content['reference']}, version {content['version']} · {content['caveat']}"
    written = io.BytesIO()
    pages.save(written)
    return without_times(written)


def _without_thumbnail(pages: Pages) -> None:
    """The library's own first page has a picture of itself in it; nobody sees it, so nothing hidden stays."""
    package = pages.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def without_times(written: io.BytesIO) -> bytes:
    """The same Word file with one date on all its parts, so that the same content gives the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w") as target:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, FIXED_DATE)
            target.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _recommendation(pages: Pages, ask: dict[str, Any]) -> None:
    subject = ask["subject"]
    pages.add_heading(subject["names"][0]["text"], level=1)
    pages.add_paragraph(f"Recommendation {ask['reference']}, from case {ask['case']} documented by {ask['organisation']}.")
    pages.add_paragraph(f"{ask['authority']} is asked to act under {ask['programme']}: {ask['criterion']}.")
    if ask["alternatives"]:
        pages.add_paragraph(f"In the alternative: {'; '.join(ask['alternatives'])}.")
    pages.add_paragraph(ask["summary"])
    pages.add_heading("Who", level=2)
    _table(pages, ("", "As documented"), _subject_rows(subject))
    pages.add_heading("What is alleged", level=2)
    acts = [(a["when"], a["where"], a["abuse"], ", ".join(a["modes"]), a["victim"]) for a in ask["acts"]]
    _table(pages, ("When", "Where", "Abuse", "How responsible", "Of whom"), acts)
    _affected(pages, ask)
    _legal_test(pages, ask["elements"])
    pages.add_heading("Information that speaks against", level=2)
    pages.add_paragraph(ask["contrary"])
    for part in ask["parts"]:
        _part(pages, part)


def _part(pages: Pages, part: dict[str, Any]) -> None:
    """What this government wants to read besides, as `submissions.skins` puts it."""
    pages.add_heading(part["heading"], level=2)
    if part["text"]:
        pages.add_paragraph(part["text"])
    if part["rows"]:
        _table(pages, part["head"], part["rows"])


def _subject_rows(subject: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [(name["kind"], name["text"]) for name in subject["names"]]
    rows += [("Born", subject["born"] or NOT_KNOWN), ("Nationality", subject["nationality"] or NOT_KNOWN)]
    for post in subject["positions"]:
        where = ", ".join(filter(None, (post["title"], post["body"])))
        rows.append(
            (
                "Post",
                " ".join(
                    filter(None, (where, post["since"] and f"from {post['since']}", post["until"] and f"to {post['until']}"))
                ),
            )
        )
    return rows


def _affected(pages: Pages, ask: dict[str, Any]) -> None:
    pages.add_heading("Affected persons and groups", level=2)
    pages.add_paragraph(ask["affected"])
    rows = [(v["pseudonym"], str(v["people"]), ", ".join(v["groups"]) or v["group_answer"], v["role"]) for v in ask["victims"]]
    _table(pages, ("Pseudonym", "People", "Groups", "Role"), rows)


def _legal_test(pages: Pages, elements: Iterable[dict[str, Any]]) -> None:
    pages.add_heading("The legal test", level=2)
    for element in elements:
        paragraph = pages.add_paragraph()
        paragraph.add_run(f"{element['element']}. ").bold = True
        paragraph.add_run(element["statement"])
        for claim in element["claims"]:
            carried = "; ".join(" ".join((source["kind"], *source["exhibits"])) for source in claim["sources"])
            pages.add_paragraph(f"{claim['text']} ({carried})", style="List Bullet")


def _exhibits(pages: Pages, exhibits: Sequence[dict[str, Any]]) -> None:
    pages.add_heading("Exhibits", level=1)
    if not exhibits:
        pages.add_paragraph("No file goes with this dossier.")
        return
    rows = [(e["label"], e["title"], f"{e['kind']}, {e['form']}", "; ".join(e.get("cited", ())), e["sha256"]) for e in exhibits]
    _table(pages, ("No.", "What", "Kind", "Where it is relied on", "SHA-256"), rows)


def _table(pages: Pages, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = pages.add_table(rows=1, cols=len(head), style="Light List")
    _repeat_head(table)
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _repeat_head(table: Table) -> None:
    """On every page that the table goes on to, also for those who hear the document read."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
