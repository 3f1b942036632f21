"""The finished PDFs are what they say they are, as far as a machine reads it off their objects (`standards.py`)."""

import io

import pikepdf
import pytest

from submissions.exporters.pdf import build_for_office, build_kept, build_pdf, build_supplement
from tests.submissions.standards import RULES, missing
from tests.submissions.test_bad_input import exhibit
from tests.submissions.test_chain import CHAIN, act
from tests.submissions.test_exporters import DAY, plain_content

SCRIPTS = "Maro Teskan, Маро Тескан, مارو تسكان, 达乌德, ဒါဝူဒ်"


def rich():
    """A dossier with everything a page can hold: tables, a drawing, links to exhibits, five scripts."""
    source = {"kind": "Statement", "title": "Statement 1", "exhibits": ["A-1"]}
    elements = [{"element": "A foreign person", "statement": "He is.", "claims": [{"text": SCRIPTS, "sources": [source]}]}]
    acts = [act(number, "ordered it", "took part") for number in range(1, 9)]
    return {**plain_content(summary=SCRIPTS, command=CHAIN, acts=acts, elements=elements), "exhibits": [exhibit("A photograph")]}


def changes():
    told = {"since": 1, "changes": [{"where": "summary", "before": "Before", "after": SCRIPTS}]}
    return {**rich(), **told}


FOR = {"made_on": DAY, "office": "Department of State", "number": 1, "letter": "Dear colleagues,\n\nhere it is."}
MADE = {
    "to read": (lambda: build_pdf(rich(), made_on=DAY), ("ua",)),
    "to keep": (lambda: build_kept(rich(), {"exhibits": []}, made_on=DAY), ("ua", "a")),
    "to keep, for an office": (lambda: build_kept(rich(), {}, made_on=DAY, office=FOR["office"], number=1), ("ua", "a")),
    "for an office": (lambda: build_for_office(rich(), **FOR), ("ua",)),
    "a supplement": (lambda: build_supplement(changes(), **FOR), ("ua",)),
    "with nothing in it": (lambda: build_pdf(plain_content(), made_on=DAY), ("ua",)),
}


@pytest.fixture(scope="module")
def kept():
    return MADE["to keep"][0]()


@pytest.mark.parametrize("what", MADE)
def test_nothing_is_missing_of_what_the_standards_ask(what):
    make, standards = MADE[what]

    assert missing(make(), *standards) == set()


def without(key):
    def change(document):
        del document.Root[key]

    return change


def says_less(word):
    def change(document):
        document.Root.Metadata = document.make_stream(document.Root.Metadata.read_bytes().replace(word, b""))

    return change


def each(kind, change):
    """The same change of every object that `kind` says yes to."""

    def changed(document):
        for one in document.objects:
            told = one.stream_dict if isinstance(one, pikepdf.Stream) else one
            if isinstance(told, pikepdf.Dictionary) and kind(told):
                change(told)

    return changed


def of_type(name):
    return lambda one: one.get("/Type") == name


def drop(*keys):
    def change(one):
        for key in keys:
            if key in one:
                del one[key]

    return change


def put(key, value):
    return lambda one: one.__setitem__(key, value)


def letters_outside(document):
    page = document.pages[0]
    page.contents_add(b"BT /F1 10 Tf (x) Tj ET")


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def heading_two_levels_down(document):
    each(lambda one: one.get("/S") == "/H2", put("/S", pikepdf.Name.H4))(document)


BREAKS = {
    "language": without("/Lang"),
    "is_marked": without("/MarkInfo"),
    "has_tree": without("/StructTreeRoot"),
    "title_is_shown": without("/ViewerPreferences"),
    "has_output_intent": without("/OutputIntents"),
    "attachments_are_tied": without("/AF"),
    "says_ua": says_less(b"<pdfuaid:part>1</pdfuaid:part>"),
    "says_a": says_less(b"<pdfaid:part>3</pdfaid:part>"),
    "has_title": says_less(b"Dossier D-00001"),
    "properties_agree": lambda document: document.docinfo.__setitem__("/Author", "Somebody"),
    "faces_are_embedded": each(of_type("/FontDescriptor"), drop("/FontFile2", "/FontFile3")),
    "letters_can_be_copied": each(of_type("/Font"), drop("/ToUnicode")),
    "figures_are_told": each(lambda one: one.get("/S") == "/Figure", drop("/Alt")),
    "tables_have_heads": each(lambda one: one.get("/S") == "/TH", put("/S", pikepdf.Name.TD)),
    "types_are_known": each(lambda one: one.get("/S") == "/Figure", put("/S", pikepdf.Name.Drawing)),
    "headings_skip_no_level": heading_two_levels_down,
    "links_are_told": each(lambda one: one.get("/Subtype") == "/Link", drop("/Contents")),
    "annotations_are_printed": each(lambda one: one.get("/Subtype") == "/Link", drop("/F")),
    "all_is_tagged": letters_outside,
    "no_scripts": script,
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_taken_away_is_missed(kept, what):
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept)) as document:
        BREAKS[what](document)
        document.save(sink)

    assert what in missing(sink.getvalue(), "ua", "a")


def test_a_locked_file_is_missed(kept):
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept)) as document:
        document.save(sink, encryption=pikepdf.Encryption(owner="x", user=""))

    assert "not_locked" in missing(sink.getvalue(), "a")


def test_every_rule_was_seen_to_fail():
    rules = {rule.__name__ for group in RULES.values() for rule in group}

    assert rules - BREAKS.keys() - {"not_locked"} == {"has_identity", "nothing_is_elsewhere"}
