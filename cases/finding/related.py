"""Which other cases may tell of the same people or events, each with the reasons a person would give. It decides nothing."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Q

from cases.finding.reasons import by_files, by_names, by_pictures, by_places, words_of_places
from cases.models import Case, CaseLink

MOST = 5
ENOUGH = 0.5
Reason = tuple[float, str]


@dataclass(frozen=True)
class Suggestion:
    case: Case
    score: float
    reasons: tuple[str, ...]


def suggest(case: Case, user: Any) -> list[Suggestion]:
    """At most five, best first, among the cases that this person may see and that nobody has judged yet."""
    found: dict[int, dict[str, Reason]] = defaultdict(dict)
    for kind, other, weight, words in chain.from_iterable(
        look(case, user) for look in (by_names, by_places, by_files, by_pictures)
    ):
        if weight > found[other].get(kind, (0.0, ""))[0]:
            found[other][kind] = (weight, words)
    judged = {link.case_id if link.other_id == case.pk else link.other_id for link in links_of(case, user)}
    scores = {other: _together(reasons) for other, reasons in found.items() if other not in judged and other != case.pk}
    best = sorted((key for key in scores if scores[key] >= ENOUGH), key=lambda key: (-scores[key], key))[:MOST]
    cases = Case.objects.visible_to(user).select_related("organisation").in_bulk(best)
    places = words_of_places(case, [key for key in cases if "place" in found[key]])
    return [Suggestion(cases[key], scores[key], _in_order(found[key], places.get(key, ""))) for key in best if key in cases]


def links_of(case: Case, user: Any) -> Any:
    both = CaseLink.objects.visible_to(user).filter(Q(case=case) | Q(other=case))
    return both.select_related("case", "other", "by")


def _together(reasons: dict[str, Reason]) -> float:
    doubt = 1.0
    for weight, _words in reasons.values():
        doubt *= 1 - weight
    return 1 - doubt


def _in_order(reasons: dict[str, Reason], place: str) -> tuple[str, ...]:
    """What weighs most comes first."""
    told = [(weight, place if kind == "place" else words) for kind, (weight, words) in reasons.items()]
    return tuple(words for _weight, words in sorted(told, reverse=True) if words)
