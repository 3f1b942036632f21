"""Related cases among look-alikes: the other account of the same event is among the five, and hardly anything else is."""

from collections import Counter
from hashlib import sha256

import pytest

from cases.finding import index
from cases.finding.related import suggest
from cases.models import EvidenceFile, Incident, NamedSubject, Position, Source, Subject, SubjectName, WorkingCopy
from cases.statuses import CaseStatus as S
from cases.statuses import FileState, Scan
from tests.cases.lookalikes import world
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def filed(make_case, organisation, other_organisation, partner, other_partner):
    """Every account of the invented world as a case, with what it tells."""

    def file(account):
        owner, author = (other_organisation, other_partner) if account.by_other else (organisation, partner)
        case = make_case(owner, author, status=S.FILED, title=account.event)
        person = name(case, account.subject, birth_date=account.born, nationality=account.nationality)
        if account.post:
            Position.objects.create(subject=person, title=account.post)
        for body in account.bodies:
            name(case, body, kind=Subject.Kind.BODY)
        Incident.objects.create(
            case=case, began=account.began, place=account.place, narrative="Arbitrary detention, as told to us."
        )
        enclose(case, account, author)
        return case

    def name(case, text, **fields):
        subject = Subject.objects.create(opened_in=case, **fields)
        NamedSubject.objects.create(case=case, subject=subject)
        SubjectName.objects.create(subject=subject, text=text)
        return subject

    def enclose(case, account, author):
        source = Source.objects.create(case=case, title="Papers", type="official_document")
        came = {"case": case, "source": source, "received_by": author, "state": FileState.READY, "scan": Scan.CLEAN, "size": 1}
        files = [EvidenceFile(**came, sha256=sha256(content).hexdigest()) for content in account.files]
        if account.likeness:
            files.append(EvidenceFile(**came, sha256=sha256(account.event.encode() + bytes([account.by_other])).hexdigest()))
        EvidenceFile.objects.bulk_create(files)
        if account.likeness:
            WorkingCopy.objects.create(case=case, original=files[-1], sha256=files[-1].sha256, size=1, likeness=account.likeness)

    return file


@pytest.fixture
def told(filed):
    accounts = world()
    cases = [filed(account) for account in accounts]
    index.index_cases(cases)
    return {case.pk: (case, account) for case, account in zip(cases, accounts, strict=True)}


def test_among_lookalikes_the_same_event_is_found_and_hardly_anything_else(told, coordinator):
    """While what many share weighed as much as what two share, 65 % were found, and 2.2 false ones came with each case."""
    events = Counter(account.event for _case, account in told.values())
    missed, false = [], []
    for case, account in told.values():
        suggested = suggest(case, coordinator)
        assert all(suggestion.reasons for suggestion in suggested)
        others = [told[suggestion.case.pk][1] for suggestion in suggested]
        if events[account.event] > 1 and account.event not in {other.event for other in others}:
            missed.append(account.subject)
        false += [
            (account.event, other.event) for other in others if other.event != account.event and not (account.of and other.of)
        ]

    twice = sum(count for count in events.values() if count > 1)
    assert 1 - len(missed) / twice >= 0.95
    assert len(false) / len(told) <= 1
