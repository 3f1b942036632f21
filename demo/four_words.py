"""What the liaison wrote to each of the four governments; the words stand in `four.toml`."""

import tomllib
from pathlib import Path

SAID = tomllib.loads((Path(__file__).parent / "four.toml").read_text(encoding="utf-8"))
CRITERIA: dict[str, str] = SAID["criteria"]
WORDS: dict[str, dict[str, str]] = {government: SAID["all"] | SAID[government] for government in CRITERIA}
REASONS: list[str] = SAID["reasons"]
# By a word of an element, which argument answers it; in this order.
ANSWERS = (
    ("there was", "abuse"),
    ("grounds", "grounds"),
    ("statement of reasons", "disclosed"),
    ("sought", "rights"),
    ("foreign", "foreign"),
    ("subject", "responsible"),
)
# Which of the claims carry each, in the order in which they were written.
CARRIED_BY = {
    "abuse": (1, 3), "grounds": (0, 1, 2, 3), "disclosed": (0, 1), "rights": (1,), "foreign": (0,), "responsible": (0, 2),
}  # fmt: skip


def argument(element: str) -> tuple[str, tuple[int, ...]]:
    asked = element.lower()
    key = next((key for word, key in ANSWERS if word in asked), "abuse")
    return str(SAID["arguments"][key]), CARRIED_BY[key]
