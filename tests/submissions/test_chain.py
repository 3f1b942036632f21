"""Who commands whom, and who did what to whom: what is told of it, and the drawing in PDF and Word."""

import io
import zipfile

import pikepdf
import pytest
from lxml import etree

from cases.models import Command, NamedSubject, Subject, SubjectName
from submissions import content, services
from submissions.exporters.chain import drawing_of
from submissions.exporters.docx import build_docx
from submissions.exporters.pdf import build_pdf
from submissions.reading import anew
from tests.submissions.conftest import LATIN, TICKS
from tests.submissions.test_exporters import DAY, MARKUP, plain_content, words_of_pdf
from vault.sight import Scope, Sight, look_as

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def act(number, *modes):
    return {
        "when": f"2021-0{number}",
        "where": "Quarry",
        "abuse": "Arbitrary detention",
        "victim": f"Woman {number}",
        "modes": modes,
    }


def command(above, below, since="", until=""):
    return {"above": above, "below": below, "since": since, "until": until}


GUARD, MINISTRY = "Orsa Mining Guard", "Ministry of the Interior"
ONE_ACT = [act(1, "ordered it")]
CHAIN = [command(MINISTRY, LATIN, "2019"), command(LATIN, GUARD, "2020", "2022"), command("The Prime Minister", MINISTRY)]


def told(commands=CHAIN, acts=ONE_ACT):
    return plain_content(command=commands, acts=acts)


def drawn(**what):
    return drawing_of(told(**what)["recommendations"][0])


def test_nothing_is_drawn_where_nothing_ties_anybody():
    assert drawn(commands=[], acts=[]) is None


def test_it_is_told_in_sentences_too():
    assert drawn()["alt"] == (
        f"{MINISTRY} commands {LATIN} from 2019. {LATIN} commands {GUARD} from 2020 to 2022. "
        f"The Prime Minister commands {MINISTRY}. {LATIN} ordered it: Arbitrary detention, 2021-01: Woman 1."
    )


def test_whoever_commands_stands_above_and_no_box_covers_another():
    boxes = drawn(acts=[act(number, "ordered it", "took part", "helped") for number in range(1, 9)])["boxes"]
    top = {box["lines"][0]: box["y"] for box in boxes}

    assert top["The Prime Minister"] < top[MINISTRY] < top[LATIN] < top[GUARD]
    for one in boxes:
        for other in boxes:
            apart = one["x"] + one["width"] <= other["x"] or one["y"] + one["height"] <= other["y"] - other["label_height"]
            behind = other["x"] + other["width"] <= one["x"] or other["y"] + other["height"] <= one["y"] - one["label_height"]
            assert one is other or apart or behind


def test_a_long_row_of_acts_says_how_many_more_there_are():
    lines = drawn(commands=[], acts=[act(number, "ordered it") for number in range(1, 9)])["boxes"][1]["lines"]

    assert (len(lines), lines[-1]) == (6, "and 3 more, in the table above")


def figures_of(body):
    with pikepdf.open(io.BytesIO(body)) as document:
        return [str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]


def shapes_of(body):
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml"))
    boxes = ["\n".join(box.itertext(f"{WORD}t")) for box in root.iter(f"{WORD}txbxContent")]
    return [one.get("descr") for one in root.iter(DESCRIBED)], boxes


def test_the_drawing_in_the_pdf_is_heard_and_copied():
    body = build_pdf(told(), made_on=DAY)

    assert figures_of(body) == [drawn()["alt"]]
    assert f"{GUARD}" in words_of_pdf(body)
    assert "Command and responsibility" in words_of_pdf(body)


def test_the_same_drawing_stands_in_word_with_words_that_can_be_edited():
    described, boxes = shapes_of(build_docx(told(), made_on=DAY))

    assert described == [drawn()["alt"]]
    assert {MINISTRY, GUARD, "commands from 2019", "ordered it"} <= set(boxes)
    assert f"{LATIN}\nCommander" in boxes


def test_markup_and_long_names_stay_text_in_both():
    content = told([command(MARKUP, LATIN), command(LATIN, "Ü" * 300)])

    body, (described, boxes) = build_pdf(content, made_on=DAY), shapes_of(build_docx(content, made_on=DAY))

    assert MARKUP in boxes
    assert MARKUP in described[0]
    assert "".join(words_of_pdf(body).split()).count("Ü" * 300) == 1


def test_no_drawing_and_no_heading_where_there_is_nothing_to_draw():
    bare = plain_content()

    assert "Command and responsibility" not in words_of_pdf(build_pdf(bare, made_on=DAY))
    assert shapes_of(build_docx(bare, made_on=DAY)) == ([], [])


def somebody(name, *cases):
    subject = Subject.objects.create(opened_in=cases[0], kind=Subject.Kind.BODY)
    SubjectName.objects.create(subject=subject, kind=SubjectName.Kind.FULL, text=name)
    for case in cases:
        NamedSubject.objects.create(case=case, subject=subject)
    return subject


@pytest.fixture
def chain(veldonia, coordinator, make_case, organisation, partner):
    """A ministry over a district over the subject; and a cabinet over the ministry that another case alone names."""
    other = make_case(organisation, partner)
    ministry, district, cabinet = (
        somebody(MINISTRY, veldonia.case),
        somebody("District", veldonia.case),
        somebody("Cabinet", other),
    )
    for above, below in ((ministry, district), (district, veldonia.subject), (cabinet, ministry)):
        Command.objects.create(above=above, below=below, how="A gazette", since="2019", by=coordinator)
    return veldonia


@pytest.mark.django_db
def test_the_chain_is_told_nearest_first_and_whom_another_case_names_never(chain, argued):
    said = content.recommendation_content(anew(argued), {})

    assert said["command"] == [command("District", LATIN, "2019"), command(MINISTRY, "District", "2019")]


@pytest.mark.django_db
def test_a_liaison_who_does_not_see_the_register_signs_the_same_words(chain, argued, liaison, approver):
    with look_as(Sight(Scope.ACCEPTED, liaison.organisation_id, liaison.pk, liaison.jurisdictions)):
        assert not Command.objects.exists()
        services.sign_first(argued, by=liaison)

    services.sign_second(argued, TICKS, by=approver)

    assert len({row.sha256 for row in argued.sign_offs.all()}) == 1


@pytest.mark.django_db
def test_a_changed_chain_voids_what_was_signed(chain, approved):
    Command.objects.filter(below=chain.subject).update(until="2021")

    assert any("is no longer what was signed" in problem for problem in content_problems(approved))


def content_problems(ask):
    from submissions.checks import is_as_signed

    return list(is_as_signed(anew(ask)))
