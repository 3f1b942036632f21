import pytest

from sanctions.countries import code_of
from sanctions.matching.comparers import span_of
from sanctions.matching.score import Band, compare
from tests.sanctions.pairs import body, person

NAME = "Maro Teskan"


def band(ours, theirs):
    return compare(person(NAME, **ours), person(NAME, **theirs)).band


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "words"),
    [
        ("1971-05-03", "1971-05-03", "agrees", "Born on the same day."),
        ("1971", "1971-05-03", "agrees", "The birth dates can be the same."),
        ("1971-05", "1971", "agrees", "The birth dates can be the same."),
        ("1971", "1970-01-01/1972-12-31", "agrees", "The birth dates can be the same."),
        ("1971-05-03", "1971-03-05", "agrees", "Day and month are swapped."),
        ("1973", "1971~", "agrees", "About the same year."),
        ("1971-05-03", "1971-11-20", "differs", "Born in the same year, but not on the same day."),
        ("1971", "1973", "differs", "Birth years differ by one or two."),
        ("1971", "1976", "differs", "Birth years differ by a few."),
        ("1971", "1949", "differs", "Birth years are far apart."),
        ("1971", "unknown", "nothing to compare", "A birth date is missing on one side."),
        ("1971-13", "1971", "nothing to compare", "A birth date is missing on one side."),
    ],
)
def test_birth_dates(ours, theirs, verdict, words):
    reason = compare(person(NAME, birth_dates=(ours,)), person(NAME, birth_dates=(theirs,))).reasons[1]

    assert (reason["what"], reason["verdict"], reason["words"]) == ("birth date", verdict, words)


def test_best_of_several_birth_dates_counts():
    reason = compare(person(NAME, birth_dates=("1950", "1971")), person(NAME, birth_dates=("1960", "1971-02-02"))).reasons[1]

    assert (reason["ours"], reason["theirs"], reason["verdict"]) == ("1971", "1971-02-02", "agrees")


def test_second_agreement_makes_a_candidate_strong():
    assert band({}, {}) == Band.POSSIBLE
    assert band({"countries": ("by",)}, {"countries": ("Belarus",)}) == Band.PROBABLE
    assert band({"birth_dates": ("1971",)}, {"birth_dates": ("1971",)}) == Band.STRONG


def test_birth_date_that_differs_demotes_and_never_hides():
    facts = {"countries": ("by",)}

    assert band({**facts, "birth_dates": ("1971",)}, {**facts, "birth_dates": ("1949",)}) == Band.POSSIBLE


def test_post_agrees_with_whom_somebody_is_listed_with():
    ours = person(NAME, positions=("Commander, Orsa Mining Guard",))
    theirs = person(NAME, positions=("Commander", "ORSA MINING GUARD"))

    reason = compare(ours, theirs).reasons[3]

    assert (reason["verdict"], reason["words"]) == ("agrees", "Both speak of commander guard mining orsa.")


def test_general_words_make_no_post_agree():
    reason = compare(person(NAME, positions=("Ministry of Defence",)), person(NAME, positions=("Ministry of Defence",))).reasons[
        3
    ]

    assert reason["verdict"] == "nothing to compare"


def test_name_of_a_body_can_be_enough_for_probable():
    assert compare(body("Orsa Mining Guard"), body("ORSA MINING GUARD")).band in {Band.POSSIBLE, Band.PROBABLE}


def test_reasons_are_plain_and_say_whose_name_met_whose():
    score = compare(person("Maro Ilyich Teskan", "Маро Тескан"), person("Maro Teskan"))

    assert score.reasons[0] == {
        "what": "name",
        "ours": "Маро Тескан",
        "theirs": "Maro Teskan",
        "verdict": "agrees",
        "words": "The names are the same.",
    }


def test_words_say_what_stands_on_one_side_only():
    reason = compare(person("Maro Ilyich Teskan"), person("Maro Teskam")).reasons[0]

    assert reason["words"] == "maro is maro; teskan may be teskam; ilyich stands only with us."


@pytest.mark.parametrize(
    ("country", "code"), [("Korea, North", "kp"), ("by", "by"), ("BURMA", "mm"), ("Veldonia", "veldonia"), ("", "")]
)
def test_countries_by_any_name(country, code):
    assert code_of(country) == code


@pytest.mark.parametrize("text", ["", "~", "/", "0", "0000", "1971-02-30", "a/b", "99999", "1971/1970"])
def test_odd_birth_dates_are_none_or_harmless(text):
    span_of(text)
