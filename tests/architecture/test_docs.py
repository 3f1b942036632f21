"""What has a name in the code has its row or heading in the documentation. A failure lists what is missing."""

import ast
import re

import pytest

from accounts.roles import Role
from audit.verbs import VERBS
from config.settings import base
from jobs.registry import KINDS
from sanctions.presentation import tried_on
from sanctions.sources import SOURCES
from tests.architecture.sources import ROOT, tree

DOCS = ROOT / "docs"
WORKFLOWS = ("cases", "submissions")


def rows(page):
    """The names in code type that begin a row of a table, or stand alone in its second cell."""
    return set(re.findall(r"^\|(?:[^|`]*\|)?\s*`([^`]+)`", (DOCS / page).read_text(), re.MULTILINE))


def headings(page):
    return set(re.findall(r"^#+\s+`?([^`\n]+)`?$", (DOCS / page).read_text(), re.MULTILINE))


def variables():
    """The environment variables that the settings read; a secret may also be given as a file."""
    found = set()
    for path in (ROOT / "config" / "settings").glob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("env_"):
                found.add(node.args[0].value)
                found |= {f"{node.args[0].value}_FILE"} if node.func.id == "env_secret" else set()
    return found


def kinds():
    """The kinds of work that rooms declare; tests declare some of their own."""
    return {name for name, kind in KINDS.items() if not kind.work.__module__.startswith("tests")}


@pytest.mark.parametrize(
    ("page", "named"),
    [("roles.md", lambda: set(Role.values)), ("settings.md", variables), ("jobs.md", kinds), ("record.md", lambda: set(VERBS))],
)
def test_every_name_has_its_row(page, named):
    assert named() - rows(page) == set()


@pytest.mark.parametrize("room", WORKFLOWS)
def test_every_step_has_its_heading(room):
    steps = __import__(f"{room}.workflow", fromlist=["STEPS"]).STEPS

    assert set(steps) - headings("workflows.md") == set()


def test_every_role_is_told_about_under_its_own_heading():
    told = headings("roles.md")

    assert {role.label for role in Role if not any(role.label.startswith(heading) for heading in told)} == set()


def test_links_between_pages_lead_somewhere():
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    links = {
        (page.name, link) for page in pages if page.exists() for link in re.findall(r"\]\(([^)#:]+\.md)[^)]*\)", page.read_text())
    }
    base = {page.name: page.parent for page in pages}

    assert {(page, link) for page, link in links if not (base[page] / link).exists()} == set()


def test_every_list_is_told_about_as_it_is_read():
    told = (DOCS / "lists.md").read_text()
    own = {slug: told.partition(f"### `{slug}`")[2].partition("\n### ")[0].partition("\n## ")[0] for slug in SOURCES}
    flat = {slug: " ".join(text.split()) for slug, text in own.items()}

    assert set(SOURCES) - rows("lists.md") == set()
    assert {slug for slug, source in SOURCES.items() if source.rights.casefold() not in flat[slug].casefold()} == set()
    assert {
        slug for slug, text in flat.items() if "Read: " not in text or not re.search(r"\bNot (read|kept|in the list): ", text)
    } == set()
    missing = {slug for slug, source in SOURCES.items() if not any(address in flat[slug] for address in addresses_of(source))}
    assert missing == set()
    assert {slug for slug, source in SOURCES.items() if f"| {source.floor:,} |" not in row_of(told, slug)} == set()
    by_the_clock = {slug for slug in SOURCES if re.search(r"\d\d:\d\d", row_of(told, slug))}
    assert by_the_clock == set(base.LIST_SCHEDULE) == {slug for slug, source in SOURCES.items() if not source.by_hand}


def test_on_what_each_list_was_tried_is_told():
    told = (DOCS / "lists.md").read_text()

    said = {(slug, form, str(how)) for slug, source in SOURCES.items() for form, how in tried_on(source)}
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]+) \| ((?:read|untested) [^|]+) \|$", told, re.M)) == said


def addresses_of(source):
    """The address itself, or the folder of several."""
    return {source.parts[0].url, source.parts[0].url.rpartition("/")[0] + "/"}


def row_of(page, slug):
    return next(line for line in page.splitlines() if line.startswith(f"| `{slug}` |"))
