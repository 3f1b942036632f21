"""One name in two romanisations, in two languages, in one place or another."""

import pytest

from sanctions.entries import Kind
from sanctions.matching.branches import compare_branches, compare_chief_names
from sanctions.matching.facts import SubjectFacts
from sanctions.matching.findings import AGREES, DIFFERS, NOTHING
from sanctions.matching.given_names import meanings_of, share_a_meaning
from sanctions.matching.names import sounding
from sanctions.matching.tokens import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [("lee", "li"), ("jon", "john"), ("hsi", "xi"), ("qasim", "kasim"), ("philip", "filip"), ("woo", "wu"), ("un", "on")],
)
def test_one_sound_in_two_romanisations(one, other):
    assert sounding(one) == sounding(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hassan", "hussein"), ("chen", "jin"), ("muhammad", "mahmud"), ("kim", "kam"), ("sun", "chun"), ("maria", "mario")],
)
def test_two_names_sound_differently(one, other):
    assert sounding(one) != sounding(other)


def test_given_names_in_two_languages():
    assert share_a_meaning("aleksandr", "sasha")
    assert share_a_meaning("william", "bill")
    assert share_a_meaning("yusuf", "joseph")
    assert not share_a_meaning("aleksandr", "vladimir")
    assert meanings_of("zzz") == meanings_of("") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("kamal", "jamal", 0.5, 0.6),  # a short name that opens with another sound
        ("soe", "moe", 0.3, 0.5),
        ("dmitry", "dzmitry", 0.8, 1.0),
        ("kamal", "kamel", 0.8, 1.0),
        ("diriye", "dahir", 0.0, 0.1),  # consonants alone
        ("zedong", "tsetung", 0.7, 1.0),
    ],
)
def test_how_alike_two_tokens_are(one, other, least, most):
    assert least <= alike(one, other) == alike(other, one) <= most


def body(*names):
    return SubjectFacts(kind=Kind.ORGANISATION, names=names)


RELIEF = body("Relief Society", "Al Ighatha", "Society of Relief")
KENYA = body("Relief Society Kenya", "Al Ighatha, Kenya", "Society of Relief")


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (RELIEF, KENYA, DIFFERS),
        (KENYA, body("Relief Society - Tanzania", "Al Ighatha Tanzania", "Society of Relief"), DIFFERS),
        (KENYA, KENYA, NOTHING),
        (RELIEF, RELIEF, NOTHING),
        (body("Relief Society"), body("Relief Society, Kenya"), NOTHING),
        (RELIEF, body("Relief Society", "Al Ighatha", "Al Ighatha, Kenya"), NOTHING),
    ],
)
def test_branch_is_told_by_the_place_in_most_of_its_names(ours, theirs, verdict):
    assert compare_branches(ours, theirs).verdict == compare_branches(theirs, ours).verdict == verdict


@pytest.mark.parametrize(
    ("theirs", "verdict"),
    [
        (body("Al Ighatha", "Relief Society"), AGREES),
        (body("Al Ighatha", "Noor Hope"), DIFFERS),
        (body("The Relief Society", "Ighatha"), AGREES),
        (body("Al Ighatha"), DIFFERS),
        (body("Relief Society"), AGREES),
    ],
)
def test_chief_names(theirs, verdict):
    assert compare_chief_names(RELIEF, theirs).verdict == verdict
