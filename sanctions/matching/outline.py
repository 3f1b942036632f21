"""What cannot be the same name, seen at a glance: most of what is looked up shares one token and nothing else."""

from functools import lru_cache

from rapidfuzz import fuzz

from sanctions.matching.names import skeleton, telling
from sanctions.matching.words import PARTICLES

LEAST = 66  # no true pair of the half that is tuned on has less


@lru_cache(200_000)
def outlines(name: str, *, person: bool) -> tuple[str, ...]:
    """The consonants of its tokens in the order of the alphabet, for each way to read it."""
    return tuple(
        " ".join(sorted(skeleton(word) or word for word in words if word not in PARTICLES))
        for words in telling(name, person=person)
    )


def could_be(left: str, right: str, *, person: bool) -> bool:
    return any(
        fuzz.token_set_ratio(ours, theirs, score_cutoff=LEAST) > 0
        for ours in outlines(left, person=person)
        for theirs in outlines(right, person=person)
    )
