"""A subject of a refused case who was deleted is nowhere any more: not in kept versions, links or the index."""

import json

import pytest
from django.db import Error, connection, transaction

from audit.steps import IllegalStep
from cases.models import Case, CaseLink, CaseVersion, NamedSubject, SearchText, Subject
from cases.services import register
from cases.services.conflicts import set_aside
from cases.services.relating import judge_pair
from cases.versions import keep_version
from tests.cases import test_register
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
named, everything, refuse, BECAUSE = test_register.named, test_register.everything, test_register.refuse, test_register.BECAUSE
NAME = "Ilka Marsh"


@pytest.fixture
def refused(named, partner, reviewer, coordinator):
    """Named by two cases that were refused, of one of which the coordinator may know nothing; both are kept in versions."""
    subject, other = named(NAME), named("Noor Haddad").opened_in
    NamedSubject.objects.create(case=other, subject=subject)
    SearchText.objects.create(case=other, part="subject", body=NAME, words="marsh")
    judge_pair(subject.opened_in, other, "same", by=reviewer, reasons=[f"Both name {NAME}."])
    for case in (subject.opened_in, other):
        keep_version(case, why="file", by=partner)
    refuse(subject, 400)
    refuse(Subject.objects.get(opened_in=other), 400)
    set_aside(other, coordinator, reason="other", by=reviewer)
    return subject


def versions():
    with look_as(EVERYTHING):
        return {version.case.title: json.dumps(version.content) for version in CaseVersion.objects.select_related("case")}


def test_nothing_that_is_kept_names_whoever_was_deleted(refused, coordinator):
    assert [NAME in content for content in versions().values()] == [True, True]

    with look_as(coordinator.sight):
        register.forget(refused, by=coordinator)

    kept = versions()
    assert [NAME in content for content in kept.values()] == [False, False]
    assert "Noor Haddad" in kept["Noor Haddad"]  # who else is named there stays
    with look_as(EVERYTHING):
        assert CaseLink.objects.get().reasons == []
        # The title is what an author calls the case, and goes with it.
        assert not SearchText.objects.exclude(part="title").filter(body__contains=NAME).exists()


def test_what_is_left_of_a_version_is_as_it_was(refused, coordinator):
    before, gone = {title: json.loads(content) for title, content in versions().items()}, refused.pk

    register.forget(refused, by=coordinator)

    for title, content in versions().items():
        now, was = json.loads(content), before[title]
        assert [row["id"] for row in now["subjects"]] == [row["id"] for row in was["subjects"] if row["id"] != gone]
        assert {key: now[key] for key in now if key != "subjects"} == {key: was[key] for key in was if key != "subjects"}


def test_a_case_out_of_sight_that_stands_keeps_its_subject(refused, coordinator):
    Case.objects.filter(title="Noor Haddad").update(status="accepted")

    with look_as(coordinator.sight), pytest.raises(IllegalStep, match="A case that stands"):
        register.forget(refused, by=coordinator)

    assert Subject.objects.filter(pk=refused.pk).exists()


# What somebody may try who can run statements of their own as the site, and as its owner.
ATTEMPTS = {
    "another word": "UPDATE cases_caseversion SET content = content || '{\"told\": []}'",
    "another person": "UPDATE cases_caseversion SET why = 'answer'",
    "no subject at all": "UPDATE cases_caseversion SET content = jsonb_set(content, '{subjects}', '[]')",
    "one who is still there": "UPDATE cases_caseversion SET content = cases_content_without(content, SUBJECT)",
    "another as well": "UPDATE cases_caseversion SET content = cases_content_without(content || '{\"told\": []}', GONE)",
    "deleted": "DELETE FROM cases_caseversion",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("forgotten", ["subject", "gone", ""])
def test_a_version_cannot_be_changed_otherwise(refused, attempt, forgotten):
    keys = {"subject": refused.pk, "gone": 2**40, "": ""}
    before = versions()

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cases.forgotten', %s, true)", [str(keys[forgotten])])
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTEMPTS[attempt].replace("SUBJECT", str(keys["subject"])).replace("GONE", str(keys["gone"])))

    assert versions() == before


def test_somebody_who_is_there_cannot_be_taken_out_of_versions(refused, coordinator):
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_forget_in_versions(%s)", [refused.pk])

    assert [NAME in content for content in versions().values()] == [True, True]


# Mergers out of sight


def test_a_merger_out_of_sight_neither_shows_nor_breaks_anything(named, reviewer, coordinator):
    one, two, hidden, third = (named(name) for name in ("A Teskan", "B Teskan", "C Teskan", "D Teskan"))
    register.merge(one, hidden, because=BECAUSE, by=coordinator)
    set_aside(hidden.opened_in, reviewer, reason="other", by=reviewer)

    with look_as(reviewer.sight):
        register.merge(one, two, because=BECAUSE, by=reviewer)
        register.merge(third, one, because=BECAUSE, by=reviewer)
        seen = {member.pk for member in test_register.reading.entry_of(one, reviewer).members}

    assert seen == {one.pk, two.pk, third.pk}
    assert len(test_register.reading.entry_of(third, coordinator).members) == 4
