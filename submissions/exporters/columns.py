"""Columns of a Word table as wide as what stands in them, where the template leaves their width open."""

from typing import Any

from docx.document import Document
from docx.table import Table

LEAST, MOST = 14, 70  # signs


def fit_columns(document: Document) -> None:
    """Those of a table that Word fits to its contents; a table of fixed widths keeps them."""
    page: Any = document.sections[0]
    across = page.page_width - page.left_margin - page.right_margin
    for table in document.tables:
        if table.autofit:
            _fit(table, across)


def _fit(table: Table, across: int) -> None:
    rows = [row.cells for row in table.rows]
    wanted = [_signs([cell.text for cell in column]) for column in zip(*rows, strict=False)]
    widths: list[Any] = [round(across * signs / sum(wanted)) for signs in wanted]
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width
    for cells in rows:
        for cell, width in zip(cells, widths, strict=False):
            cell.width = width


def _signs(texts: list[str]) -> float:
    """How many signs a column needs: what a row has on the average, and the longest word at least."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(max(sum(map(len, texts)) / len(texts), longest, LEAST), MOST)
