"""Near-duplicate cases are found across scripts, with a reason each, and hardly anything else is."""

import io
import random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from audit.steps import IllegalStep
from cases.finding import index
from cases.finding.pictures import are_alike
from cases.finding.places import days_of, keys_of_place, near
from cases.finding.related import links_of, suggest
from cases.models import CaseLink, EvidenceFile, Incident, NamedSubject, Source, Subject, SubjectName, WorkingCopy
from cases.services.conflicts import set_aside
from cases.services.relating import judge_pair
from cases.statuses import CaseStatus as S
from cases.workshop.images import drawn, likeness_of
from tests.cases.lookalikes import PAIRS
from tests.submissions.conftest import make_file
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

PLACES = ("Lower Orsa", "Port Vel", "Marrowgate", "Saltmere", "Halden", "Upper Lind")


@pytest.fixture(autouse=True)
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def told(make_case, organisation, other_organisation, partner, other_partner):
    def make(name, *, place="Lower Orsa", began="2022-03", born="", by_other=False, status=S.FILED):
        owner, author = (other_organisation, other_partner) if by_other else (organisation, partner)
        case = make_case(owner, author, status=status, title=name)
        subject = Subject.objects.create(opened_in=case, birth_date=born)
        NamedSubject.objects.create(case=case, subject=subject)
        SubjectName.objects.create(subject=subject, text=name)
        Incident.objects.create(case=case, began=began, place=place, narrative="Told.")
        index.index_case(case)
        return case

    return make


def test_near_duplicates_in_two_scripts(told, coordinator):
    dice = random.Random(7)
    pairs = []
    for latin, other in PAIRS:
        place, began = dice.choice(PLACES), f"{dice.randint(2019, 2023)}-{dice.randint(1, 12):02}"
        pairs.append((told(latin, place=place, began=began), told(other, place=place, began=began, by_other=True)))

    found, false = 0, 0
    for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
        suggested = suggest(one, coordinator)
        assert all(suggestion.reasons for suggestion in suggested)
        found += any(suggestion.case == other for suggestion in suggested)
        false += sum(suggestion.case != other for suggestion in suggested)

    assert found / (2 * len(pairs)) >= 0.95
    assert false / (2 * len(pairs)) <= 1


def test_a_reason_is_one_that_a_person_would_give(told, coordinator):
    one, other = told("Maro Teskan"), told("Маро Тескан", by_other=True)

    [suggestion] = suggest(one, coordinator)

    assert suggestion.case == other
    assert suggestion.reasons == (
        "“Maro Teskan” here, “Маро Тескан” there.",
        "Both tell of Lower Orsa, within a month of each other.",
    )


@pytest.mark.parametrize(
    ("name", "more", "suggested"),
    [
        ("Teskan, Maro", {}, True),
        ("Maro Teskan", {"place": "Port Vel", "began": "2015"}, True),
        ("Maro Teskan", {"born": "1950"}, False),
        ("Ilka Marsh", {}, False),
        ("Ilka Marsh", {"began": "2010"}, False),
        ("Maro Teskan", {"status": S.DRAFT}, False),
    ],
)
def test_what_is_suggested(told, coordinator, name, more, suggested):
    one = told("Maro Teskan", born="1971")
    told(name, by_other=True, **more)

    assert bool(suggest(one, coordinator)) is suggested


def test_the_same_file_is_a_reason(told, partner, other_partner, coordinator):
    one, other = told("Maro Teskan"), told("Ilka Marsh", place="Port Vel", by_other=True)
    for case, author in ((one, partner), (other, other_partner)):
        make_file(Source.objects.create(case=case, title="Photo", type="photo"), b"the very same bytes", author)
    assert EvidenceFile.objects.count() == 2

    assert [suggestion.reasons for suggestion in suggest(one, coordinator)] == [("The same file is in both.",)]


