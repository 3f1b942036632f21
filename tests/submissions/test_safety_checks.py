"""What could happen to people, and how far everything comes from one house: said before anything leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Told
from submissions import checks, services
from submissions.models import SignOff
from submissions.reading import anew

pytestmark = pytest.mark.django_db


def said(ask, *, blocking):
    return [one.sentence for one in checks.found_in(anew(ask)) if one.check.is_blocking == blocking]


@pytest.mark.parametrize(("days", "is_old"), [(89, False), (91, True)])
def test_safety_is_judged_anew_after_three_months(approved, liaison, days, is_old):
    SignOff.objects.filter(safety=True).update(at=timezone.now() - timedelta(days=days))

    found = said(approved, blocking=True)

    assert [sentence.endswith("more than 90 days ago.") for sentence in found] == [True] * is_old
    if is_old:
        with pytest.raises(checks.NotReady, match="Safety was judged on"):
            services.freeze(approved.dossier, by=liaison)


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [
        ("risk_level", "high", "The partner says that harm is likely if this becomes known."),
        ("risk_level", "low", ""),
        ("risk_again_on", "2023-05", "The partner wanted to be asked again about the risks by 2023-05."),
        ("risk_again_on", "2199-01-01", ""),
    ],
)
def test_what_the_partner_said_of_the_risks_is_noticed(argued, veldonia, code, text, sentence):
    Told.objects.create(case=veldonia.case, code=code, text=text)

    assert [words for words in said(argued, blocking=False) if words.startswith("The partner")] == [sentence] * bool(sentence)


def test_what_one_house_alone_gathered_is_noticed(argued, veldonia):
    alone = f"Everything that is cited was gathered by {veldonia.case.organisation} alone."
    assert alone in said(argued, blocking=False)

    veldonia.photo.organisation = "The Court of Orsa"
    veldonia.photo.save()

    assert alone not in said(argued, blocking=False)
