"""Which other cases may tell of the same people or events, each with the reasons a person would give. It decides nothing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cases.facts import facts_of
from cases.finding.index import keys_of
from cases.finding.pictures import are_alike
from cases.finding.places import days_of, keys_of_place, near
from cases.models import (
    Case,
    CaseLink,
    EvidenceFile,
    Incident,
    NamedSubject,
    PictureKey,
    PlaceKey,
    Subject,
    SubjectKey,
    WorkingCopy,
)
from cases.policies import FILED_ONCE
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.names import hashed
from sanctions.matching.naming import compare_names
from sanctions.matching.score import compare, is_rare

MOST, LOOKED_AT = 5, 120
ENOUGH = 0.5
ALIKE, CONTRADICTED = 0.84, 0.6
# How much each kind of reason takes away from the doubt that is left.
RARE_NAME, COMMON_NAME, PLACE_AND_TIME, SAME_FILE, SAME_SUBJECT, LIKE_PICTURE = 0.75, 0.45, 0.45, 0.9, 0.8, 0.7
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
        look(case, user) for look in (_by_names, _by_places, _by_files, _by_pictures)
    ):
        if weight > found[other].get(kind, (0.0, ""))[0]:
            found[other][kind] = (weight, words)
    judged = {link.case_id if link.other_id == case.pk else link.other_id for link in links_of(case, user)}
    scores = {other: _together(reasons) for other, reasons in found.items() if other not in judged and other != case.pk}
    best = sorted((key for key in scores if scores[key] >= ENOUGH), key=lambda key: (-scores[key], key))[:MOST]
    cases = Case.objects.visible_to(user).select_related("organisation").in_bulk(best)
    return [
        Suggestion(cases[key], scores[key], tuple(words for _weight, words in sorted(found[key].values(), reverse=True)))
        for key in best
        if key in cases
    ]


def links_of(case: Case, user: Any) -> Any:
    both = CaseLink.objects.visible_to(user).filter(Q(case=case) | Q(other=case))
    return both.select_related("case", "other", "by")


def _together(reasons: dict[str, Reason]) -> float:
    doubt = 1.0
    for weight, _words in reasons.values():
        doubt *= 1 - weight
    return 1 - doubt


Hit = tuple[str, int, float, str]  # kind of reason, case, weight, words


def _by_names(case: Case, user: Any) -> Iterator[Hit]:
    """Subjects of a like name; and the very same subject, where two cases name it."""
    ours = list(Subject.objects.filter(named_in__case=case).prefetch_related("names", "positions"))
    likely = {subject.pk: _near(subject, user) for subject in ours}
    wanted = {pk for near_by in likely.values() for pk in near_by} | {subject.pk for subject in ours}
    theirs = Subject.objects.visible_to(user).filter(pk__in=wanted).prefetch_related("names", "positions").in_bulk()
    named: dict[int, list[int]] = defaultdict(list)
    standing = NamedSubject.objects.visible_to(user).filter(subject__in=wanted, case__status__in=FILED_ONCE)
    for pk, other in standing.exclude(case=case).values_list("subject", "case"):
        named[pk].append(other)
    facts = {pk: facts_of(subject) for pk, subject in theirs.items()}
    for subject in ours:
        for other in named[subject.pk]:
            yield "subject", other, SAME_SUBJECT, _("Both name %(name)s.") % {"name": subject}
        for pk in likely[subject.pk]:
            if named[pk] and pk in facts and (reason := _of_names(facts_of(subject), facts[pk])):
                yield from (("name", other, *reason) for other in named[pk])


def _near(subject: Subject, user: Any) -> list[int]:
    wanted = [hashed(key) for key in keys_of(subject)]
    hits = SubjectKey.objects.visible_to(user).filter(key__in=wanted).exclude(subject=subject).order_by().values("subject")
    best = hits.annotate(shared=Count("key", distinct=True)).filter(shared__gt=1).order_by("-shared", "subject")
    return list(best.values_list("subject", flat=True)[:LOOKED_AT])


def _of_names(ours: SubjectFacts, theirs: SubjectFacts) -> Reason | None:
    naming = compare_names(ours, theirs)
    if ours.kind != theirs.kind or naming.alignment.similarity < ALIKE:
        return None
    if compare(ours, theirs).value < CONTRADICTED * naming.alignment.similarity:
        return None  # another birth date, another post: somebody else
    weight = RARE_NAME if is_rare(naming, is_person=ours.is_person) else COMMON_NAME
    words = _("“%(ours)s” here, “%(theirs)s” there.") % {"ours": naming.ours, "theirs": naming.theirs}
    return weight * naming.alignment.similarity, words


def _by_places(case: Case, user: Any) -> Iterator[Hit]:
    """The same place, within a month."""
    for incident in Incident.objects.filter(case=case):
        wanted, ours = keys_of_place(f"{incident.place} {incident.area}"), days_of(incident.began, incident.ended)
        if not wanted or None in ours:
            continue
        rows = PlaceKey.objects.visible_to(user).filter(key__in=wanted).exclude(case=case)
        shared: dict[int, set[int]] = defaultdict(set)
        for other, key, first, last in rows.values_list("case", "key", "first", "last")[:5000]:
            if near(ours, (first, last)):
                shared[other].add(key)
        for other, keys in shared.items():
            weight = PLACE_AND_TIME * len(keys) / len(wanted)
            yield "place", other, weight, _("Both tell of %(place)s, within a month of each other.") % {"place": incident.place}


def _by_files(case: Case, user: Any) -> Iterator[Hit]:
    """The same bytes, as they arrived or as they are shown."""
    for model in (EvidenceFile, WorkingCopy):
        ours = list(model.objects.filter(case=case).values_list("sha256", flat=True))
        theirs = model.objects.visible_to(user).filter(sha256__in=ours).exclude(case=case)
        for other in theirs.order_by().values_list("case", flat=True).distinct():
            yield "file", other, SAME_FILE, _("The same file is in both.")


def _by_pictures(case: Case, user: Any) -> Iterator[Hit]:
    """Pictures that are nearly the same, though size, format or quality differ."""
    ours = set(PictureKey.objects.filter(case=case).values_list("key", "likeness"))
    rows = PictureKey.objects.visible_to(user).filter(key__in={key for key, _likeness in ours}).exclude(case=case)
    for other, key, theirs in rows.values_list("case", "key", "likeness"):
        if any(key == our_key and are_alike(mine, theirs) for our_key, mine in ours):
            yield "picture", other, LIKE_PICTURE, _("A picture here is nearly the same as one there.")
