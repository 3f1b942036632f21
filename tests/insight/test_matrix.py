"""Subject by government: listings, gaps, whom to ask next, on the page and as CSV."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Record
from cases.models import Subject
from cases.services.register import merge
from submissions.models import Delivery, Dossier, Outcome, Recommendation
from tests.insight.test_figures import counted  # noqa: F401 -- a fixture: five cases, one acted on
from tests.submissions.conftest import make_candidate
from vault.models import create_data_key

pytestmark = pytest.mark.django_db


def test_matrix_shows_listings_gaps_and_whom_to_ask_next(counted, sent, two, coordinator, sign_in):  # noqa: F811
    make_candidate(sent.subject, number="GHR1", slug="gb-fcdo", codes=("GHR",), listed="2022-12-20", before="2022-12-19")

    page = sign_in(coordinator).get(reverse("insight:matrix"))
    (line, cells, _age) = page.context["rows"][0]

    assert [(cell.government, cell.is_listed, cell.ask is not None) for cell in cells] == [
        ("us", True, True),
        ("gb", False, False),
        ("ca", False, False),
        ("eu", False, False),
    ]
    assert [cell.government for cell in line.ask_next] == ["gb", "ca", "eu"]
    assert not line.is_gap
    assert Delivery.objects.get().sent_on == date(2022, 10, 3)


def test_who_was_merged_after_an_outcome_is_one_line_with_what_was_asked_of_each(counted, sent, coordinator, sign_in):  # noqa: F811
    """Listed under one name, asked of another government under another: once merged, that is a gap."""
    other = Subject.objects.exclude(pk=sent.subject_id).first()
    merge(sent.subject, other, because="One man, two spellings.", by=coordinator)
    other.recommendations.all().delete()
    other_ask = Recommendation.objects.get(pk=sent.pk)
    dossier = Dossier.objects.create(jurisdiction="gb", data_key=create_data_key(), opened_by=coordinator)
    other_ask.pk, other_ask.reference, other_ask.dossier, other_ask.subject = None, "R-OTHER", dossier, other
    other_ask.save(force_insert=True)
    client = sign_in(coordinator)

    for wanted in ({}, {"subject": sent.subject.reference}, {"subject": other.reference}):
        [(line, cells, _age)] = client.get(reverse("insight:matrix"), wanted).context["rows"]
        assert (line.subject, line.is_gap) == (other, True)
        assert [(cell.is_listed, cell.ask is not None) for cell in cells] == [
            (True, True),
            (False, True),
            (False, False),
            (False, False),
        ]
    assert Outcome.objects.get().recommendation.subject == sent.subject


def test_matrix_of_a_liaison_is_about_their_governments(counted, liaison, sign_in):  # noqa: F811
    page = sign_in(liaison).get(reverse("insight:matrix"))

    assert len(page.context["rows"]) == 1


def test_matrix_as_csv_says_what_the_page_says(counted, sent, coordinator, sign_in):  # noqa: F811
    make_candidate(sent.subject, number="GHR1", slug="gb-fcdo", codes=("GHR",), listed="2022-12-20", before="2022-12-19")

    head, row = csv.reader(io.StringIO(sign_in(coordinator).get(reverse("insight:matrix-table")).content.decode()))

    told = dict(zip(head, row, strict=True))
    assert (told["subject"], told["name"]) == (sent.subject.reference, str(sent.subject))
    assert [told[f"us_{what}"] for what in ("listed", "listed_by", "asked", "asked_on")] == [
        "listed",
        "2022-12-09",
        "asked",
        "2022-10-03",
    ]
    assert [told[f"gb_{what}"] for what in ("listed", "listed_by", "asked", "asked_on")] == ["", "", "", ""]
    assert (told["gap"], told["ask_next"]) == ("", "gb ca eu")
    assert Record.objects.filter(verb="matrix.read", actor=coordinator).count() == 1
