"""Subjects by name, in whatever script and spelling: looked up by the keys of matching, then laid side by side."""

from typing import Any

from django.db.models import Count

from cases.models import Subject, SubjectKey
from sanctions.matching.alignment import align
from sanctions.matching.names import hashed, keys

ALIKE = 0.8  # from here on two spellings are read as one name
LOOKED_AT = 100
MOST_WORDS = 6  # a longer search is no name


def subjects_called(name: str, user: Any) -> dict[int, float]:
    """Primary keys of visible subjects whose name is, or contains, something like this; each with how alike it is."""
    plain = name.replace('"', " ").strip()
    if not plain or len(plain.split()) > MOST_WORDS:
        return {}
    found = {}
    for subject in Subject.objects.visible_to(user).filter(pk__in=_near(plain, user)).prefetch_related("names"):
        person = subject.kind == Subject.Kind.PERSON
        likeness = max((_alike(plain, row.text, person=person) for row in subject.names.all()), default=0.0)
        if likeness >= ALIKE:
            found[subject.pk] = likeness
    return found


def _near(name: str, user: Any) -> list[int]:
    wanted = {hashed(key) for person in (True, False) for key in keys(name, person=person)}
    hits = SubjectKey.objects.visible_to(user).filter(key__in=wanted).order_by().values("subject")
    best = hits.annotate(shared=Count("key", distinct=True)).order_by("-shared", "subject")
    return list(best.values_list("subject", flat=True)[:LOOKED_AT])


def _alike(looked_for: str, name: str, *, person: bool) -> float:
    """The whole name; or, of a search that is shorter, each of its words against some word of the name."""
    whole = align(looked_for, name, person=person).similarity
    parts = [max(align(word, other, person=person).similarity for other in name.split()) for word in looked_for.split()]
    return max(whole, min(parts) - 0.05)
