"""An algorithm tried on everything people have judged, before it is used: what it would propose otherwise."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cases.facts import facts_of as ours_of
from sanctions.matching.facts import facts_of as theirs_of
from sanctions.matching.score import ALGORITHM, compare
from sanctions.models import EntryVersion
from submissions.models import Candidate
from submissions.statuses import Standing

ORDER = ("", "possible", "probable", "strong")


@dataclass(frozen=True, slots=True)
class Difference:
    """A judged candidate that would be proposed in another band, or (an empty one) not at all."""

    candidate: int
    judged: str
    before: str
    now: str
    score_before: float
    score_now: float

    @property
    def is_worse(self) -> bool:
        """Somebody who is the same is proposed with less, or somebody who is not with more."""
        rises = ORDER.index(self.now) > ORDER.index(self.before)
        return rises == (self.judged == Standing.DIFFERENT)

    def as_plain(self) -> dict[str, Any]:
        return {**asdict(self), "worse": self.is_worse, "algorithm": ALGORITHM}


def replay() -> Iterator[Difference]:
    """Compare all judged candidates anew, as subject and entry are known now. Writes nothing."""
    judged = Candidate.objects.standing(Standing.SAME, Standing.DIFFERENT).select_related("subject")
    judged = judged.prefetch_related("subject__names", "subject__positions")
    versions = EntryVersion.objects.newest_of({candidate.entry_id for candidate in judged})
    contents = dict(versions.values_list("entry_id", "content"))
    for candidate in judged:
        if candidate.entry_id not in contents:
            continue
        score = compare(ours_of(candidate.subject), theirs_of(contents[candidate.entry_id]))
        if str(score.band) != candidate.band:
            standing = str(candidate.standing)  # type: ignore[attr-defined]
            yield Difference(candidate.pk, standing, candidate.band, str(score.band), candidate.score, score.value)
