"""Reference staff add a row: with its source, not verified, as version 1; a code is given once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.roles import Role
from audit.models import Record
from sanctions import services
from sanctions.mapping.facts import ActFacts, Facts
from sanctions.mapping.load import load_laws
from sanctions.mapping.verdicts import rule_for
from sanctions.models import ConductRule, Criterion, Element, Programme, ReferenceVersion

pytestmark = pytest.mark.django_db

SAID = {"source": "Official Gazette 12/2026", "checked_on": "2026-05-04", "why": "A new regime"}
REGIME = {
    "code": "GB-GEO",
    "name": "Georgia Regulations",
    "kind": "country",
    "country": "ge",
    "legal_basis": "Sanctions and Anti-Money Laundering Act 2018",
    "reach": "Persons and bodies",
    "takes_persons": "on",
    "takes_bodies": "on",
    "consequence": "Assets are frozen",
    **SAID,
}
CRITERION = {
    "code": "GB-GEO-6a",
    "citation": "reg. 6(2)(a)",
    "wording": "is or was involved in repression",
    "elements": "The person was involved\n\n  It was repression of civil society \n",
    "modes": ["ordered"],
    "conduct": "abuse",
    **SAID,
}


@pytest.fixture
def editor(enlist, coalition):
    return enlist("Editor", coalition, Role.REFERENCE_EDITOR)


@pytest.fixture
def desk(sign_in, editor):
    return sign_in(editor)


def add(client, table, below, told):
    return client.post(reverse("sanctions:reference-add", args=[table, below]), told)


@pytest.fixture
def regime(desk, law):
    like = Programme.objects.get(code="GB-HR")
    designates = like.authority_id
    add(desk, "programme", "gb", {**REGIME, "authority": designates, "like": like.pk})
    return Programme.objects.get(code="GB-GEO")


def test_a_programme_is_added_with_the_rules_of_another_and_nothing_is_verified(regime, editor):
    rules = ConductRule.objects.filter(programme__code="GB-HR").count()

    assert (regime.verified, regime.checked_by, regime.source) == (False, editor, SAID["source"])
    assert [version.number for version in services.versions_of(regime)] == [1]
    assert regime.conduct_rules.count() == rules > 0
    assert not regime.conduct_rules.filter(verified=True).exists()
    assert Record.objects.filter(verb="reference.added").count() == 1 + rules


def test_a_criterion_is_added_with_its_elements_and_the_mapping_check_knows_it(desk, regime):
    add(desk, "criterion", "GB-GEO", CRITERION)
    add(desk, "element", "GB-GEO-6a", {"text": "It was in Georgia", **SAID})

    elements = Element.objects.filter(criterion__code="GB-GEO-6a")
    assert [(row.order, row.text) for row in elements] == [
        (1, "The person was involved"),
        (2, "It was repression of civil society"),
        (3, "It was in Georgia"),
    ]
    assert {row.source for row in elements} == {SAID["source"]}
    found = next(one for one in load_laws(["gb"]) if one.code == "GB-GEO")
    assert [row.code for row in found.criteria] == ["GB-GEO-6a"]


def test_what_is_closed_is_kept_and_not_proposed(desk, editor, regime):
    add(desk, "criterion", "GB-GEO", CRITERION)
    row = Criterion.objects.get(code="GB-GEO-6a")

    services.change_row(row, {"is_open": False}, why="Revoked", seen=1, by=editor)
    assert next(one for one in load_laws(["gb"]) if one.code == "GB-GEO").criteria == ()
    assert "Closed" in desk.get(reverse("sanctions:programme", args=["GB-GEO"])).content.decode()

    services.change_row(regime, {"is_open": False}, why="Revoked", seen=1, by=editor)
    assert "GB-GEO" not in {one.code for one in load_laws(["gb"])}
    assert list(Criterion.objects.can_be_argued().filter(programme=regime)) == []


@pytest.mark.parametrize(
    ("table", "below", "changes", "sentence"),
    [
        ("programme", "gb", {"code": "gb-hr"}, "This code was given already."),
        ("programme", "gb", {"code": "US-GEO"}, "Begin with GB-"),
        ("programme", "gb", {"code": "GB-geo-elsewhere"}, "Begin with GB-"),
        ("programme", "gb", {"country": ""}, "A country regime names its country"),
        ("programme", "gb", {"kind": "human_rights"}, "A country regime names its country"),
        ("programme", "gb", {"takes_persons": "", "takes_bodies": ""}, "Say whether persons or bodies"),
        ("programme", "gb", {"source": ""}, "This field is required."),
        ("programme", "gb", {"checked_on": "2199-01-01"}, "This day is in the future."),
        ("criterion", "GB-HR", {"code": "US-13818-iiA"}, "This code was given already."),
        ("criterion", "GB-HR", {"elements": " \n "}, "This field is required."),
        ("criterion", "GB-HR", {"why": ""}, "This field is required."),
    ],
)
def test_a_row_is_not_added_without_what_it_needs_and_nothing_typed_is_lost(desk, law, table, below, changes, sentence):
    told = REGIME | {"authority": Programme.objects.get(code="GB-HR").authority_id} if table == "programme" else CRITERION

    page = add(desk, table, below, {**told, **changes}).content.decode()

    assert sentence in page
    assert (REGIME["consequence"] if table == "programme" else CRITERION["wording"]) in page
    assert not ReferenceVersion.objects.exists()


def test_two_who_give_one_code_at_once_do_not_both_get_it(editor, law):
    programme = Programme.objects.get(code="GB-HR")
    said = {"programme": programme, "code": "GB-NEW", "source": "-", "checked_on": programme.checked_on}
    services.add_row(Criterion(**said), why="-", by=editor)

    with pytest.raises(services.CodeTaken, match="has just added a row in this place"):
        services.add_row(Criterion(**said), why="-", by=editor)


def test_nobody_else_adds_to_the_law(liaison, law):
    with pytest.raises(PermissionDenied):
        services.add_row(Element(criterion=Criterion.objects.first(), text="Mine"), why="-", by=liaison)


@pytest.mark.parametrize("where", [("government", "gb"), ("element", "XX-NOTHING"), ("listentry", "gb"), ("term", "nothing")])
def test_other_rows_are_not_added(desk, law, where):
    assert desk.get(reverse("sanctions:reference-add", args=where)).status_code == 404


def test_the_ways_to_add_are_for_editors_alone(desk, sign_in, liaison, law):
    pages = [reverse("sanctions:programmes"), reverse("sanctions:programme", args=["GB-HR"])]

    assert all("/add/" in desk.get(page).content.decode() for page in pages)
    reader = sign_in(liaison)
    assert not any("/add/" in reader.get(page).content.decode() for page in pages)


def test_a_programme_gets_a_rule_for_each_kind_of_conduct_once(desk, law):
    rule = ConductRule.objects.get(programme__code="GB-HR", conduct="persecution")
    told = {"conduct": "persecution", "verdict": "core", **SAID}
    page = reverse("sanctions:programme", args=["GB-HR"])
    assert "Select a valid choice" in add(desk, "conductrule", "GB-HR", told).content.decode()
    assert "conductrule/add/" not in desk.get(page).content.decode()

    ConductRule.objects.filter(pk=rule.pk).delete()
    assert "conductrule/add/" in desk.get(page).content.decode()
    assert add(desk, "conductrule", "GB-HR", told).status_code == 302
    assert ConductRule.objects.get(programme__code="GB-HR", conduct="persecution").verdict == "core"


def test_a_country_regime_with_rules_is_about_its_country_alone(regime):
    law = next(one for one in load_laws(["gb"]) if one.code == "GB-GEO")

    def verdict(country):
        facts = Facts(False, True, frozenset(), frozenset({country}), (ActFacts(frozenset({"torture"}), frozenset()),))
        return rule_for("torture", law, facts).verdict

    assert (verdict("ge"), verdict("by")) == ("core", "none")
