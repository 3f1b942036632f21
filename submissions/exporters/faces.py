"""Which text can be printed. The faces in `static/dist/ttf` and Typst's own cover many scripts, but not all."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

# Characters that no Word document (XML) may hold, and the byte order mark, which no tagged PDF may.
NEVER = re.compile("[^\t\n\r -\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
SAMPLE = Path(__file__).parent / "sample.typ"


# Source Sans and Source Serif with Vazirmatn are built into static/dist; these packages bring faces for other scripts.
PACKAGES = ("manimgx_fonts", "pylopdf_fonts_zh_cn")
BESIDE = (
    "Vazirmatn", "Noto Sans Myanmar", "Noto Sans SC", "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Armenian",
    "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Sinhala",
    "Noto Sans Gujarati", "Noto Sans Gurmukhi", "Noto Sans Kannada", "Noto Sans Malayalam", "Noto Sans Oriya", "Noto Sans Khmer",
    "Noto Sans Lao", "Noto Sans Thai",
)  # fmt: skip
READING = ("ua-1",)


def typeset(template: Path | bytes, content: Any, *, standards: Iterable[str] = READING, **inputs: str) -> bytes:
    """The PDF that a Typst file, or its text, makes of `content`. Raises `typst.TypstError`."""
    wanted: Any = list(standards)
    source: Any = template
    told = {"content": json.dumps(content, ensure_ascii=False), "faces": json.dumps(BESIDE), **inputs}
    return bytes(
        typst.compile(source, format="pdf", font_paths=folders(), ignore_system_fonts=True, sys_inputs=told, pdf_standards=wanted)
    )


@lru_cache(1)
def folders() -> list[Path]:
    """Where faces are, and nowhere else: the same input gives the same bytes on every machine."""
    places = [place for name in PACKAGES if (spec := find_spec(name)) for place in spec.submodule_search_locations or ()]
    return [settings.BASE_DIR / "static" / "dist" / "ttf", *map(Path, places)]


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
