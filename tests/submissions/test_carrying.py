"""What carries an element when people and sources are left out: which claims stand, and which elements fall."""

from types import SimpleNamespace

import pytest

from submissions.carrying import Out, fall, is_told_by, named_in, out_of

PEOPLE = {"Woman 1", "Woman 15", "The teacher", "The teacher of Orsa", "ጌታ"}
NAMED = {
    "Woman 15 was held.": {"Woman 15"},
    "WOMAN\n15 was held with woman 1.": {"Woman 1", "Woman 15"},
    "The teacher of Orsa was held.": {"The teacher of Orsa"},
    "The teachers were held.": set(),
    "ጌታ was held.": {"ጌታ"},
    "Nobody was named.": set(),
}


@pytest.mark.parametrize("text", NAMED)
def test_whom_a_claim_names(text):
    assert named_in(text, PEOPLE) == NAMED[text]


def claim(key, text, *sources, recanted_at=None):
    told = [SimpleNamespace(pk=source) for source in sources]
    return SimpleNamespace(pk=key, text=text, recanted_at=recanted_at, sources=SimpleNamespace(all=lambda: told))


OF_HER, OF_BOTH, OF_THEM = "Woman 15 was held.", "Woman 15 and the teacher were held.", "He commanded the guard."
HER = Out(people=frozenset({"Woman 15"}), staying=frozenset({"The teacher"}))
BOTH = Out(people=frozenset({"Woman 15", "The teacher"}))
PHOTO = Out(sources=frozenset({1}))
# What is left out, which claims carry the element, which of them fall, and whether it falls.
FALLS = {
    "a claim of nobody stands": (HER, [claim(1, OF_THEM, 1)], [], False),
    "a claim of her alone falls, and the element": (HER, [claim(1, OF_HER, 1)], [1], True),
    "another claim carries it": (HER, [claim(1, OF_HER, 1), claim(2, OF_THEM, 1)], [1], False),
    "it tells of somebody who stays": (HER, [claim(1, OF_BOTH, 1)], [], False),
    "all of whom it tells are out": (BOTH, [claim(1, OF_BOTH, 1)], [1], True),
    "its only source is out": (PHOTO, [claim(1, OF_THEM, 1)], [1], True),
    "another source carries the claim": (PHOTO, [claim(1, OF_THEM, 1, 2)], [], False),
    "each of its claims falls": (PHOTO, [claim(1, OF_THEM, 1), claim(2, OF_HER, 1)], [1, 2], True),
    "one taken back carries nothing": (HER, [claim(1, OF_HER, 1), claim(2, OF_THEM, 1, recanted_at="today")], [1], True),
    "what nothing carries has fallen before": (HER, [claim(1, OF_THEM, 1, recanted_at="today")], [], False),
    "an element without claims does not fall": (HER, [], [], False),
    "nothing is left out": (Out(), [claim(1, OF_HER, 1)], [], False),
}


@pytest.mark.parametrize("why", FALLS)
def test_what_falls_and_what_stands(why):
    out, claims, fallen, falls = FALLS[why]

    lost, it_falls = fall(claims, Out(), out)

    assert ([one.pk for one in lost], it_falls) == (fallen, falls)


def test_what_has_fallen_does_not_fall_again():
    assert fall([claim(1, OF_HER, 1)], HER, Out(frozenset({1}), HER.people, HER.staying)) == ([], False)


def test_what_somebody_told_is_left_out_with_them():
    people = [SimpleNamespace(pk=1, pseudonym="Woman 15"), SimpleNamespace(pk=2, pseudonym="The teacher")]
    sources = [SimpleNamespace(pk=key, informant=who) for key, who in ((5, " woman  15"), (6, "The teacher"), (7, ""), (8, ""))]

    assert out_of(people, sources, [1], [8]) == Out(frozenset({5, 8}), frozenset({"Woman 15"}), frozenset({"The teacher"}))
    assert not is_told_by("", {"Woman 15"})
