"""What a case says of a subject, as matching compares it."""

from cases.models import Subject
from sanctions.matching.facts import SubjectFacts


def facts_of(subject: Subject) -> SubjectFacts:
    return SubjectFacts(
        kind=subject.kind,
        names=tuple(name.text for name in subject.names.all()),
        birth_dates=(subject.birth_date,) if subject.birth_date else (),
        countries=(subject.nationality,) if subject.nationality else (),
        positions=tuple(str(position) for position in subject.positions.all()),
    )
