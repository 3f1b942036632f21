"""One's own case as a PDF: whole, in one's language, without what is sealed."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from audit.models import Record
from cases.exporters.paper import content_of
from cases.models import FirstNote, Incident, Told
from cases.statuses import CaseStatus
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, organisation, partner):
    case = fill(make_case(organisation, partner, title="The quarry", status=CaseStatus.FILED))
    with look_as(EVERYTHING):
        FirstNote.objects.create(case=case, who="x", what="x", how_known="x", safe_contact="Signal, after dark")
        Incident.objects.update(narrative="#strong[not markup]\nSecond line")
        Told.objects.create(case=case, code="contrary", text="He denies it.")
    return case


def test_it_holds_what_stands_in_the_case_and_nothing_sealed(sign_in, partner, case):
    answer = sign_in(partner).get(reverse("cases:paper", args=[case.reference]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    assert answer["Content-Disposition"] == f'attachment; filename="{case.reference}.pdf"'
    for words in ("The quarry", "Maro Teskan 0", "Person 0", "Arbitrary detention", "#strong[not markup]", "He denies it."):
        assert words in text
    assert "after dark" not in text
    assert Record.objects.filter(verb="case.copied", actor=partner).exists()


def test_it_is_in_the_language_of_the_page(case):
    with look_as(EVERYTHING), override("ar"):
        content = content_of(case)

    assert (content["language"], content["is_rtl"]) == ("ar", True)
    assert content["parts"][0]["heading"] == "من المسؤول"
