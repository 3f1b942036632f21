"""What staff read of a source: its grades, who may see it, how it was come by, where it was captured; and how far a file is."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cases.models import EvidenceFile, Source
from cases.services import evidence
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

SAID = {
    "reliability": "B",
    "credibility": "2",
    "consistency": "highly_consistent",
    "withheld_from_officials": True,
    "if_challenged": True,
    "lawful_access": "given to us by the family",
    "address": "https://news.example/march",
    "archived_address": "https://archive.example/1",
    "captured_at": datetime(2022, 12, 9, 14, 30, tzinfo=UTC),
    "captured_with": "Browsertrix 1.5",
}
READ = (
    "B: usually reliable",
    "2: probably true",
    "Highly consistent: it could have, and few other things could",
    "Officials may not see it: it stays here",
    "The accused may see it, if they go to court",
    "given to us by the family",
    "https://news.example/march",
    "https://archive.example/1",
    "9 December 2022, 14:30 UTC",
    "Browsertrix 1.5",
)


def test_staff_read_what_is_said_of_a_source(make_case, organisation, partner, sign_in, coordinator):
    case = fill(make_case(organisation, partner, status=CaseStatus.IN_REVIEW))
    with look_as(EVERYTHING):
        Source.objects.update(**SAID)

    page = sign_in(coordinator).get(case.get_absolute_url()).content.decode()

    assert [words for words in READ if words not in page] == []
    assert "The public may see it" not in page


@pytest.mark.parametrize(
    ("state", "locked", "word"),
    [
        ("received", None, "Received"),
        ("hashed", None, "Stored whole"),
        ("scanned", None, "Looked at"),
        ("ready", None, "Ready"),
        ("quarantined", None, "Set aside"),
        ("ready", datetime(2022, 12, 9, tzinfo=UTC), "Locked"),
    ],
)
def test_each_state_of_a_file_is_a_word_on_its_page_and_in_the_list(
    make_case, organisation, partner, sign_in, state, locked, word
):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING), ReceivedFile("a.txt", "text/plain") as received:
        received.receive(b"told")
        file = evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="text/plain")
        EvidenceFile.objects.update(state=state, locked_at=locked)
    client = sign_in(partner)

    for page in (reverse("cases:evidence-receipt", args=[case.reference, file.pk]), f"{case.get_absolute_url()}evidence/"):
        content = client.get(page).content.decode()
        assert f">{word}</span>" in content
    assert (
        "Not scanned for viruses"
        in client.get(reverse("cases:evidence-receipt", args=[case.reference, file.pk])).content.decode()
    )
