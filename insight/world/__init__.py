"""The outlines of countries, for a map that is drawn here and fetches nothing."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def outlines() -> dict[str, Any]:
    """TopoJSON with one object, `countries`, whose outlines bear the codes of countries; README.md has origin and rights."""
    topology: dict[str, Any] = json.loads((Path(__file__).parent / "countries.json").read_text())
    return topology


@cache
def drawn_codes() -> frozenset[str]:
    """Countries that have an outline."""
    return frozenset(outline["id"] for outline in outlines()["objects"]["countries"]["geometries"]) - {""}
