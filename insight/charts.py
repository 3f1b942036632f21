"""Charts as Vega-Lite specifications, drawn here as SVG: no script on the page, the same picture in the PDF."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.translation import get_language_bidi

from insight.withholding import FEW, WITHHELD
from insight.world import drawn_codes, outlines

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
INK, SOFT, SHADES = "#1c2430", "#5b6472", ("#d5dfe9", "#adc4d9", "#82a6c6", "#5685ae", "#2f6391", "#173f63")
NOTHING = "#f1f0ec"
Spec = dict[str, Any]
MOST_DRAWN = 15
SQUARE = {"step": 110}
LEAST_DRAWN = 5  # an axis goes at least so far: one case is no bar across the page
WHOLE = {"tickMinStep": 1, "format": "d"}  # nobody is half a case
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
    "legend": {"labelColor": INK, "titleColor": SOFT, "orient": "top", "labelFontSize": 12, "labelLimit": 320},
}


def svg(spec: Spec) -> str:
    """Drawn once for the same numbers. Nothing is fetched: the numbers stand in the specification."""
    return _drawn(json.dumps({"$schema": SCHEMA, "config": QUIET, **spec}, sort_keys=True))


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(json.loads(spec), allowed_base_urls=[]))


def funnel(rows: Sequence[tuple[str, Sequence[int]]], stages: Sequence[str]) -> Spec:
    """Bars inside each other: of those filed, how many were accepted, sent, acted on, named."""
    return _bars(rows, stages, SHADES, stack=None, most=max((count for _, counts in rows for count in counts), default=0))


def parts(rows: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str]) -> Spec:
    """A bar for each row, its parts one after the other; whatever is named first has most ink."""
    return _bars(rows, labels, SHADES[::-1], stack="zero", most=max((sum(counts) for _, counts in rows), default=0))


def _bars(
    rows: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str], shades: Sequence[str], *, stack: str | None, most: int
) -> Spec:
    values = [
        {"row": row, "part": part, "count": count, "order": order}
        for row, counts in rows
        for order, (part, count) in enumerate(zip(labels, counts, strict=True))
    ]
    return {
        "data": {"values": values},
        "width": 520,
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "count",
                "type": "quantitative",
                "title": None,
                "stack": stack,
                "scale": {"domain": [0, max(most, LEAST_DRAWN)]},
                "axis": WHOLE,
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(labels), "range": _spread(shades, len(labels))},
                "legend": {"columns": 3},
            },
            "order": {"field": "order"},
        },
    }


def _spread(shades: Sequence[str], count: int) -> list[str]:
    """So many of the shades, as far from each other as can be."""
    return [shades[round(number * (len(shades) - 1) / max(count - 1, 1))] for number in range(count)]


def squares(rows: Sequence[tuple[str, Sequence[str]]], columns: Sequence[str], states: Sequence[str]) -> Spec:
    """A square for each row and column, in the shade of its state; the state named first has most ink. No two rows are alike."""
    values = [
        {"row": row, "column": column, "state": state} for row, told in rows for column, state in zip(columns, told, strict=True)
    ]
    return {
        "data": {"values": values},
        "width": SQUARE,
        "height": {"step": 24},
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 3},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "column", "type": "nominal", "title": None, "sort": None, "axis": {"orient": "top", "labelAngle": 0}},
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(states), "range": [*_spread(SHADES[::-1], len(states) - 1), NOTHING]},
            },
        },
    }


def narrowed(spec: Spec) -> Spec:
    """The same for a page as narrow as a telephone, where letters keep their size."""
    encoding = spec.get("encoding", {})
    if "y" not in encoding or "xOffset" in encoding:
        return spec
    if "color" not in encoding:
        return {**spec, "width": 270}
    turned = {
        "y": _with_axis(encoding["y"], labelLimit=150, labelFontSize=11),
        "color": {**encoding["color"], "legend": {"columns": 1}},
    }
    return {**spec, "width": {"step": 44} if spec["width"] == SQUARE else 160, "encoding": {**encoding, **turned}}


def _with_axis(channel: Spec, **axis: Any) -> Spec:
    return {**channel, "axis": {**channel.get("axis", {}), **axis}}


def facing(spec: Spec) -> Spec:
    """The same for whoever reads from right to left: it begins at the right, as the page does. A staircase goes on as it is."""
    if not get_language_bidi() or "x" not in spec.get("encoding", {}) or spec["mark"]["type"] == "line":
        return spec
    x, y = spec["encoding"]["x"], spec["encoding"]["y"]
    turned = {"x": {**x, "scale": {**x.get("scale", {}), "reverse": True}}, "y": _with_axis(y, orient="right")}
    return {**spec, "encoding": {**spec["encoding"], **turned}}


STEPS = ((0, "0"), (1, "1–4"), (5, "5–19"), (20, "20–99"), (100, "100 –"))  # from which number on a country is a shade darker


def world(counts: Mapping[str, str], silent: Iterable[str]) -> Spec:
    """Countries by how many cases they have, in words as they may be told; those with a bold outline are `silent`. By code."""
    bold = {"test": {"field": "id", "oneOf": sorted(silent)}}
    more = [WITHHELD] if WITHHELD in counts.values() else []
    shades = [{"id": code, "cases": _step(counts.get(code, "0"))} for code in sorted({*drawn_codes(), ""})]
    return {
        "width": 760,
        "height": 380,
        "projection": {"type": "equalEarth"},
        "data": {"values": outlines(), "format": {"type": "topojson", "feature": "countries"}},
        "transform": [{"lookup": "id", "from": {"data": {"values": shades}, "key": "id", "fields": ["cases"]}}],
        "mark": {"type": "geoshape"},
        "encoding": {
            "color": {
                "field": "cases",
                "type": "nominal",
                "title": None,
                "scale": {"domain": [words for _, words in STEPS] + more, "range": [NOTHING, *SHADES[1:5], "#d9d2c0"]},
                "legend": {"orient": "bottom", "symbolStrokeColor": "#b9b2a2"},
            },
            "stroke": {"condition": {**bold, "value": INK}, "value": "#b9b2a2"},
            "strokeWidth": {"condition": {**bold, "value": 1.8}, "value": 0.4},
        },
    }


def _step(told: str) -> str:
    """What is told as fewer than five, or as a step of five, has a shade; what is withheld has one of its own."""
    if told == WITHHELD:
        return WITHHELD
    count = 1 if told == FEW else int(told.partition("–")[0] or 0)
    return [words for least, words in STEPS if count >= least][-1]


def bars_over_time(rows: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str]) -> Spec:
    """Beside each other in each period: what was sent, acknowledged, acted on."""
    most = max((count for _, counts in rows for count in counts if count > LEAST_DRAWN), default=LEAST_DRAWN)
    values = [
        {"period": period, "what": label, "count": count}
        for period, counts in rows
        for label, count in zip(labels, counts, strict=True)
    ]
    return {
        "data": {"values": values},
        "width": {"step": 14},
        "height": 220,
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "period", "type": "ordinal", "title": None, "sort": None, "axis": {"labelAngle": -45}},
            "xOffset": {"field": "what", "sort": list(labels)},
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": WHOLE, "scale": {"domain": [0, most]}},
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "sort": list(labels),
                "scale": {"range": [SHADES[1], SHADES[3], SHADES[5]]},
            },
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
