"""The mapping check: conduct × programme × victim's role × kind of subject, and each warning with its way out."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from django.apps import apps

from sanctions.mapping.check import assess
from sanctions.mapping.facts import NOT_KNOWN, ORDINARY, RIGHTS_SEEKER, ActFacts, Facts, kinds_of, markers_in
from sanctions.mapping.load import Vocabulary, load_laws
from sanctions.reference import load_all

MATRIX = Path(__file__).parents[1] / "fixtures" / "law" / "matrix.txt"
TODAY = date(2022, 10, 3)
LETTERS = {"core": "Y", "conditional": "C", "none": "N"}
COLUMNS = [(False, RIGHTS_SEEKER), (False, ORDINARY), (True, RIGHTS_SEEKER), (True, ORDINARY)]


def matrix():
    for line in MATRIX.read_text().splitlines():
        if not line.startswith("#"):
            kind, programme, *_ = line.split()
            cells = [line[32 + 31 * column : 62 + 31 * column].split() for column in range(4)]
            yield from ((kind, programme, *column, cell) for column, cell in zip(COLUMNS, cells, strict=True))


@pytest.fixture(scope="module")
def law(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_all(apps)
        return load_laws(), Vocabulary().conduct


def act(*kinds, role=RIGHTS_SEEKER, modes=("ordered",), when="2021-05"):
    return ActFacts(frozenset(kinds), frozenset(modes), role, when)


def facts(*acts, **told):
    said = {"is_body": False, "is_official": True, "nationalities": frozenset({"veldonia"}), "countries": frozenset({"veldonia"})}
    return Facts(acts=acts, **{**said, **told})


def answer(law, told, programme):
    laws, labels = law
    return next(one for one in assess(told, laws, labels, today=TODAY) if one.programme.code == programme)


def codes(found):
    return [remark.code for remark in found.remarks]


def sentence(found, code):
    return next(remark.sentence for remark in found.remarks if remark.code == code)


@pytest.mark.parametrize(("kind", "programme", "is_body", "role", "expected"), list(matrix()))
def test_matrix(law, kind, programme, is_body, role, expected):
    found = answer(law, facts(act(kind, role=role), is_body=is_body, is_official=not is_body), programme)

    assert (LETTERS[found.verdict], set(codes(found))) == (expected[0], set(expected[1:]))
    assert bool(found.proposed) == (expected[0] != "N")


def test_the_matrix_is_whole():
    assert len(list(matrix())) == 15 * 6 * 4


def test_the_statute_needs_a_role_and_the_order_does_not(law):
    found = answer(law, facts(act("torture", role=ORDINARY)), "US-GLOMAG")

    assert [row.code for row in found.proposed] == ["US-13818-iiA"]
    assert sentence(found, "victim_role") == (
        "22 USC 10102(a)(1) asks that those harmed sought to expose illegal acts or to exercise rights. Nobody recorded here "
        "did. This route asks for no such thing: E.O. 13818 sec. 1(a)(ii)(A)."
    )
    assert [row.code for row in answer(law, facts(act("torture")), "US-GLOMAG").proposed] == ["US-13818-iiA", "US-10102-1"]


def test_canada_names_the_other_act_where_nobody_sought_rights(law):
    found = answer(law, facts(act("torture", role=ORDINARY)), "CA-JVCFOA")

    assert sentence(found, "victim_role").endswith("Nobody recorded here did. What fits instead: Special Economic Measures Act.")


def test_a_role_that_nobody_recorded_is_asked_for(law):
    found = answer(law, facts(act("torture", role=NOT_KNOWN)), "CA-JVCFOA")

    assert (found.verdict, codes(found)) == ("conditional", ["victim_role_unknown"])


def test_a_body_is_led_to_what_takes_bodies(law):
    told = facts(act("killing"), is_body=True, is_official=False)

    assert sentence(answer(law, told, "CA-JVCFOA"), "body").endswith(
        "this is a body. What fits instead: Special Economic Measures Act."
    )
    assert sentence(answer(law, told, "US-7031C"), "body").endswith("What fits instead: Global Magnitsky.")


def test_7031c_is_for_officials(law):
    found = answer(law, facts(act("killing"), is_official=False), "US-7031C")

    assert (found.verdict, codes(found)) == ("none", ["not_official"])


def test_conduct_outside_regulation_four_is_tied_to_a_right_that_is_inside(law):
    outside = answer(law, facts(act("detention")), "GB-HR")
    inside = answer(law, facts(act("detention"), act("torture")), "GB-HR")

    assert "Regulation 4 covers life, torture and ill-treatment, and slavery alone" in sentence(outside, "outside")
    assert (inside.verdict, codes(inside)) == ("core", [])


@pytest.mark.parametrize("words", ["This was widespread.", "a SYSTEMATIC practice", "of serious concern", "as a policy"])
def test_the_union_hears_the_words_it_asks_for(law, words):
    found = answer(law, facts(act("freedoms"), says=markers_in(words)), "EU-HR")

    assert (found.verdict, codes(found)) == ("core", [])


def test_sexual_violence_is_offered_as_torture(law):
    found = answer(law, facts(act("sexual_violence")), "EU-HR")

    assert "can be argued as torture or ill-treatment under Article 1(1)(c)" in sentence(found, "torture_route")
    assert answer(law, facts(act("sexual_violence", "torture")), "EU-HR").verdict == "core"


@pytest.mark.parametrize(
    ("when", "is_old"),
    [
        ("2017", False),
        ("2016", True),
        ("2017-09", True),
        ("2017-10", False),
        ("2017-10-02", True),
        ("2017-10-03", False),
        ("", False),
    ],
)
def test_the_united_states_want_what_is_newer_than_five_years(law, when, is_old):
    assert ("old" in codes(answer(law, facts(act("torture", when=when)), "US-GLOMAG"))) == is_old
    assert "old" not in codes(answer(law, facts(act("torture", when=when)), "GB-HR"))


def test_one_newer_act_is_enough(law):
    assert "old" not in codes(answer(law, facts(act("torture", when="2010"), act("torture", when="2022")), "US-GLOMAG"))


@pytest.mark.parametrize(("programme", "country"), [("US-GLOMAG", "us"), ("GB-HR", "gb"), ("CA-SEMA", "ca"), ("EU-HR", "fr")])
def test_nationals_of_the_country_asked_are_named(law, programme, country):
    told = facts(act("torture"), nationalities=frozenset({"veldonia", country}))

    assert "national" in codes(answer(law, told, programme))
    assert "national" not in codes(answer(law, facts(act("torture")), programme))


def test_a_listing_elsewhere_is_an_argument_in_london(law):
    told = facts(act("torture"), listed_by=frozenset({"us", "ca"}))
    found = answer(law, told, "GB-HR")

    assert [remark.code for remark in found.remarks if remark.is_argument] == ["listed_elsewhere"]
    assert "They are listed by: Canada, United States." in sentence(found, "listed_elsewhere")
    assert "listed_here" in codes(answer(law, told, "US-GLOMAG"))


def test_a_country_programme_is_pleaded_beside(law):
    told = facts(act("freedoms"), countries=frozenset({"by"}))

    assert sentence(answer(law, told, "US-GLOMAG"), "country_programme").startswith(
        "There is a programme for the country: Belarus."
    )
    assert answer(law, told, "US-BELARUS").verdict == "conditional"
    assert answer(law, told, "US-BURMA").verdict == "none"


@pytest.mark.parametrize(
    ("mode", "programme", "criteria"),
    [
        ("failed_to_investigate", "GB-HR", ["GB-6g"]),
        ("leader_official_of_entity", "US-GLOMAG", ["US-13818-iiC1", "US-13818-iiC2"]),
        ("benefited_profited", "GB-HR", ["GB-6f"]),
        ("concealed_evidence", "GB-HR", ["GB-6c"]),
        ("financed_supplied", "EU-HR", ["EU-supp"]),
        ("command_responsibility", "US-GLOMAG", ["US-13818-iiA", "US-13818-iiC1", "US-10102-1"]),
    ],
)
def test_modes_lead_to_criteria(law, mode, programme, criteria):
    found = answer(law, facts(act("torture", modes=[mode])), programme)

    assert [row.code for row in found.proposed] == criteria


def test_a_mode_that_leads_nowhere_is_said(law):
    found = answer(law, facts(act("torture", modes=["suspected_undetermined"])), "GB-HR")

    assert (found.verdict, found.proposed, codes(found)) == ("core", (), ["no_mode"])


def test_nothing_recorded_is_nothing_to_argue(law):
    laws, labels = law

    assert {one.verdict for one in assess(facts(), laws, labels, today=TODAY)} == {"none"}


@pytest.mark.parametrize(
    ("counts_as", "role", "groups", "abuse", "kinds"),
    [
        ("torture", "protester", set(), "torture", {"torture"}),
        ("torture", "environment_land_defender", set(), "torture", {"torture", "land_defenders"}),
        (
            "persecution",
            "none_ordinary_person",
            {"indigenous_peoples"},
            "land_or_resource_dispossession",
            {"persecution", "land_defenders"},
        ),
        ("persecution", "none_ordinary_person", {"women"}, "land_or_resource_dispossession", {"persecution"}),
        ("", "environment_land_defender", {"indigenous_peoples"}, "other", set()),
    ],
)
def test_attacks_on_land_defenders_are_read_from_whom_they_hit(counts_as, role, groups, abuse, kinds):
    assert kinds_of(counts_as, role=role, groups=frozenset(groups), abuse=abuse) == kinds


def test_fifty_acts_are_mapped_in_a_tenth_of_a_second(law):
    laws, labels = law
    kinds = sorted(labels)
    told = facts(*(act(kinds[n % 15], role=(RIGHTS_SEEKER, ORDINARY, NOT_KNOWN)[n % 3]) for n in range(50)))
    began = process_time()

    found = assess(told, laws, labels, today=TODAY)

    assert process_time() - began < 0.1
    assert len(found) == len(laws) > 25


def test_the_same_facts_give_the_same_answer(law):
    laws, labels = law
    told = facts(act("torture"), act("freedoms"))

    assert assess(told, laws, labels, today=TODAY) == assess(replace(told), laws, labels, today=TODAY)
