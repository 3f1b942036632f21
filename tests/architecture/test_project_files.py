"""The files around the code: licence, locks, what is imported, what may not be mentioned, what the documents repeat."""

import ast
import re
import subprocess
import sys
import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from jobs.registry import KINDS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
ROOMS = PROJECT["tool"]["importlinter"]["root_packages"]
EXPORTS = ("requirements.txt", "requirements-dev.txt", "requirements-production.txt")
STALE = timedelta(days=730)

# A path on somebody's own machine, however it got here.
OWN_MACHINE = re.compile(r"(?<![\w.}*-])/(?:home|Users|work|workspace|mnt|media)/\w")
# An address that could belong to somebody.
ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b")
INVENTED = re.compile(r"@(?:[\w-]+\.)*(?:example|example\.(?:org|com|net)|invalid|test)$")
OF_OTHERS = ("uv.lock", "package-lock.json", "LICENSE", "tests/fixtures/lists/", "tests/fixtures/compose/compose-spec.json")


@cache
def committed():
    listed = subprocess.run(["git", "ls-files", "-z"], check=False, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git repository")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(*, without=()):
    for name in committed():
        if name.startswith(tuple(without)):
            continue
        try:
            yield name, (ROOT / name).read_text()
        except UnicodeDecodeError:
            continue


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def required(file):
    return {canonical(found) for found in re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(), re.MULTILINE)}


def direct():
    """Requirement lines by group, as pyproject.toml names them."""
    return {
        "runtime": PROJECT["project"]["dependencies"],
        "demo": PROJECT["project"]["optional-dependencies"]["demo"],
        "dev": PROJECT["dependency-groups"]["dev"],
    }


def names(lines):
    return {canonical(re.match(r"[\w.-]+", line)[0]) for line in lines}


def replaced_by_nothing():
    """Packages that an override takes out on every system."""
    overrides = PROJECT["tool"]["uv"].get("override-dependencies", [])
    return names(line for line in overrides if "sys_platform == 'never'" in line)


# Made by set-up, or standing for many.
MADE_LATER = ("static/dist/", "deploy/secrets/", "tests/fixtures/lists/SLUG/")


def test_licence_is_there():
    text = (ROOT / "LICENSE").read_text()

    assert "Apache License" in text
    assert "Version 2.0" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_no_path_of_somebodys_machine():
    found = [f"{name}: {match[0]}" for name, text in texts(without=OF_OTHERS) for match in OWN_MACHINE.finditer(text)]

    assert found == []


def test_no_address_of_anybody():
    found = [
        f"{name}: {match[0]}"
        for name, text in texts(without=OF_OTHERS)
        for match in ADDRESS.finditer(text)
        if not INVENTED.search(match[0])
    ]

    assert found == []


def test_locks_name_the_public_registries_alone():
    python = {str(package["source"]) for package in LOCK if package["name"] != PROJECT["project"]["name"]}
    node = set(re.findall(r'"resolved": "(https?://[^/]+/)', (ROOT / "package-lock.json").read_text()))

    assert python == {str({"registry": "https://pypi.org/simple"})}
    assert node <= {"https://registry.npmjs.org/"}


def test_nothing_private_is_committed():
    private = re.compile(r"(^|/)(\.env|wrapping_key|secret_key|.*_passfile|.*\.eml|.*\.sqlite3?)$")

    assert [name for name in committed() if private.search(name)] == []


@pytest.mark.parametrize("group", ["runtime", "demo", "dev"])
def test_every_direct_dependency_has_a_lower_bound(group):
    assert [line for line in direct()[group] if ">=" not in line and "==" not in line] == []


@pytest.mark.parametrize(
    ("file", "groups"),
    [
        ("requirements.txt", "runtime demo"),
        ("requirements-dev.txt", "runtime demo dev"),
        ("requirements-production.txt", "runtime"),
    ],
)
def test_exports_hold_what_is_asked_for(file, groups):
    asked = {name for group in groups.split() for name in names(direct()[group])} - replaced_by_nothing()

    assert asked - required(file) == set()


