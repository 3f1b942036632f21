"""Near-identical pictures: 64 bits of likeness in four quarters. Of two that differ in three bits at most, one is equal."""

ALIKE = 6  # bits in which two copies of one picture may differ
QUARTER = 16


def keys_of_picture(likeness: str) -> list[int]:
    """Each quarter with its place in front; nothing for a picture without a likeness."""
    if not likeness:
        return []
    bits = int(likeness, 16)
    return [(place << QUARTER) | ((bits >> (place * QUARTER)) & 0xFFFF) for place in range(4)]


def are_alike(ours: str, theirs: str) -> bool:
    return (int(ours, 16) ^ int(theirs, 16)).bit_count() <= ALIKE
