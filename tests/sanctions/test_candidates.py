import pytest

from sanctions.matching.candidates import SubjectFacts, find_candidates
from sanctions.models import ListEntry

pytestmark = pytest.mark.django_db
TESKAN = SubjectFacts(
    kind="person", names=("Maro Ilyich Teskan", "Маро Ильич Тескан"), birth_dates=("1971",), countries=("Veldonia",)
)


def test_teskan_is_found_and_nobody_else(veldonia):
    matches = find_candidates(TESKAN)
    for m in matches: print(ListEntry.objects.get(pk=m.entry_id), m)
    assert [(ListEntry.objects.get(pk=match.entry_id).reference, match.band) for match in matches] == [("91029", "strong")]