def test_a_form_that_lies_in_many_cases_is_no_reason(told, partner, coordinator):
    one, *others = (told(f"Person {chr(65 + number) * 4}", place=f"Village {number}") for number in range(6))
    for case in (one, *others):
        make_file(Source.objects.create(case=case, title="Form", type="photo"), b"How we take statements", partner)

    assert suggest(one, coordinator) == []


def of_a_body(case, name):
    body = Subject.objects.create(opened_in=case, kind=Subject.Kind.BODY)
    NamedSubject.objects.create(case=case, subject=body)
    SubjectName.objects.create(subject=body, text=name)
    index.index_case(case)
    return case


@pytest.mark.parametrize(("others", "suggested"), [(1, 1), (9, 0)])
def test_a_body_that_many_cases_name_is_no_reason(told, coordinator, others, suggested):
    names = ("Alexei Arsenov", "Boris Cherkasin", "Danilo Fomenko", "Emil Galibov", "Filip Horvatin", "Gavril Iskanderov",
             "Hasan Kalinar", "Idris Lukashin", "Jasna Dravich", "Karim Evrenos")  # fmt: skip
    cases = [of_a_body(told(name, began="2022-09"), "Port Vel Police") for name in names[: others + 1]]

    assert len(suggest(cases[0], coordinator)) == suggested


def test_places_are_told_as_either_writes_them(told, coordinator):
    one, _other = told("Maro Teskan", place="Lower Orsa"), told("Maro Teskan", place="Lower Orsa quarry", by_other=True)

    [suggestion] = suggest(one, coordinator)

    assert "“Lower Orsa” here, “Lower Orsa quarry” there, within a month of each other." in suggestion.reasons


def test_a_name_alone_is_not_enough_where_something_speaks_against_it(told, coordinator):
    one, other = told("Olena Kovalenko", place="Halden"), told("Olena Kovalenko", place="Tresk", by_other=True)
    assert [suggestion.case for suggestion in suggest(one, coordinator)] == [other]

    for case, country in ((one, "Ukraine"), (other, "Canada")):
        Subject.objects.filter(opened_in=case).update(nationality=country)

    assert suggest(one, coordinator) == []


def copied(case, by, likeness):
    original = make_file(Source.objects.create(case=case, title="Photo", type="photo"), f"{case.pk}".encode(), by)
    WorkingCopy.objects.create(case=case, original=original, media_type="image/jpeg", sha256=case.pk, size=1, likeness=likeness)
    index.index_case(case)


@pytest.mark.parametrize(
    ("theirs", "suggested"),
    [
        ("f0f0c3c3a5a59696", True),
        ("f0f0c3c3a5a59691", True),  # three bits differ
        ("0f0f3c3c5a5a6969", False),
        ("f0f0000000000000", False),  # one quarter is equal, and the rest is not
        ("", False),
    ],
)
def test_a_picture_that_is_nearly_the_same_is_a_reason(told, partner, other_partner, coordinator, theirs, suggested):
    one, other = told("Maro Teskan"), told("Ilka Marsh", place="Port Vel", by_other=True)
    copied(one, partner, "f0f0c3c3a5a59696")
    copied(other, other_partner, theirs)

    reasons = [suggestion.reasons for suggestion in suggest(one, coordinator)]

    assert reasons == ([("A picture here is nearly the same as one there.",)] if suggested else [])


def test_the_likeness_of_a_picture_survives_size_and_quality():
    yard = Image.effect_mandelbrot((640, 480), (-2, -1.5, 1, 1.5), 60)
    other = yard.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    small = Image.open(io.BytesIO(drawn(yard, 200, 40)))

    assert are_alike(likeness_of(yard), likeness_of(small))
    assert not are_alike(likeness_of(yard), likeness_of(other))
    assert likeness_of(Image.new("RGB", (640, 480), "grey")) == ""


