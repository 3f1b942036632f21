import pytest

from sanctions.countries import code_of
from sanctions.matching.births import span_of
from sanctions.matching.score import ALONE, THRESHOLD, Band, compare
from tests.sanctions.pairs import body, person

NAME = "Maro Teskan"


def band(ours, theirs):
    return compare(person(NAME, **ours), person(NAME, **theirs)).band


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "words"),
    [
        ("1971-05-03", "1971-05-03", "agrees", "Both give the same day of birth."),
        ("1971", "1971-05-03", "agrees", "The same year of birth; ours is not to the day."),
        ("1971-05", "1971", "agrees", "The same year of birth; neither is to the day."),
        ("1971-05-03", "1971", "agrees", "The same year of birth; theirs is not to the day."),
        ("1971", "1970-01-01/1972-12-31", "agrees", "The dates of birth can be the same; one of them is a span of years."),
        ("1971-05-03", "1971-03-05", "agrees", "The same date, with day and month the other way round."),
        ("1973", "1971~", "agrees", "About the same year; one of them is estimated."),
        ("1971-05-03", "1971-11-20", "differs", "The same year of birth, but another day."),
        ("1971", "1973", "differs", "The years of birth are one or two apart."),
        ("1971", "1976", "differs", "The years of birth are three to five apart."),
        ("1971", "1949", "differs", "The years of birth are far apart."),
        ("1971", "unknown", "nothing to compare", "The list gives no date of birth."),
        ("1967-03-05", "1976-03-05", "differs", "The same digits in another order: perhaps a typing error."),
        ("1971-13", "1971", "nothing to compare", "We know no date of birth."),
    ],
)
def test_birth_dates(ours, theirs, verdict, words):
    reason = compare(person(NAME, birth_dates=(ours,)), person(NAME, birth_dates=(theirs,))).reasons[1]

    assert (reason["what"], reason["verdict"], reason["words"]) == ("birth date", verdict, words)


def test_best_of_several_birth_dates_counts():
    reason = compare(person(NAME, birth_dates=("1950", "1971")), person(NAME, birth_dates=("1960", "1971-02-02"))).reasons[1]

    assert (reason["ours"], reason["theirs"], reason["verdict"]) == ("1971", "1971-02-02", "agrees")


def test_second_agreement_makes_a_candidate_strong():
    assert band({}, {}) == Band.PROBABLE  # few are called so
    assert band({"birth_dates": ("1971",)}, {"birth_dates": ("1971",)}) == Band.STRONG


def test_common_name_alone_stops_at_possible():
    assert compare(person("Muhammad Ali Hassan"), person("Mohammed Ali Hassan")).band == Band.POSSIBLE
    assert compare(person("Kim Yong Chol"), person("Kim Yong Chol")).band == Band.POSSIBLE


def test_name_alone_is_never_certain():
    assert compare(person("Maro Teskan"), person("Maro Teskan")).value == ALONE


def test_document_number_makes_a_candidate_strong():
    ours, theirs = (person(NAME, identifiers=(number,)) for number in ("VE 123-456", "ve123456"))

    assert compare(ours, theirs).band == Band.STRONG


def test_man_and_woman_are_possible_at_most():
    facts = {"birth_dates": ("1971-05-03",)}

    assert band({**facts, "genders": ("Male",)}, {**facts, "genders": ("F",)}) == Band.POSSIBLE


def test_one_alias_of_many_in_common_is_said():
    ours = person("Maro Teskan", "Abu Dar", "Ilo Brent")
    theirs = person("Sef Orlan", "Abu Dar", "Tam Wyk", "Jol Vask")

    by_name, hardly_any = compare(ours, theirs), compare(ours, person(*ours.names[:1], *theirs.names[2:]))

    assert reason_of("other names", by_name)[1] == "They meet only in a name that is the chief one of neither."
    assert reason_of("other names", hardly_any)[1] == "Of their several names hardly any agree."
    assert by_name.value < hardly_any.value < compare(person(NAME), person(NAME)).value


def test_common_name_that_is_one_of_several_is_left_to_people():
    row = (NAME, "Ilo Brent", "Hassan Ali")

    score = compare(person("Hassan Ali"), person(*row))

    assert (score.band, score.value < THRESHOLD) == (Band.POSSIBLE, True)
    assert compare(person("Hassan Ali"), person("Hassan Ali")).value >= THRESHOLD
    assert compare(person("Ilo Brent"), person(*row)).value >= THRESHOLD


