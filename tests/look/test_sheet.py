"""The style sheets: light enough for a bad line, legible in both modes, ignorant of left and right."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SHEET = STATIC / "dist" / "site.css"
PAGE = 10_000  # what the page itself may weigh
SCRIPTS = ("js/leave.js", "django_htmx/htmx-2.min.js")
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)|float\s*:"
)
TEXT = 4.5  # WCAG 2.2 AA: words
SHAPE = 3.0  # and edges of fields, focus rings
PAIRS = [
    *(
        (ink, paper, TEXT)
        for ink in ("ink", "ink-soft", "act", "act-hover", "wait", "good", "wrong")
        for paper in ("paper", "sheet")
    ),
    *((tone, f"{tone}-wash", TEXT) for tone in ("act", "wait", "good", "wrong")),
    *(("ink", f"{tone}-wash", TEXT) for tone in ("act", "wait", "good", "wrong")),
    ("act-ink", "act", TEXT),
    ("act-ink", "act-hover", TEXT),
    ("ink-soft", "line", TEXT),
    ("edge", "paper", SHAPE),
    ("edge", "sheet", SHAPE),
]
needs_sheet = pytest.mark.skipif(not SHEET.exists(), reason="static/dist/ is not built")


def tokens(mode):
    """The colours as the browser would have them; the dark ones lie over the light."""
    light, _, dark = (STATIC / "css" / "tokens.css").read_text().partition("prefers-color-scheme: dark")
    colours = re.compile(r"--([\w-]+):\s*#([0-9a-f]{6})")
    return dict(colours.findall(light)) | (dict(colours.findall(dark)) if mode == "dark" else {})


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_colours_can_be_told_apart(mode, ink, paper, least):
    colours = tokens(mode)

    assert contrast(colours[ink], colours[paper]) >= least


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_sheet_knows_no_left_and_no_right(path):
    assert PHYSICAL.findall(path.read_text()) == []


@needs_sheet
def test_built_sheet_fetches_only_its_own_faces():
    fetched = re.findall(r"url\(\"?([^\")]+)", SHEET.read_text())

    assert {name for name in fetched if not (SHEET.parent / name).is_file()} == set()


@needs_sheet
def test_built_sheet_is_light():
    assert len(gzip.compress(SHEET.read_bytes())) < 12_000


@needs_sheet
def test_first_page_is_light_with_scripts_and_without():
    scripts = [Path(finders.find(name)).read_bytes() for name in SCRIPTS]
    sheet = SHEET.read_bytes()

    assert PAGE + len(sheet) + sum(map(len, scripts)) < 100_000
    assert PAGE + len(gzip.compress(sheet)) < 40_000
