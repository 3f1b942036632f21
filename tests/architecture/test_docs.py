"""What has a name in the code has its row or heading in the documentation. A failure lists what is missing."""

import ast
import re

import pytest

from accounts.roles import Role
from audit.verbs import VERBS
from jobs.registry import KINDS
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
