"""Whom the register merged with somebody known on a list: put to people too. A question, never an outcome by itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from cases.facts import facts_of
from cases.models import Subject
from cases.register import roots
from sanctions.matching.candidates import Match, match
from sanctions.matching.entries import Entries
from sanctions.matching.score import Band
from submissions.models import Candidate, Recommendation
from submissions.statuses import Standing


def proposals() -> Iterator[tuple[int, Match]]:
    """Each recommended subject with the entries of those it is one with, where nobody was asked so far. Their names may differ:
    that is why people had to say that they are one, and why no comparison of names would ask."""
    wanted = _wanted()
    subjects = Subject.objects.filter(pk__in={subject for subject, _ in wanted}).prefetch_related("names", "positions")
    facts = {subject.pk: facts_of(subject) for subject in subjects}
    entries = dict(Entries(only={entry for _, entry in wanted}).facts(sorted({entry for _, entry in wanted})))
    for subject, entry in sorted(wanted):
        if entry in entries:
            found = match(entry, facts[subject], entries[entry])
            yield subject, found if found.band else replace(found, band=str(Band.POSSIBLE))


def _wanted() -> set[tuple[int, int]]:
    """Pairs of a subject and an entry, by primary key."""
    root_of = roots()
    groups: dict[int, set[int]] = defaultdict(set)
    for member, root in root_of.items():
        groups[root] |= {member, root}
    everybody = set().union(*groups.values())
    known = Candidate.objects.standing(Standing.SAME).filter(subject__in=everybody).values_list("subject", "entry")
    pairs = {(member, entry) for subject, entry in known for member in groups[root_of.get(subject, subject)]}
    asked = set(Candidate.objects.filter(subject__in=everybody).values_list("subject", "entry"))
    recommended = set(Recommendation.objects.filter(subject__in=everybody).values_list("subject", flat=True))
    return {(subject, entry) for subject, entry in pairs - asked if subject in recommended}
