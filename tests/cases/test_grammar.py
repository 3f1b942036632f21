"""The grammar of a search, line by line: what is looked for, what narrows, and what is not understood."""

from datetime import date

import pytest

from cases.finding.grammar import HELP, codes, parse, period
from cases.finding.languages import language_of

pytestmark = pytest.mark.django_db  # the vocabularies, which reference editors keep

# What is typed; the words that are looked for; what it is narrowed by.
LINES = [
    ("quarry", "quarry", []),
    ("  quarry   prison ", "quarry prison", []),
    ('"transit prison" -salt', '"transit prison" -salt', []),
    ("is:open lead:@me", "", [("is", "open"), ("lead", "@me")]),
    ('subject:"Maro Teskan" quarry', "quarry", [("subject", "Maro Teskan")]),
    ("group:indigenous filed:>2026-01", "", [("group", "indigenous"), ("filed", ">2026-01")]),
    ("мост تیر", "мост تیر", []),
    ('"left open', '"left open"', []),
    ("10:30", "10:30", []),
    ("http://veldonia.example", "http://veldonia.example", []),
]


@pytest.mark.parametrize(("text", "words", "narrowed"), [line for line in LINES if "http" not in line[0]])
def test_a_line_is_read(text, words, narrowed):
    query = parse(text)

    assert (query.words, query.narrowed, query.problems) == (words, narrowed, [])


# What is typed badly, and what is said about it.
BAD = [
    ("x" * 5_000, "at most 300 characters"),
    ("quarry " * 700, "at most 300 characters"),
    ("!!! ... &&& |", "no word in this"),
    ('""', "no word in this"),
    ("is:flying", "no place where a case can stand"),
    ("filed:yesterday", "is no date"),
    ("filed:2026-13", "is no date"),
    ("filed:>9999-12", "is no date"),
    ("group:martians", "fits nothing in the vocabulary"),
    ("colour:red", "nothing that can be asked for"),
    ("subject:", "nothing that can be asked for|not understood|no word"),
    ("-is:open", "not understood"),
]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_what_makes_no_sense_is_said_and_left_out(text, said):
    query = parse(text)

    assert any(part in " ".join(query.problems) for part in said.split("|")) or query.words == "subject:"
    assert not query.narrowed


def test_what_is_wrong_in_part_is_looked_for_in_part():
    query = parse("colour:red quarry is:open")

    assert (query.words, query.narrowed, len(query.problems)) == ("quarry", [("is", "open")], 1)


def test_every_line_of_the_help_is_understood():
    for example, _meaning in HELP:
        assert parse(example).problems == []
        assert not parse(example).is_empty


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", (date(2026, 1, 1), date(2027, 1, 1))),
        ("2026-12", (date(2026, 12, 1), date(2027, 1, 1))),
        ("2024-02-29", (date(2024, 2, 29), date(2024, 3, 1))),
        (">2026-01", (date(2026, 2, 1), None)),
        (">=2026-01", (date(2026, 1, 1), None)),
        ("<2026", (None, date(2026, 1, 1))),
        ("<=2026", (None, date(2027, 1, 1))),
        ("2025-02-29", None),
        ("26", None),
    ],
)
def test_a_period(value, expected):
    assert period(value) == expected


def test_codes_by_their_beginning_or_their_label():
    assert codes("group", "indigenous") == ["indigenous_peoples"]
    assert "deaf" not in codes("group", "women")
    assert codes("abuse", "torture") == ["torture"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Guard took the women to the quarry.", "english"),
        ("La guardia llevó a las mujeres en la noche.", "spanish"),
        ("La garde a emmené les femmes dans la nuit.", "french"),
        ("A guarda levou as mulheres para o quartel e não voltou.", "portuguese"),
        ("Стража увела женщин в карьер.", "russian"),
        ("أخذ الحرس النساء إلى المحجر", "arabic"),
        ("", "english"),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language