def test_production_brings_no_servers_and_no_tools():
    others = names(direct()["demo"]) | names(direct()["dev"])

    assert required("requirements-production.txt") & others == set()


@pytest.mark.parametrize("file", EXPORTS)
def test_exports_fit_the_lock(file):
    locked = {f"{canonical(package['name'])}=={package['version']}" for package in LOCK if "version" in package}
    lines = re.findall(r"^([\w.-]+)==([\w.!+-]+)", (ROOT / file).read_text(), re.MULTILINE)

    assert {f"{canonical(name)}=={version}" for name, version in lines} <= locked


def test_old_packages_are_named_with_a_reason():
    """Old is counted from the newest file in the lock, so the answer changes with the lock and not with the day."""
    ages = {package["name"]: newest_file(package) for package in LOCK if newest_file(package)}
    limit = max(ages.values()) - STALE
    table = (ROOT / "docs/development.md").read_text().split("## Old packages")[1].split("\n## ")[0]

    assert {name for name, age in ages.items() if age < limit} == set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))


def newest_file(package):
    files = [*package.get("wheels", []), package.get("sdist", {})]
    return max((datetime.fromisoformat(file["upload-time"]) for file in files if "upload-time" in file), default=None)


def imported(folder):
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


@pytest.mark.parametrize(("folders", "file"), [(ROOMS, "requirements-production.txt"), (["tests"], "requirements-dev.txt")])
def test_everything_imported_is_in_the_lock(folders, file):
    """Something installed by hand works here and nowhere else."""
    known = packages_distributions()
    modules = {module for folder in folders for module in imported(folder)} - sys.stdlib_module_names - {*ROOMS, "tests"}
    packages = {module: {canonical(name) for name in known.get(module, [module])} for module in modules}

    assert {module for module, candidates in packages.items() if not candidates & required(file)} == set()


def test_image_contains_every_room_that_runs():
    allowed = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.MULTILINE))

    assert {*ROOMS, "templates", "static", "manage.py"} - {"demo"} <= allowed
    assert [name for name in allowed if not (ROOT / name).exists()] == []


def test_operating_names_each_service_with_its_command():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    section = (ROOT / "docs/operating.md").read_text().split("## The services")[1].split("\n## ")[0]
    rows = re.findall(r"^\* `([\w-]+)`[^\n]*\n\n?    (\S[^\n]*)$", section, re.MULTILINE)

    # The scanner's image starts itself.
    assert dict(rows) == {name: service["command"] for name, service in services.items() if name != "scanner"}
    assert "* `scanner`" in section


def test_operating_shows_the_roles_as_they_are_made():
    made = (ROOT / "deploy/database/roles.sql").read_text()
    shown = (ROOT / "docs/operating.md").read_text().split("```sql\n")[1].split("```")[0]

    assert shown.strip() == made.split("\n\n", 1)[1].strip()


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
)
def test_links_of_the_documents_lead_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()) if page.exists() else []

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_paths_that_documents_name_are_there():
    """Whoever looks where a document points finds it there, also after walls were moved."""
    rooms = "|".join(sorted(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")))
    named = re.compile(rf"`((?:{rooms})/[\w./-]+)`")

    pages = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
    paths = {path for page in pages for path in named.findall(page.read_text()) if not path.startswith(MADE_LATER)}
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_picture_stands_in_a_document():
    shown = "".join(path.read_text() for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")])

    assert [
        path.name
        for path in ROOT.glob("docs/pictures/**/*.png")
        if f"pictures/{path.relative_to(ROOT / 'docs/pictures')}" not in shown
    ] == []


def test_every_kind_of_job_has_its_row():
    rows = dict(re.findall(r"^\| `([\w.]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$", (ROOT / "docs/jobs.md").read_text(), re.MULTILINE))
    by_the_clock = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert set(rows) == {name for name, kind in KINDS.items() if not kind.work.__module__.startswith("tests")}
    assert {name for name, when in rows.items() if "every" in when or "each day" in when} == by_the_clock
