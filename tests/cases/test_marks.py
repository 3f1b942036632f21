"""Staff say what a file shows that may hurt whoever looks at it, when whoever sent it did not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Record
from cases.models import Case, EvidenceFile, Source
from cases.services import evidence
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(make_case, organisation, partner):
    fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING), ReceivedFile("a.txt", "text/plain") as received:
        received.receive(b"Told.")
        made = evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="text/plain", shows=["injury"])
        Case.objects.update(status=CaseStatus.IN_REVIEW)
    return made


def marks():
    with look_as(EVERYTHING):
        return EvidenceFile.objects.get().shows


def test_staff_mark_and_unmark_on_record(file, sign_in, reviewer):
    client = sign_in(reviewer)
    page = client.get(reverse("cases:evidence-receipt", args=[file.case.reference, file.pk])).content.decode()
    assert "Does it show injury, nudity or death?" in page
    address = reverse("cases:evidence-mark", args=[file.case.reference, file.pk])

    client.post(address, {"shows": ["death", "nudity"]})
    assert marks() == ["nudity", "death"]
    client.post(address, {"shows": ["nudity", "death"]})
    client.post(address, {})

    assert marks() == []
    assert [row.actor for row in Record.objects.filter(verb="case.evidence_marked")] == [reviewer, reviewer]


def test_what_is_no_mark_changes_nothing(file, sign_in, reviewer):
    answer = sign_in(reviewer).post(reverse("cases:evidence-mark", args=[file.case.reference, file.pk]), {"shows": ["x"]})

    assert (answer.status_code, marks()) == (400, ["injury"])


# Who, in which status of the case, may mark.
RULE = [
    ("reviewer", CaseStatus.FILED, True),
    ("coordinator", CaseStatus.ACCEPTED, True),
    ("reviewer", CaseStatus.DRAFT, False),
    ("partner", CaseStatus.FILED, False),
    ("liaison", CaseStatus.ACCEPTED, False),
]


@pytest.mark.parametrize(("who", "status", "may"), RULE)
def test_who_marks(file, request, who, status, may):
    by = request.getfixturevalue(who)
    with look_as(EVERYTHING):
        Case.objects.update(status=status)
        if may:
            assert evidence.mark_evidence(file, [], by=by)
        else:
            with pytest.raises(PermissionDenied):
                evidence.mark_evidence(file, [], by=by)
    assert marks() == ([] if may else ["injury"])
