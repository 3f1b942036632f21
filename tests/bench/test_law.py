"""The law: mapping a large case, and a changed fact under a hundred recommendations. Both are read from the database anew."""

import pytest

from accounts.roles import Jurisdiction, Role
from cases.models import Act, Claim, Incident, Involvement, Victim
from sanctions.models import Criterion, Term
from submissions import basis, services
from submissions.arguing import assess_case
from submissions.models import ElementFinding, Recommendation
from tests.bench.conftest import seconds
from tests.submissions.conftest import argue, make_accepted_case, make_subject
from vault.sight import EVERYTHING, look_as

ACTS, CLAIMS, ASKS = 50, 200, 100
MAPPED, MARKED = 0.1, 1.0  # seconds
ROUNDS = 20


@pytest.fixture
def liaison(enlist, coalition):
    return enlist("Marek", coalition, Role.LIAISON, jurisdictions=["us"])


@pytest.fixture
def large(db, organisation, partner):
    """Fifty acts of every kind, each with somebody harmed of its own; two hundred claims on one source."""
    with look_as(EVERYTHING):
        made = make_accepted_case(organisation, partner)
        case, subject = made.case, made.subject
        kinds = list(Term.objects.filter(vocabulary="abuse_type").values_list("code", flat=True))
        roles = list(Term.objects.filter(vocabulary="victim_role").values_list("code", flat=True))
        harmed = Victim.objects.bulk_create(
            Victim(case=case, pseudonym=f"Marcher {n}", groups=["women"], group_answer="given", role=roles[n % len(roles)])
            for n in range(ACTS)
        )
        told = Incident.objects.bulk_create(
            Incident(case=case, began=f"20{10 + n % 14}-0{1 + n % 9}", place="Lower Orsa", narrative="Told.") for n in range(ACTS)
        )
        acts = Act.objects.bulk_create(
            Act(incident=incident, victim=victim, abuse=kinds[n % len(kinds)])
            for n, (incident, victim) in enumerate(zip(told, harmed, strict=True))
        )
        Involvement.objects.bulk_create(Involvement(act=act, subject=subject, mode="ordered") for act in acts)
        claims = Claim.objects.bulk_create(
            Claim(case=case, text=f"On day {n} the guard held people at the quarry. It was systematic.") for n in range(CLAIMS)
        )
        Claim.sources.through.objects.bulk_create(Claim.sources.through(claim=claim, source=made.statement) for claim in claims)
        yield made


def test_a_large_case_is_mapped(large, say):
    found = assess_case(large.case, large.subject)

    fastest, middle = spread(lambda: assess_case(large.case, large.subject))
    say(f"mapping {ACTS} acts and {CLAIMS} claims for {len(found)} programmes: {fastest * 1000:.0f}–{middle * 1000:.0f} ms")

    assert fastest <= MAPPED


def test_a_changed_fact_marks_a_hundred_recommendations(large, liaison, say):
    criterion = Criterion.objects.get(code="US-13818-iiA")
    first = services.open_recommendation(large.case, large.subject, criterion, by=liaison)
    argue(first, large.claims)
    asks = [first]
    for number in range(1, ASKS):
        subject = make_subject(large.case, f"Stevan Brodar {number}")
        ask = Recommendation.objects.create(
            dossier=first.dossier, case=large.case, subject=subject, criterion=criterion, drafted_by=liaison
        )
        for finding in first.findings.all():
            ElementFinding.objects.create(recommendation=ask, element=finding.element).claims.set(large.claims)
        asks.append(ask)
    for ask in asks:
        Recommendation.objects.filter(pk=ask.pk).update(basis=basis.taken_now(ask))
    asks = list(Recommendation.objects.filter(pk__in=[ask.pk for ask in asks]))
    assert basis.stale(asks) == {}
    Claim.objects.filter(pk=large.claims[0].pk).update(text="He commanded it from 2018.")

    fastest, middle = spread(lambda: basis.stale(asks))
    say(f"a changed fact marks {len(basis.stale(asks))} recommendations in {fastest * 1000:.0f}–{middle * 1000:.0f} ms")

    assert set(basis.stale(asks)) == {ask.pk for ask in asks}
    assert fastest <= MARKED


def spread(work):
    """The fastest tenth of some rounds, when least disturbed, and the middle, in seconds."""
    taken = sorted(seconds(work) for _ in range(ROUNDS))
    return taken[ROUNDS // 10], taken[ROUNDS // 2]


def test_every_government_is_mapped(large):
    assert {one.programme.government for one in assess_case(large.case, large.subject)} == set(Jurisdiction.values)