def test_nothing_is_suggested_that_somebody_may_not_see(told, reviewer, coordinator):
    one, hidden = told("Maro Teskan"), told("Маро Тескан")
    set_aside(hidden, reviewer, reason="other", by=reviewer)
    judge_pair(one, told("M. Teskan"), "linked", by=coordinator)
    CaseLink.objects.create(case=one, other=hidden, verdict="same", by=coordinator)

    with look_as(reviewer.sight):
        assert suggest(one, reviewer) == []
        assert [link.verdict for link in links_of(one, reviewer)] == ["linked"]
    assert len(links_of(one, coordinator)) == 2


@pytest.mark.parametrize("verdict", CaseLink.Verdict.values)
def test_what_was_judged_is_remembered_on_both_sides(told, coordinator, verdict):
    one, other = told("Maro Teskan"), told("Маро Тескан")

    judge_pair(other, one, verdict, by=coordinator)

    assert (suggest(one, coordinator), suggest(other, coordinator)) == ([], [])
    assert [link.verdict for link in links_of(other, coordinator)] == [verdict]


def test_said_again_it_takes_the_place_of_what_was_said(told, coordinator):
    one, other = told("Maro Teskan"), told("Маро Тескан")
    judge_pair(one, other, "apart", by=coordinator)

    judge_pair(other, one, "same", by=coordinator)

    assert list(CaseLink.objects.values_list("verdict", flat=True)) == ["same"]


def test_what_is_refused(told, coordinator, partner):
    one, other = told("Maro Teskan"), told("Маро Тескан")

    with pytest.raises(IllegalStep, match="this case itself"):
        judge_pair(one, one, "same", by=coordinator)
    with pytest.raises(IllegalStep, match="Say what"):
        judge_pair(one, other, "twins", by=coordinator)
    with pytest.raises(PermissionDenied):
        judge_pair(one, other, "same", by=partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLink.objects.create(case=other, other=one, verdict="same", by=coordinator)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("2022-03", ""), ("2022-03-09", "2022-03-18"), True),
        (("2022-03-01", ""), ("2022-03-30", ""), True),
        (("2022-03-01", ""), ("2022-06-30", ""), False),
        (("2022", ""), ("2022-11", ""), True),
        (("", ""), ("2022", ""), False),
    ],
)
def test_a_window_of_a_month(ours, theirs, expected):
    assert near(days_of(*ours), days_of(*theirs)) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "in_common"), [("Camp 3", "Camp 5", 1), ("Camp 3", "camp No. 3", 2), ("سجن ٣", "Prison 3", 2)]
)
def test_a_number_is_a_part_of_the_name_of_a_place(ours, theirs, in_common):
    assert len(keys_of_place(ours) & keys_of_place(theirs)) == in_common


def test_the_checks_say_that_another_case_looks_like_this_one(told, coordinator, sign_in):
    one, other = told("Maro Teskan", status=S.IN_REVIEW), told("Маро Тескан", by_other=True)
    client, address = sign_in(coordinator), reverse("cases:checks", args=[one.reference])
    assert "1 other case looks like this one" in client.get(address).content.decode()

    judge_pair(one, other, "apart", by=coordinator)

    assert "looks like this one" not in client.get(address).content.decode()


def test_of_a_draft_it_is_said_that_nothing_was_looked_for(told, coordinator, sign_in):
    draft = told("Maro Teskan", status=S.DRAFT)

    page = sign_in(coordinator).get(reverse("cases:related", args=[draft.reference])).content.decode()

    assert "once it is filed" in page


def test_the_page(told, coordinator, sign_in):
    one, other = told("Maro Teskan"), told("Маро Тескан")
    client, address = sign_in(coordinator), reverse("cases:related", args=[one.reference])

    assert "Both tell of Lower Orsa" in client.get(address).content.decode()
    client.post(address, {"other": other.reference.lower(), "verdict": "same"})
    lost = client.post(address, {"other": "C-00000", "verdict": "same"}, follow=True)

    assert "There is no case with this reference: C-00000." in lost.content.decode()
    assert "The same events" in lost.content.decode()
    assert CaseLink.objects.get().reasons
