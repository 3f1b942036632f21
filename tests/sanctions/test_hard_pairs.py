"""Pairs of names that matchers get wrong, each with what a person would say at once."""

import pytest

from sanctions.matching.score import WORTH_A_LOOK, Band, compare
from tests.sanctions.pairs import BODIES_ALIKE, BODIES_APART, PERSONS_ALIKE, PERSONS_APART, body, person


@pytest.mark.parametrize(("ours", "theirs"), PERSONS_ALIKE)
def test_one_person_in_two_spellings(ours, theirs):
    score = compare(person(ours), person(theirs))

    assert WORTH_A_LOOK < score.value < 1
    assert score.band in {Band.POSSIBLE, Band.PROBABLE}  # a name alone never says more


@pytest.mark.parametrize(("ours", "theirs"), PERSONS_APART)
def test_two_persons(ours, theirs):
    assert compare(person(ours), person(theirs)).band == Band.NONE


@pytest.mark.parametrize(("ours", "theirs"), BODIES_ALIKE)
def test_one_body_in_two_spellings(ours, theirs):
    assert compare(body(ours), body(theirs)).band != Band.NONE


@pytest.mark.parametrize(("ours", "theirs"), BODIES_APART)
def test_two_bodies(ours, theirs):
    assert compare(body(ours), body(theirs)).band == Band.NONE


@pytest.mark.parametrize(("ours", "theirs"), [*PERSONS_ALIKE, *PERSONS_APART])
def test_sides_do_not_matter(ours, theirs):
    assert compare(person(ours), person(theirs)).value == compare(person(theirs), person(ours)).value


def test_person_never_matches_a_body():
    score = compare(person("Maro Teskan"), body("Maro Teskan"))

    assert (score.value, score.band) == (0, Band.NONE)


@pytest.mark.parametrize("name", ["", " ", "-", "...", "\u200b", "Mr", "al"])
def test_names_of_nothing_match_nobody(name):
    assert compare(person(name), person("Maro Teskan")).band == Band.NONE