def test_branches_share_aliases_and_not_the_chief_name():
    shared = ("Noor Relief", "Noor Aid", "Noor Hope")

    score = compare(body("Noor: Ardal Branch Office", *shared), body("Noor Stichting Veldoland", *shared))

    assert (score.band, score.value < THRESHOLD) == (Band.POSSIBLE, True)


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        (["Noor Relief"], ["Ardal Hope: Veldoland", "Noor Relief", "Noor Aid"], "not the chief one"),
        (["Noor Relief", "Noor Aid"], ["Noor Relief, Kenya", "Noor Relief"], "speak of Kenya"),
        (
            ["Orsa Cement", "Orsa Cement Works"],
            ["Teskan Orsa Cement", "Orsa Teskan Cement Co."],
            "Every name of one side has teskan",
        ),
    ],
    ids=["one name of a row", "place of the chief name", "word of all names"],
)
def test_bodies_of_one_family_are_left_to_people(ours, theirs, words):
    score = compare(body(*ours), body(*theirs))

    assert (score.band, score.value < THRESHOLD) == (Band.POSSIBLE, True)
    assert any(words in reason["words"] for reason in score.reasons)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["Orsa Bank"], ["Orsa Credit Development Bank", "Orsa Trust Bank"]),
        (["Meridian"], ["Meridian Shipping"]),
        (["Noor Foundation", *"ABCDE"], ["Noor Stichting", *"ABCDE"]),
    ],
    ids=["one short word", "another business", "one row word for word"],
)
def test_bodies_that_have_little_in_common_are_not_taken_for_one(ours, theirs):
    assert compare(body(*ours), body(*theirs)).value < THRESHOLD


def test_initials_in_brackets_are_the_name_again():
    assert compare(body("Orsa Mining Guard (OMG)"), body("Orsa Mining Guard")).name == 1
    assert compare(body("Orsa Mining Guard (ARDAL)"), body("Orsa Mining Guard")).name < 1


def test_parts_of_a_name_that_arabic_writes_apart_are_one_word():
    assert compare(person("Saduddin Sayyed"), person("سعد الدين سيد")).value >= THRESHOLD
    assert compare(person("Saduddin Sayyed"), person("نور الدين سيد")).value < THRESHOLD


def test_birth_date_that_differs_demotes_and_never_hides():
    facts = {"countries": ("by",)}

    assert band({**facts, "birth_dates": ("1971",)}, {**facts, "birth_dates": ("1949",)}) == Band.POSSIBLE


def reason_of(what, score):
    return next((reason["verdict"], reason["words"]) for reason in score.reasons if reason["what"] == what)


def test_post_agrees_with_whom_somebody_is_listed_with():
    ours = person(NAME, positions=("Commander, Orsa Mining Guard",))
    theirs = person(NAME, positions=("Commander", "ORSA MINING GUARD"))

    assert reason_of("position", compare(ours, theirs)) == ("agrees", "Both posts speak of commander, guard, mining and orsa.")


def test_general_words_make_no_post_agree():
    ours = theirs = person(NAME, positions=("Ministry of Defence",))

    assert reason_of("position", compare(ours, theirs))[0] == "nothing to compare"


def test_name_of_a_body_can_be_enough_for_probable():
    assert compare(body("Orsa Mining Guard"), body("ORSA MINING GUARD")).band in {Band.POSSIBLE, Band.PROBABLE}


def test_reasons_are_plain_and_say_whose_name_met_whose():
    score = compare(person("Maro Ilyich Teskan", "Маро Тескан"), person("Maro Teskan"))

    assert score.reasons[0] == {
        "what": "name",
        "ours": "Маро Тескан",
        "theirs": "Maro Teskan",
        "verdict": "agrees",
        "words": "The same name in two scripts: Маро Тескан reads Maro Teskan.",
        "aligned": [
            {"ours": "Маро", "theirs": "Maro", "how": "same"},
            {"ours": "Тескан", "theirs": "Teskan", "how": "same"},
        ],
    }


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("Maro Ilyich Teskan", "Teskam, Maro", "Maro agrees; Teskan is Teskam in another spelling; Ilyich only with us."),
        ("Teskan Maro", "Maro Teskan", "The same names, in another order."),
        ("J. Kony", "Joseph Kony", "Kony agrees; J can stand for Joseph."),
        ("JC Orlan", "Jean Claude Orlan", "Orlan agrees; JC can stand for Jean Claude."),
        ("محمد تسكان", "Mohammed Teskan", "محمد reads Mohammed; تسكان reads Teskan."),
        ("陈全国", "Chen Quanguo", "The same name, divided differently: Chen Quan Guo is Chen Quanguo."),
        ("Maro Teskan", "Ilo Brent", "Hardly any part of the names agrees."),
    ],
)
def test_words_are_those_of_a_case_officer(ours, theirs, words):
    assert compare(person(ours), person(theirs)).reasons[0]["words"] == words


@pytest.mark.parametrize(
    ("country", "code"), [("Korea, North", "kp"), ("by", "by"), ("BURMA", "mm"), ("Veldonia", "veldonia"), ("", "")]
)
def test_countries_by_any_name(country, code):
    assert code_of(country) == code


@pytest.mark.parametrize("text", ["", "~", "/", "0", "0000", "1971-02-30", "a/b", "99999", "1971/1970"])
def test_odd_birth_dates_are_none_or_harmless(text):
    span_of(text)
