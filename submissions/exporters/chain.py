"""Who commands whom, and who did what to whom, as a drawing: where its boxes and arrows stand, and the same in sentences.

Pure arithmetic on the content of one recommendation, in points. PDF and Word draw what stands here.
"""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

WIDTH = 455.0  # between the margins of A4
MOST_BESIDE, MOST_ACTS = 3, 5
GAP, BETWEEN, PADDING = 14.0, 24.0, 6.0
LINE, LETTER, SPARE = 12.5, 4.9, 1.12  # of nine points; what is written wide takes twice as much


@dataclass
class Box:
    """`labels` stand right above it, where the arrows that lead to it end: `label_height` is theirs."""

    lines: list[str]
    is_subject: bool = False
    labels: list[str] = field(default_factory=list)
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    label_height: float = 0


@dataclass
class Arrow:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass
class Drawing:
    """`alt` says in sentences what the drawing shows."""

    width: float
    height: float
    boxes: list[Box]
    arrows: list[Arrow]
    alt: str


@dataclass
class Tree:
    """Boxes by how far below the subject they stand, and who leads to whom: keys of both, and the word on the arrow."""

    boxes: dict[str, Box] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, key: str, level: int, box: Box) -> None:
        if key not in self.boxes:
            self.boxes[key], self.levels[key] = box, level


def drawing_of(ask: dict[str, Any]) -> dict[str, Any] | None:
    """Of a recommendation as the content has it, as plain values; None where there is nothing to draw."""
    tree = _tree(ask)
    if not tree.links:
        return None
    _set_labels(tree)
    height = _set_boxes(tree)
    arrows = [_arrow(tree.boxes[above], tree.boxes[below]) for above, below, _label in tree.links]
    return asdict(Drawing(WIDTH, height, list(tree.boxes.values()), arrows, " ".join(_sentences(tree))))


def _tree(ask: dict[str, Any]) -> Tree:
    tree, subject = Tree(), ask["subject"]["names"][0]["text"]
    posts = [", ".join(filter(None, (post["title"], post["body"]))) for post in ask["subject"]["positions"]]
    tree.add(subject, 0, Box([subject, *posts], is_subject=True))
    for one in _from(subject, ask.get("command", ())):
        tree.add(one["above"], tree.levels.get(one["below"], 0) - 1, Box([one["above"]]))
        tree.add(one["below"], tree.levels[one["above"]] + 1, Box([one["below"]]))
        tree.links.append((one["above"], one["below"], _commands(one)))
    done: dict[str, list[dict[str, str]]] = defaultdict(list)
    for act in ask["acts"]:
        for mode in act["modes"]:
            done[mode].append(act)
    for mode, acts in done.items():
        key = f"acts {mode}"
        tree.add(key, 1, Box(_acts(acts)))
        tree.links.append((subject, key, mode))
    return tree


def _from(subject: str, commands: Any) -> Iterator[dict[str, str]]:
    """Nearest to the subject first, so that each box knows how far away it stands."""
    left, known = list(commands), {subject}
    while near := [one for one in left if known & {one["above"], one["below"]}]:
        yield from near
        known |= {name for one in near for name in (one["above"], one["below"])}
        left = [one for one in left if one not in near]


def _commands(one: dict[str, str]) -> str:
    return " ".join(filter(None, ("commands", one["since"] and f"from {one['since']}", one["until"] and f"to {one['until']}")))


def _acts(acts: list[dict[str, str]]) -> list[str]:
    told = [", ".join(filter(None, (act["abuse"], act["when"]))) + f": {act['victim']}" for act in acts[:MOST_ACTS]]
    return [*told, f"and {len(acts) - MOST_ACTS} more, in the table above"] if len(acts) > MOST_ACTS else told


def _set_labels(tree: Tree) -> None:
    """The word of each arrow, with from whom it comes where there are several."""
    for key, box in tree.boxes.items():
        leading = [(above, label) for above, below, label in tree.links if below == key]
        box.labels = [label if len(leading) == 1 else f"{above}: {label}" for above, label in leading]


def _set_boxes(tree: Tree) -> float:
    """Give each box its place, level by level, and return where the last one ends."""
    y = 0.0
    for level in sorted(set(tree.levels.values())):
        here = [tree.boxes[key] for key, at in tree.levels.items() if at == level]
        for first in range(0, len(here), MOST_BESIDE):
            row = here[first : first + MOST_BESIDE]
            _set_row(row, y)
            y = max(box.y + box.height for box in row) + BETWEEN
    return y - BETWEEN


def _set_row(row: list[Box], y: float) -> None:
    width = (WIDTH - GAP * (len(row) - 1)) / len(row) if len(row) > 1 else WIDTH * 0.6
    x = 0.0 if len(row) > 1 else (WIDTH - width) / 2
    for box in row:
        box.label_height = LINE * _rows_of(box.labels, width)
    labels = max(box.label_height for box in row)
    for box in row:
        box.x, box.y, box.width = round(x, 2), round(y + labels, 2), round(width, 2)
        box.height = 2 * PADDING + LINE * _rows_of(box.lines, width - 2 * PADDING)
        x += width + GAP


def _rows_of(texts: list[str], width: float) -> int:
    """On how many lines these texts stand, with room to spare for words that do not fit."""
    letters = [sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text) for text in texts]
    return sum(max(1, math.ceil(number * LETTER * SPARE / width)) for number in letters)


def _arrow(above: Box, below: Box) -> Arrow:
    return Arrow(
        round(above.x + above.width / 2, 2),
        round(above.y + above.height, 2),
        round(below.x + below.width / 2, 2),
        round(below.y - below.label_height, 2),
    )


def _sentences(tree: Tree) -> Iterator[str]:
    for above, below, label in tree.links:
        if below.startswith("acts "):
            yield f"{above} {label}: {'; '.join(tree.boxes[below].lines)}."
        else:
            yield f"{above} {label.replace('commands', 'commands ' + below, 1)}."
