"""What holds for every template of ours: nothing inline, every word translatable, every file that is named exists."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block page_class\s*%}.*?endblock[^%]*%}", re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on|<script(?![^>]*(\bsrc=|type=\"application/json\"))", re.IGNORECASE
)
STATIC = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]|{{ STATIC_PREFIX }}([^\"]+)")
ELSEWHERE = re.compile(r"(?:src|href|action|content)=\"(?:https?:)?//([^/\"]+)")
READ_ALOUD = {"alt", "aria-label", "aria-description", "data-hint", "placeholder", "title"}
BUILT = (Path(settings.BASE_DIR) / "static" / "dist" / "site.css").exists()

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))


class Words(HTMLParser):
    """Collects what a person would read or hear, once everything that is translated has been taken out."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.silent = False

    def handle_starttag(self, tag, attrs):
        self.silent = tag in {"script", "kbd"}  # what stands on a key is called so in every language
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, text):
        if not self.silent:
            self.found.append(text)


def words_left(source):
    words = Words()
    for pattern in (COMMENTS, TRANSLATED, CLASSES, TAGS):
        source = pattern.sub(" ", source)
    words.feed(source)
    return {" ".join(text.split()) for text in words.found if re.search(r"[^\W\d_]", text)}


@every_template
def test_template_holds_no_inline_style_or_script(path):
    assert [match.group().strip() for match in INLINE.finditer(path.read_text())] == []


@every_template
def test_template_says_nothing_untranslated(path):
    assert words_left(path.read_text()) == set()


@every_template
def test_template_names_static_files_that_exist(path):
    named = {next(filter(None, match)) for match in STATIC.findall(path.read_text())}
    here = {name for name in named if BUILT or not name.startswith("dist/")}

    assert {name for name in here if finders.find(name) is None} == set()


@every_template
def test_template_asks_nobody_else_for_anything(path):
    assert set(ELSEWHERE.findall(path.read_text())) <= {"www.wikipedia.org"}


def test_untranslated_words_are_noticed():
    source = '<p title="Hello">{% translate "kept" %} lost {# note #}</p><a aria-label="{{ label }}">{{ name }}</a>'

    assert words_left(source) == {"Hello", "lost"}


@pytest.mark.parametrize(
    "source",
    [
        '<p style="x">',
        "<p onclick=x>",
        "<script>x</script>",
        "<style>",
        '<a href="javascript:x">',
        '<script type="module">x</script>',
    ],
)
def test_inline_code_is_noticed(source):
    assert INLINE.search(source)


def test_every_component_is_described():
    page = (Path(settings.BASE_DIR) / "docs" / "look.md").read_text()

    assert {path.name for path in (ROOT / "components").iterdir() if f"`{path.name}`" not in page} == set()
