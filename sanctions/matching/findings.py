"""What a comparer says of one kind of fact."""

from dataclasses import dataclass

AGREES, DIFFERS, NOTHING = "agrees", "differs", "nothing to compare"


@dataclass(frozen=True, slots=True)
class Finding:
    """`effect` is from -1 (speaks against) to 1 (speaks for); for names it is how alike they are, from 0 to 1."""

    verdict: str
    words: str
    ours: str = ""
    theirs: str = ""
    effect: float = 0.0


NO_FINDING = Finding(NOTHING, "")
