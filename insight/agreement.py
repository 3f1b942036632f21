"""What the readings of one text come to. Two persons make a figure; where they differ both stay, and nothing is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from insight.models import OfficialText
from insight.statuses import Agreement, Recognition

ORDER = list(Recognition.values)  # from what says most to what says nothing
NEEDED = 2


@dataclass(frozen=True)
class Consensus:
    """`groups`: what the agreed readings say of each group, absent ones left out. `differing`: {group: what each coder said}."""

    agreement: Agreement
    groups: Mapping[str, str]
    differing: Mapping[str, tuple[str, ...]]


def consensus_of(text: OfficialText) -> Consensus:
    """Reads prefetched `readings` that stand, with their codings."""
    readings = [reading.verdicts for reading in text.readings.all() if reading.superseded_at is None]
    if not readings:
        return Consensus(Agreement.UNREAD, {}, {})
    if len(readings) < NEEDED:
        return Consensus(Agreement.ONE, {}, {})
    groups = sorted({group for verdicts in readings for group in verdicts})
    said = {group: tuple(verdicts.get(group, Recognition.ABSENT) for verdicts in readings) for group in groups}
    differing = {group: words for group, words in said.items() if len(set(words)) > 1}
    agreed = {group: words[0] for group, words in said.items() if len(set(words)) == 1}
    return Consensus(Agreement.DISAGREED if differing else Agreement.AGREED, agreed, differing)


def strongest(of_texts: Iterable[Consensus]) -> dict[str, str]:
    """Of several texts about one designation, what says most of each group; only groups on which two persons agree."""
    found: dict[str, str] = {}
    for consensus in of_texts:
        for group, verdict in consensus.groups.items():
            if group not in found or ORDER.index(verdict) < ORDER.index(found[group]):
                found[group] = verdict
    return found
