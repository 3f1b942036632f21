"""The dossier as a PDF, typeset by Typst. The same content gives the same bytes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from submissions.exporters.chain import drawing_of
from submissions.exporters.days import in_words
from submissions.exporters.faces import texts_in, typeset, unprintable

TEMPLATE = Path(__file__).parent / "dossier.typ"
SUPPLEMENT = Path(__file__).parent / "supplement.typ"


class CannotBePrinted(Exception):
    """A text has a character that no face has. `texts` are those; their words are content and go on no record."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        super().__init__("A text has letters that no printed face has.")


def build_pdf(content: dict[str, Any], *, made_on: datetime) -> bytes:
    """To read, tagged for those who hear it (PDF/UA-1). `content` as `build_content` gives it. Raises `CannotBePrinted`."""
    return _set(with_drawings(content), frozen=in_words(made_on))


def build_kept(
    content: dict[str, Any], manifest: dict[str, Any], *, made_on: datetime, office: str = "", number: int | None = None
) -> bytes:
    """To keep (PDF/A-3a, and tagged too), with the manifest attached; for one office with its name on every page.

    Raises `CannotBePrinted`.
    """
    mark: dict[str, Any] = {"office": office, "copy": str(number)} if office else {}
    return _set(
        with_drawings(content),
        standards=("a-3a", "ua-1"),
        frozen=in_words(made_on),
        manifest=json.dumps(manifest, indent=2),
        day=made_on.date().isoformat(),
        **mark,
    )


def build_for_office(content: dict[str, Any], *, made_on: datetime, office: str, number: int, letter: str) -> bytes:
    """To read, with the office's name on every page and its letter in front. Raises `CannotBePrinted`."""
    return _set(with_drawings(content), frozen=in_words(made_on), office=office, copy=str(number), letter=letter)


def build_supplement(changes: dict[str, Any], *, made_on: datetime, office: str, number: int, letter: str) -> bytes:
    """What changed since an earlier version, as `exporters.copies.changes_of` gives it. Raises `CannotBePrinted`."""
    return _set(changes, template=SUPPLEMENT, frozen=in_words(made_on), office=office, copy=str(number), letter=letter)


def with_drawings(content: dict[str, Any]) -> dict[str, Any]:
    """Each recommendation with its drawing; what is drawn is made of what it says and is no content of its own."""
    return {**content, "recommendations": [{**ask, "drawing": drawing_of(ask)} for ask in content["recommendations"]]}


def _set(content: dict[str, Any], *, template: Path = TEMPLATE, **options: Any) -> bytes:
    try:
        return typeset(template, content, **options)
    except typst.TypstError:
        if texts := [text for text, _ in unprintable(texts_in(content))]:
            raise CannotBePrinted(texts) from None
        raise
