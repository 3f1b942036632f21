"""What is asked of every case before it is decided: the checklist, and the criteria of a colleague's own reading."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHECKLIST: dict[str, Promise] = {
    "scope": _("Is it something a government we write to can act on?"),
    "credible": _("Do the sources carry what is claimed?"),
    "consent": _("Do those who are in it know, and agree?"),
    "safe": _("Can we go on without putting anybody in danger?"),
    "new": _("Have we looked whether we have this case already?"),
}


@dataclass(frozen=True)
class Criterion:
    """`weight` says how much it counts in the mean that stands beside the single scores."""

    code: str
    label: Promise
    weight: int


CRITERIA = (
    Criterion("severity", _("How grave is what was done, and to how many?"), 3),
    Criterion("evidence", _("How well do independent sources carry it?"), 3),
    Criterion("person", _("How sure are we of who is responsible?"), 2),
    Criterion("leverage", _("How much would a designation change?"), 1),
    Criterion("safety", _("How safe is it for those who spoke?"), 2),
)
HIGHEST = 4


def weighted_mean(scores: dict[str, int | None]) -> float | None:
    """From 0 to 4 over the criteria that were scored; None when none applies."""
    scored = [(criterion.weight, scores[criterion.code]) for criterion in CRITERIA if scores.get(criterion.code) is not None]
    total = sum(weight for weight, _score in scored)
    return sum(weight * score for weight, score in scored if score is not None) / total if total else None
