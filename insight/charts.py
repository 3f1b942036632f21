"""Charts as Vega-Lite specifications, drawn here as SVG: no script on the page, the same picture in the PDF."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import vl_convert

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
INK, SOFT, SHADES = "#1c2430", "#5b6472", ("#d5dfe9", "#adc4d9", "#82a6c6", "#5685ae", "#2f6391", "#173f63")
Spec = dict[str, Any]
QUIET = {
    "font": "Source Sans 3, sans-serif",
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": SOFT,
        "gridColor": "#e4e7eb",
        "domainColor": SOFT,
        "labelFontSize": 12,
        "labelLimit": 260,
    },
    "legend": {"labelColor": INK, "titleColor": SOFT, "orient": "top", "labelFontSize": 12},
}


def svg(spec: Spec) -> str:
    """Drawn once for the same numbers. Nothing is fetched: the numbers stand in the specification."""
    return _drawn(json.dumps({"$schema": SCHEMA, "config": QUIET, **spec}, sort_keys=True))


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(json.loads(spec), allowed_base_urls=[]))


def funnel(rows: Sequence[tuple[str, Sequence[int]]], stages: Sequence[str]) -> Spec:
    """Bars inside each other: of those filed, how many were accepted, sent, acted on, named."""
    values = [
        {"row": label, "stage": stage, "count": count, "order": order}
        for label, counts in rows
        for order, (stage, count) in enumerate(zip(stages, counts, strict=True))
    ]
    most = max((count for _, counts in rows for count in counts), default=0)
    return {
        "data": {"values": values},
        "width": 520,
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "count", "type": "quantitative", "title": None, "stack": None, "scale": {"domain": [0, max(most, 5)]}},
            "color": {"field": "stage", "type": "nominal", "title": None, "sort": list(stages), "scale": {"range": list(SHADES)}},
            "order": {"field": "order"},
        },
    }


def curve(steps: Iterable[tuple[float, float]], title: str) -> Spec:
    """A falling staircase: the part that a government has not acted on, by days since sending."""
    return {
        "data": {"values": [{"day": day, "part": part} for day, part in steps]},
        "width": 600,
        "height": 260,
        "mark": {"type": "line", "interpolate": "step-after", "color": SHADES[-1], "strokeWidth": 2},
        "encoding": {
            "x": {"field": "day", "type": "quantitative", "title": title},
            "y": {"field": "part", "type": "quantitative", "title": None, "scale": {"domain": [0, 1]}, "axis": {"format": ".0%"}},
        },
    }
