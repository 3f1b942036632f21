"""The dossier as a PDF, typeset by Typst. The same content gives the same bytes."""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

TEMPLATE = Path(__file__).parent / "dossier.typ"


def build_pdf(content: dict[str, Any]) -> bytes:
    """`content` as `submissions.content.build_content` gives it. Raises `typst.TypstError` for a glyph no face has."""
    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            font_paths=[str(settings.BASE_DIR / "static" / "dist" / "ttf")],
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    )
