import pytest
from django.apps import apps

from sanctions.models import Authority, Criterion, Element, Programme
from sanctions.reference import load

pytestmark = pytest.mark.django_db


def test_united_states_are_shipped(us_law):
    assert set(Criterion.objects.filter(programme__code="US-GLOMAG").values_list("code", flat=True)) == {
        "US-13818-iiA", "US-13818-iiC1", "US-13818-iiC2", "US-13818-iiD", "US-13818-iiiA", "US-13818-iiiB", "US-13818-iiiC",
    }  # fmt: skip
    assert Element.objects.filter(criterion__code="US-13818-iiA").count() == 3


def test_what_staff_changed_stays_changed(us_law):
    Criterion.objects.filter(code="US-13818-iiA").update(wording="As our lawyer reads it")

    load(apps, "us")

    assert Criterion.objects.get(code="US-13818-iiA").wording == "As our lawyer reads it"
    assert Element.objects.filter(criterion__code="US-13818-iiA").count() == 3


def test_verified_means_somebody_looked_on_a_day(us_law):
    for model in (Authority, Programme, Criterion, Element):
        assert not model.objects.exclude(source="").filter(verified=True, checked_on=None).exists()
        assert not model.objects.filter(source="").exists()


def test_tag_on_the_list_leads_to_the_programme(us_law):
    assert Programme.objects.get(list_slug="us-ofac-sdn", list_code="GLOMAG").code == "US-GLOMAG"
    assert Programme.objects.get(code="US-7031C").list_code == ""
