"""The search itself, as tables: what a protected name, address or number is found in, and what it is not found in."""

import pytest

from submissions.leaks.reader.read import LABEL, NOISE, PROSE
from submissions.leaks.search import Kind, Piece, Protected, Search


def found(kind, protected, text, *, said=(), how=PROSE):
    return bool(list(Search([Protected(kind, protected, "Somebody")], said).look([Piece("here", text, how)])))


WRITTEN = [
    # as it stands, in any case, order, and with what cannot be seen in it
    ("Maria Lopez", "… said Maria Lopez to us."),
    ("Maria Lopez", "LOPEZ, MARIA"),
    ("Maria Lopez", "the file of María López-Reyes"),
    ("Maria Lopez", "Ma\u200bria Lo\u00adpez"),
    ("Maria Lopez", "Maria\n   Lopez"),
    ("Maria Lopez", "M a r i a  L o p e z"),
    ("Maria Lopez", "Ｍａｒｉａ Ｌｏｐｅｚ"),
    ("Maria Lopez", "https://x.example/?q=Mar%C3%ADa%20L%C3%B3pez"),
    ("Maria Lopez", "maria.lopez and others"),
    ("María López", "Maria"),
    ("Ana Petrova", "Petrova was there."),
    # another spelling
    ("Mohammed Rahimi", "Muhammad Rahimi"),
    ("Mohammed Rahimi", "Rahimi, Mohamad"),
    # another script
    ("Amina Bensaid", "أمينة بن سعيد"),
    ("Amina Bensaid", "Амина Бенсаид"),
    ("Yusuf Karimov", "Юсуф Каримов"),
    ("Каримов Юсуф", "Yusuf Karimov"),
    ("Юлия Щербакова", "Yuliya Shcherbakova"),
    ("محمد حسين", "Mohammad Hussein"),
    ("Abdullah Saleh", "عبد الله صالح"),
    ("李明", "他叫李明，住在这里"),
    ("李明华", "Li Minghua"),
    ("မောင်မောင်", "ကျွန်တော် မောင်မောင် ဖြစ်သည်"),
]


@pytest.mark.parametrize(("name", "text"), WRITTEN)
def test_a_name_is_found_however_it_is_written(name, text):
    assert found(Kind.NAME, name, text)


INNOCENT = [
    ("Maria Lopez", "A marine biologist and a loping dog."),
    ("Ana Petrova", "An analysis was made in Petropavlovsk."),
    ("Li Ming", "She lives in a lively mining town."),
    ("Rosa Hill", "The rose on the hill."),
    ("Yusuf Karimov", "Маро Ильич Тескан"),
    ("Said Omar", "He said that it was so."),
]


@pytest.mark.parametrize(("name", "text"), INNOCENT)
def test_ordinary_words_are_no_name(name, text):
    assert not found(Kind.NAME, name, text)


def test_a_part_of_a_name_that_the_dossier_is_meant_to_say_is_no_leak():
    said = ["Maro Ilyich Teskan", "Маро Ильич Тескан"]

    assert not found(Kind.NAME, "Ana Teskan", "Teskan commanded the guard.", said=said)
    assert found(Kind.NAME, "Ana Teskan", "Ana Teskan, his sister.", said=said)


def test_somebody_named_by_the_whole_name_alone_is_not_found_by_half_of_it():
    search = Search([Protected(Kind.NAME, "Mara Village", "Somebody", alone=False)])

    assert not list(search.look([Piece("here", "The Village was burned.")]))
    assert list(search.look([Piece("here", "Mara Village wrote it.")]))


CONTACTS = [
    ("ana@mail.example", "write to Ana@Mail.Example"),
    ("ana@mail.example", "ana @ mail.example"),
    ("+995 555 12 34 56", "call 00995-555-123456"),
    ("Signal +41 79 123 45 67, ask for no one", "tel. ‎٠٧٩ ١٢٣ ٤٥ ٦٧"),
    ("@orsa_voice", "on the channel @orsa_voice"),
    ("the red door behind the mill", "the red door behind the mill"),
]


@pytest.mark.parametrize(("contact", "text"), CONTACTS)
def test_addresses_and_numbers_are_found(contact, text):
    assert found(Kind.CONTACT, contact, text)


def test_other_figures_are_no_telephone():
    assert not found(Kind.CONTACT, "+995 555 12 34 56", "between 2019 and 2021, 14 women, E.O. 13818, 22 U.S.C. 10102")


def test_a_file_name_is_found_in_names_and_in_text():
    assert found(Kind.FILE_NAME, "statement of ana reyes.jpg", "exhibits/Statement of Ana Reyes.jpg", how=LABEL)
    assert not found(Kind.FILE_NAME, "photo.jpg", "A photo of the yard")


def test_among_other_bytes_half_a_name_is_no_name():
    assert not found(Kind.NAME, "Maria Lopez", "xkMariaq Maria zz", how=NOISE)
    assert found(Kind.NAME, "Maria Lopez", "©nam Maria Lopez", how=NOISE)


def test_the_passage_is_what_stands_around():
    (hit,) = Search([Protected(Kind.NAME, "Maria Lopez", "“Woman 3”")]).look([Piece("pdf, page 2", "We met Maria Lopez there.")])

    assert (hit.where, hit.whose, hit.passage) == ("pdf, page 2", "“Woman 3”", "We met Maria Lopez there.")
