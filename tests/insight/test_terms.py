"""Word lists against a reading by hand of all statements of reasons of the United Kingdom (fixtures/recognition/gb)."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from cases.vocabularies import VictimGroup
from insight.statuses import Recognition
from insight.terms import _lists, hits, languages, pieces

GB = Path(__file__).parent.parent / "fixtures" / "recognition" / "gb"
LEAST_NAMED = {"women", "girls", "boys_children", "lgbtiq", "persons_with_disabilities", "indigenous_peoples"}


def table(name):
    with (GB / name).open(newline="") as file:
        return list(csv.DictReader(file))


REASONS = {row["id"]: row["reasons"] for row in table("reasons.csv")}
CODES = table("codes.csv")


def is_highlighted(row):
    """A word of this group stands inside the passage that the coder quoted."""
    text = REASONS[row["id"]]
    start = text.index(row["passage"])
    return any(hit.group == row["group"] and start <= hit.start < start + len(row["passage"]) for hit in hits(text, "en"))


def test_every_statement_was_read_and_every_code_quotes_it():
    assert len(REASONS) == 246
    assert {row["id"] for row in CODES if row["passage"] not in REASONS[row["id"]]} == set()
    assert {row["group"] for row in CODES} <= set(VictimGroup.values)
    assert {row["recognition"] for row in CODES} <= set(Recognition.values)
    assert max(Counter((row["id"], row["group"]) for row in CODES).values()) == 1


def test_highlights_find_nearly_every_explicit_mention(record_property):
    explicit = [row for row in CODES if row["recognition"] == Recognition.EXPLICIT]
    missed = [row for row in explicit if not is_highlighted(row)]

    recall = 1 - len(missed) / len(explicit)
    record_property("explicit mentions", f"{len(explicit)}, recall {recall:.3f}")
    print(f"recall of explicit mentions {recall:.3f}, n = {len(explicit)}")  # noqa: T201 -- the figure this test is about
    assert len(explicit) == 51
    assert recall >= 0.95, missed


def test_the_first_hand_count_of_five_can_be_repeated():
    named = {row["id"] for row in CODES if row["recognition"] == Recognition.EXPLICIT and row["group"] in LEAST_NAMED}

    assert named == {"GHR0062", "GHR0064", "GHR0065", "GHR0066", "GHR0086"}


def test_every_group_has_words_in_both_languages():
    assert set(_lists()) == set(VictimGroup.values)
    assert languages() == ["en", "fr"]
    assert {group for group, lists in _lists().items() if set(lists) != {"en", "fr"}} == set()


@pytest.mark.parametrize(
    ("text", "language", "groups"),
    [
        (
            "girls and women from religious minorities",
            "en",
            {"girls", "women", "religious_minority_or_nonbelief", "ethnic_or_national_minority"},
        ),
        ("a minority shareholder", "en", set()),
        ("She ministered to the aroma trade.", "en", set()),
        ("LGBTQI+ persons", "en", {"lgbtiq"}),
        ("des femmes autochtones", "fr", {"women", "indigenous_peoples"}),
        ("des femmes autochtones", "en", set()),
        ("des femmes", "tlh", set()),
    ],
)
def test_words_are_whole_and_of_their_language(text, language, groups):
    assert {hit.group for hit in hits(text, language)} == groups


def test_pieces_give_the_text_back_letter_by_letter():
    for text in REASONS.values():
        assert "".join(piece.text for piece in pieces(text, "en")) == text


def test_text_of_two_hundred_pages_is_highlighted_at_once():
    text = "The forces burned villages and detained women and children of the Rohingya minority. " * 3_000

    assert sum(1 for piece in pieces(text, "en") if piece.groups) >= 12_000
