"""The project's own Python and templates, for the tests that read them."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def modules(*, tests: bool = False) -> Iterator[Path]:
    """Every module that somebody wrote by hand; migrations are written by Django and frozen."""
    for room in [*ROOMS, "tests"] if tests else ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def templates() -> list[Path]:
    return [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
