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


def argument(element: str) -> str:
    asked = element.lower()
    return str(SAID["arguments"][next((key for word, key in ANSWERS if word in asked), "abuse")])
