"""Pages of figures over many cases and outcomes, and the yearly report.

100,000 cases and 5,000 outcomes are what is promised; `SMALLPLACES_CASES` says another number of cases.
"""

import os
import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, Subject
from insight import reporting, working_out
from sanctions.models import Criterion
from submissions.models import Delivery, Dossier, DossierVersion, Outcome, Recipient, Recommendation
from tests.bench.conftest import seconds
from tests.bench.multiplied import sow_many
from vault.models import DataKey, create_data_key
from vault.sight import EVERYTHING, look_as

CASES = int(os.environ.get("SMALLPLACES_CASES", "100000"))
OUTCOMES = min(CASES // 4, 5000)
ROUNDS = 20


@pytest.fixture
def coordinator(db, enlist, coalition):
    return enlist("Coordinator", coalition, Role.COORDINATOR)


@pytest.fixture
def full(coordinator):
    """Every outcome is of a recommendation and a dossier of its own, sent on some day of the last five years."""
    sow_many(CASES, 7)
    with look_as(EVERYTHING):
        dice, today = random.Random(7), timezone.localdate()
        criterion, office = Criterion.objects.get(code="US-13818-iiA"), Recipient.objects.filter(jurisdiction="us").first()
        cases = list(Case.objects.accepted().order_by("pk")[: OUTCOMES * 2])
        subjects = dict(Subject.objects.filter(opened_in__in=cases).values_list("opened_in", "pk"))
        keys = [create_data_key() for _ in cases]
        assert DataKey.objects.count() > len(cases)
        dossiers = Dossier.objects.bulk_create(
            Dossier(reference=f"D-{number}", jurisdiction="us", data_key=key, opened_by=coordinator)
            for number, key in enumerate(keys)
        )
        versions = DossierVersion.objects.bulk_create(
            DossierVersion(dossier=dossier, number=1, content={}, sha256="", frozen_by=coordinator) for dossier in dossiers
        )
        days = [today - timedelta(days=dice.randint(30, 1800)) for _ in cases]
        Delivery.objects.bulk_create(
            Delivery(dossier=d, version=v, recipient=office, channel="portal", sent_on=day, recorded_by=coordinator)
            for d, v, day in zip(dossiers, versions, days, strict=True)
        )
        asks = Recommendation.objects.bulk_create(
            Recommendation(
                reference=f"R-{d.reference}",
                dossier=d,
                case=case,
                subject_id=subjects[case.pk],
                criterion=criterion,
                status="sent",
                drafted_by=coordinator,
            )
            for d, case in zip(dossiers, cases, strict=True)
        )
        Outcome.objects.bulk_create(
            _outcome(ask, day, dice, coordinator) for ask, day in list(zip(asks, days, strict=True))[:OUTCOMES]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _outcome(ask, sent_on: date, dice: random.Random, by):
    first = sent_on + timedelta(days=dice.randint(1, 900))
    last = first + timedelta(days=dice.choice((1, 1, 1, 5, 30)))
    return Outcome(
        recommendation=ask,
        kind="visa_ban_public",
        source_words="-",
        not_before=first,
        not_after=last,
        confirmed_by=by,
        confirmed_at=timezone.now(),
    )


PAGES = (
    *("funnel", "funnel-chart", "funnel-table", "waiting", "waiting-chart", "timeline", "timeline-chart", "share"),
    *("silence", "silence-map"),
    *("recognition", "matrix", "listing-days", "reports"),
)


def test_pages_of_figures_come_at_once(say, full, coordinator, sign_in):
    client = sign_in(coordinator)
    with look_as(EVERYTHING):
        took = seconds(working_out.work_out)
    say(f"{CASES} cases and {OUTCOMES} outcomes worked out in {took:.1f} s")
    slowest = {}
    for name in PAGES:
        client.get(reverse(f"insight:{name}"))
        times = sorted(seconds(lambda name=name: client.get(reverse(f"insight:{name}"))) for _ in range(ROUNDS))
        slowest[name] = times[int(ROUNDS * 0.95) - 1]
        least = times[ROUNDS // 10] * 1000
        say(f"{name}: 95 of 100 within {slowest[name] * 1000:.0f} ms; when least disturbed {least:.0f} ms")
    kept = []
    took = seconds(lambda: kept.append(reporting.keep_report(2026, by=coordinator)))
    made = seconds(lambda: reporting.build_pdf(kept[0]))
    say(f"the yearly report: counted in {took:.1f} s, typeset in {made:.1f} s")

    assert max(slowest.values()) <= 0.3, slowest
    assert took + made <= 10
