"""Which text can be printed. The faces in `static/dist/ttf` and Typst's own cover many scripts, but not all."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

# Characters that no Word document (XML) may hold, and the byte order mark, which no tagged PDF may.
NEVER = re.compile("[^\t\n\r -\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
SAMPLE = Path(__file__).parent / "sample.typ"


def typeset(template: Path, content: Any) -> bytes:
    """The PDF that a Typst file makes of `content`. Raises `typst.TypstError`."""
    return bytes(
        typst.compile(
            template,
            format="pdf",
            font_paths=[settings.BASE_DIR / "static" / "dist" / "ttf"],
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    )


def unprintable(texts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each text that cannot be printed, with the characters that stand in the way."""
    texts = [text for text in texts if text]
    missing = missing_from(frozenset("".join(texts)))
    for text in texts:
        if found := sorted(missing.intersection(text)):
            yield text, found


@lru_cache(256)
def missing_from(characters: frozenset[str]) -> frozenset[str]:
    """Those that no face has. All are tried at once; only when that fails, one by one."""
    return frozenset() if can_print(characters) else frozenset(sign for sign in characters if not _can_print_one(sign))


@lru_cache(8192)
def _can_print_one(sign: str) -> bool:
    return can_print({sign})


def can_print(characters: Iterable[str]) -> bool:
    if any(NEVER.match(sign) for sign in characters):
        return False
    try:
        typeset(SAMPLE, sorted(characters))
    except typst.TypstError:
        return False
    return True


def texts_in(content: Any) -> Iterator[str]:
    """Every text in JSON values, keys apart."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from texts_in(list(content.values()))
    elif isinstance(content, list):
        for item in content:
            yield from texts_in(item)
