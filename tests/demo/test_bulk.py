"""Many invented cases: the same number and seed give the same ones."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cases.models import Case, Claim, Subject
from demo import bulk
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_partners(monkeypatch):
    monkeypatch.setattr(bulk, "PARTNERS", 3)


def told():
    with look_as(EVERYTHING):
        return list(Case.objects.order_by("reference").values_list("reference", "title", "status", "organisation__name"))


def test_the_same_seed_gives_the_same_cases(few_partners, capsys):
    with transaction.atomic():
        call_command("seed", cases=20, random_seed=7)
        first, said = told(), json.loads(capsys.readouterr().out)
        transaction.set_rollback(True)

    call_command("seed", cases=20, random_seed=7)

    assert (len(first), said["seeded"], said["cases"]) == (20, 20, 20)
    assert told() == first


def test_what_is_seeded_can_be_read(few_partners, enlist, coalition, sign_in):
    from accounts.roles import Role

    call_command("seed", cases=30, random_seed=1)
    with look_as(EVERYTHING):
        case = Case.objects.filter(status="in_review").first() or Case.objects.filter(status="accepted").first()
        assert Claim.objects.count() == Subject.objects.count() > 0

    client = sign_in(enlist("Noor", coalition, Role.COORDINATOR))

    assert "He was present and gave the order." in client.get(case.get_absolute_url()).content.decode()
    assert client.get("/cases/").context["page_obj"].paginator.count == 30


def test_nonsense_is_refused(db):
    with pytest.raises(CommandError):
        call_command("seed", cases=0)
