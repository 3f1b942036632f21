"""Why another case may tell of the same: names, places and days, files, pictures. Each reason has a weight, and words for it.

What very many cases share says little of any two of them: the form that a partner encloses each time, the police of the
capital, a letterhead. Such a reason is worth less the more cases share it, as far as the reader sees them. A person is always
worth a look.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from cases.facts import facts_of
from cases.finding.index import keys_of
from cases.finding.pictures import are_alike
from cases.finding.places import days_of, keys_of_place, near
from cases.models import Case, EvidenceFile, Incident, NamedSubject, PictureKey, PlaceKey, Subject, SubjectKey, WorkingCopy
from cases.policies import FILED_ONCE
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import DIFFERS
from sanctions.matching.names import hashed
from sanctions.matching.naming import compare_names
from sanctions.matching.score import compare, is_rare

LOOKED_AT, MOST_ROWS = 120, 5000
ALIKE, CONTRADICTED = 0.84, 0.6
# How much each kind of reason takes away from the doubt that is left.
RARE_NAME, COMMON_NAME, PLACE_AND_TIME, SAME_FILE, SAME_SUBJECT, LIKE_PICTURE = 0.75, 0.45, 0.45, 0.9, 0.8, 0.7
FEW, FEW_OF_A_BODY = 2, 1  # others that share a reason, and take nothing away from it
MANY = 20  # and more than so many leave nothing of it
Hit = tuple[str, int, float, str]  # kind of reason, case, weight, words


def by_names(case: Case, user: Any) -> Iterator[Hit]:
    """Subjects of a like name; and the very same subject, where two cases name it."""
    ours = list(Subject.objects.filter(named_in__case=case).prefetch_related("names", "positions"))
    likely = {subject.pk: near_subjects(subject, user) for subject in ours}
    wanted = {pk for near_by in likely.values() for pk in near_by} | {subject.pk for subject in ours}
    theirs = Subject.objects.visible_to(user).filter(pk__in=wanted).prefetch_related("names", "positions").in_bulk()
    named = _naming(wanted, case, user)
    for subject in ours:
        found: dict[int, Hit] = {}
        for pk in likely[subject.pk]:
            if named[pk] and pk in theirs and (reason := likeness_of(facts_of(subject), facts_of(theirs[pk]))):
                found |= {other: ("name", other, *reason) for other in named[pk]}
        same = _("Both name %(name)s.") % {"name": subject}
        found |= {other: ("subject", other, SAME_SUBJECT, same) for other in named[subject.pk]}
        yield from found.values() if subject.kind == Subject.Kind.PERSON else _shared(found.values(), FEW_OF_A_BODY)


def _naming(subjects: Iterable[int], case: Case, user: Any) -> dict[int, list[int]]:
    named: dict[int, list[int]] = defaultdict(list)
    standing = NamedSubject.objects.visible_to(user).filter(subject__in=subjects, case__status__in=FILED_ONCE)
    for pk, other in standing.exclude(case=case).values_list("subject", "case"):
        named[pk].append(other)
    return named


def _shared(hits: Iterable[Hit], few: int = FEW) -> Iterator[Hit]:
    """The same reason, for every case that shares it: worth less when they are many."""
    hits = list(hits)
    part = min(1.0, few / max(1, len(hits)))
    yield from ((kind, other, weight * part, words) for kind, other, weight, words in hits)


def near_subjects(subject: Subject, user: Any) -> list[int]:
    """Primary keys of subjects whose names may be the same: they have two keys in common."""
    wanted = [hashed(key) for key in keys_of(subject)]
    hits = SubjectKey.objects.visible_to(user).filter(key__in=wanted).exclude(subject=subject).order_by().values("subject")
    best = hits.annotate(shared=Count("key", distinct=True)).filter(shared__gt=1).order_by("-shared", "subject")
    return list(best.values_list("subject", flat=True)[:LOOKED_AT])


def likeness_of(ours: SubjectFacts, theirs: SubjectFacts) -> tuple[float, str] | None:
    """What a like name is worth, and in words; nothing where the rest of what is known makes it somebody else."""
    naming = compare_names(ours, theirs)
    if ours.kind != theirs.kind or naming.alignment.similarity < ALIKE:
        return None
    score = compare(ours, theirs)
    if score.value < CONTRADICTED * naming.alignment.similarity:
        return None  # another birth date, another post: somebody else
    speaks_alone = is_rare(naming, is_person=ours.is_person) and all(reason["verdict"] != DIFFERS for reason in score.reasons)
    words = _("“%(ours)s” here, “%(theirs)s” there.") % {"ours": naming.ours, "theirs": naming.theirs}
    return (RARE_NAME if speaks_alone else COMMON_NAME) * naming.alignment.similarity, words


def by_places(case: Case, user: Any) -> Iterator[Hit]:
    """The same place, within a month; half of its words are far less than half a reason. It is told by `words_of_places`."""
    for incident in Incident.objects.filter(case=case):
        wanted, ours = keys_of_place(f"{incident.place} {incident.area}"), days_of(incident.began, incident.ended)
        if not wanted or None in ours:
            continue
        rows = PlaceKey.objects.visible_to(user).filter(key__in=wanted).exclude(case=case)
        shared: dict[int, set[int]] = defaultdict(set)
        for other, key, first, last in rows.values_list("case", "key", "first", "last")[:MOST_ROWS]:
            if near(ours, (first, last)):
                shared[other].add(key)
        yield from (("place", other, PLACE_AND_TIME * (len(keys) / len(wanted)) ** 2, "") for other, keys in shared.items())


def words_of_places(case: Case, others: Iterable[int]) -> dict[int, str]:
    """Of those with a place in common: which, as either writes it. Two queries, for the few that are shown."""
    found: dict[int, tuple[int, str]] = {}
    ours = list(Incident.objects.filter(case=case))
    for theirs in Incident.objects.filter(case__in=others).order_by("pk"):
        pairs = [(_keys_in_common(mine, theirs), mine) for mine in ours if near(_days(mine), _days(theirs))]
        most, mine = max(pairs, key=lambda pair: pair[0], default=(0, None))
        if mine and most > found.get(theirs.case_id, (0, ""))[0]:
            found[theirs.case_id] = most, _in_words(mine.place, theirs.place)
    return {other: words for other, (_most, words) in found.items()}


def _in_words(ours: str, theirs: str) -> str:
    if ours.casefold() == theirs.casefold():
        return _("Both tell of %(place)s, within a month of each other.") % {"place": ours}
    return _("“%(ours)s” here, “%(theirs)s” there, within a month of each other.") % {"ours": ours, "theirs": theirs}


def _keys_in_common(one: Incident, other: Incident) -> int:
    return len(keys_of_place(f"{one.place} {one.area}") & keys_of_place(f"{other.place} {other.area}"))


def _days(incident: Incident) -> Any:
    return days_of(incident.began, incident.ended)


def by_files(case: Case, user: Any) -> Iterator[Hit]:
    """The same bytes, as they arrived or as they are shown; not what lies in very many cases, as a blank form does."""
    for model in (EvidenceFile, WorkingCopy):
        ours = list(model.objects.filter(case=case).values_list("sha256", flat=True))
        theirs = model.objects.visible_to(user).filter(sha256__in=ours).exclude(case=case).order_by()
        counted = theirs.values("sha256").annotate(cases=Count("case", distinct=True)).filter(cases__lte=MANY)
        rows = theirs.filter(sha256__in=[row["sha256"] for row in counted])
        yield from _of_each(rows.values_list("sha256", "case").distinct(), "file", SAME_FILE, _("The same file is in both."))


def by_pictures(case: Case, user: Any) -> Iterator[Hit]:
    """Pictures that are nearly the same, though size, format or quality differ."""
    ours = set(PictureKey.objects.filter(case=case).values_list("key", "likeness"))
    rows = PictureKey.objects.visible_to(user).filter(key__in={key for key, _likeness in ours}).exclude(case=case)
    alike = {
        (mine, other)
        for other, key, theirs in rows.values_list("case", "key", "likeness")[:MOST_ROWS]
        for our_key, mine in ours
        if key == our_key and are_alike(mine, theirs)
    }
    yield from _of_each(alike, "picture", LIKE_PICTURE, _("A picture here is nearly the same as one there."))


def _of_each(pairs: Iterable[tuple[str, int]], kind: str, weight: float, words: str) -> Iterator[Hit]:
    """What is shared, and each case that shares it."""
    cases: dict[str, set[int]] = defaultdict(set)
    for shared, other in pairs:
        cases[shared].add(other)
    for others in cases.values():
        yield from _shared((kind, other, weight, words) for other in sorted(others))
