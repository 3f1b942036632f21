"""The dossier as a PDF, typeset by Typst. The same content gives the same bytes."""

from pathlib import Path
from typing import Any

import typst

from submissions.exporters.faces import texts_in, typeset, unprintable

TEMPLATE = Path(__file__).parent / "dossier.typ"


class CannotBePrinted(Exception):
    """A text has a character that no face has. `texts` are those; their words are content and go on no record."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        super().__init__("A text has letters that no printed face has.")


def build_pdf(content: dict[str, Any]) -> bytes:
    """`content` as `submissions.content.build_content` gives it. Raises `CannotBePrinted`."""
    try:
        return typeset(TEMPLATE, content)
    except typst.TypstError:
        if texts := [text for text, _ in unprintable(texts_in(content))]:
            raise CannotBePrinted(texts) from None
        raise
