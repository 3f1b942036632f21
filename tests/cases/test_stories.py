"""The parts told in words, the questions only some abuse needs, the meter, and words that stay as they were filed."""

import pytest
from django.urls import reverse

from cases.completeness import Contents
from cases.meter import meters
from cases.models import Act, Case, Detail, Incident, Source, Told, Victim, Wording
from cases.questions import BY_CODE, OF_ABUSE, STORIES
from cases.statuses import CaseStatus, Section
from sanctions.models import Term
from sanctions.services import change_row
from tests.cases.material import INCIDENT, SOURCE, SUBJECT, VICTIM, fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_case, organisation, partner):
    return make_case(organisation, partner, title="Detentions at the quarry", status=CaseStatus.DRAFT)


@pytest.fixture
def page(sign_in, partner, draft):
    client = sign_in(partner)

    def ask(name, *which, sent=None):
        address = reverse(f"cases:{name}", args=[draft.reference, *which])
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return ask


def only(model):
    with look_as(EVERYTHING):
        return model.objects.get()


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("section", STORIES)
def test_a_part_told_in_words_is_written_changed_and_read(page, draft, section):
    ask = next(ask for ask in STORIES[section] if not ask.answers)
    form = page("section", section)

    page("section", section, sent={ask.code: "In March.", "seen": form.context["form"].now})
    again = page("section", section)
    page("section", section, sent={ask.code: "", "seen": again.context["form"].now})

    assert "In March." in text_of(again)
    with look_as(EVERYTHING):
        assert not Told.objects.exists()


def test_two_writers_of_a_part_see_both_sides(page, draft):
    seen = page("section", "risks").context["form"].now
    page("section", "risks", sent={"risk_who": "The village", "seen": seen})

    warned = page("section", "risks", sent={"risk_who": "The clerk", "seen": seen})

    assert [(side.theirs, side.mine) for side in warned.context["sides"]] == [("The village", "The clerk")]
    assert only(Told).text == "The village"


def test_a_date_that_cannot_be_is_said_and_nothing_is_lost(page):
    seen = page("section", "risks").context["form"].now

    answer = page("section", "risks", sent={"risk_again_on": "0000", "risk_who": "The village", "seen": seen})

    assert "does not exist" in text_of(answer)
    assert "The village" in text_of(answer)


def test_a_case_with_the_least_is_filed_and_the_rest_may_come_later(page, draft):
    for section, sent in (("subjects", SUBJECT), ("victims", VICTIM), ("incidents", INCIDENT), ("evidence", SOURCE)):
        page("item-add", section, sent=sent)
    with look_as(EVERYTHING):
        subject = draft.subjects.get()
    act = {"abuse": "other", "victim": only(Victim).pk, f"by_{subject.pk}": ["ordered"]}
    page("act-add", only(Incident).pk, sent=act)

    last_look = text_of(page("file"))
    without_leave = text_of(page("file", sent={}))
    assert only(Case).status == CaseStatus.DRAFT
    page("file", sent={"leave": "on"})

    assert last_look.count("Can come later") == 5
    assert "Without their leave" in without_leave
    assert only(Case).status == CaseStatus.FILED


@pytest.mark.parametrize("abuse", ["torture", "arbitrary_detention", "enforced_disappearance"])
def test_only_the_questions_that_this_abuse_needs_are_asked(page, draft, abuse):
    fill(draft)
    act, subject = only(Act), only(Case).subjects
    with look_as(EVERYTHING):
        subject, victim = draft.subjects.get(), draft.victims.get()
        Act.objects.update(abuse="other")
    plain = page("act-edit", act.pk)
    sent = {"abuse": abuse, "victim": victim.pk, f"by_{subject.pk}": ["ordered"], "seen": plain.context["form"].now}

    asked = page("act-edit", act.pk, sent=sent)
    form = asked.context["form"]
    answers = {ask.code: ask.answers[0][0] if ask.answers else "At the quarry" for ask in OF_ABUSE[abuse]}
    page("act-edit", act.pk, sent={**sent, **answers, "seen": form.now})

    assert not set(plain.context["form"].fields) & set(BY_CODE)
    assert set(form.fields) & set(BY_CODE) == set(answers)
    with look_as(EVERYTHING):
        assert dict(Detail.objects.values_list("code", "text")) == answers
    assert "At the quarry" in text_of(page("section", "incidents"))


def test_a_statement_is_named_instead_of_asking_again(page, draft):
    fill(draft)
    act, source = only(Act), only(Source)
    with look_as(EVERYTHING):
        subject, victim = draft.subjects.get(), draft.victims.get()
    seen = page("act-edit", act.pk).context["form"].now
    sent = {"abuse": "sexual_violence_rape", "victim": victim.pk, f"by_{subject.pk}": ["direct"], "told_in": source.pk}

    asked = page("act-edit", act.pk, sent={**sent, "seen": seen})

    assert "What was done, in the fewest words" not in text_of(asked)
    assert only(Act).told_in_id == source.pk
    assert "Told already in" in text_of(page("section", "incidents"))


DATES = [
    ({"dated": "about", "began": "2022-03"}, "about 2022-03"),
    ({"dated": "between", "began": "2022-03", "ended": "2022-05"}, "between 2022-03 and 2022-05"),
    ({"dated": "written", "began": "2022", "ended": "2023"}, "2022 – 2023"),
    ({"dated": "about", "began": "2022", "ended": "2023"}, "about 2022 – 2023"),
    ({"dated": "unknown", "began": "", "ended": ""}, "date not known"),
]


@pytest.mark.parametrize(("sent", "words"), DATES)
def test_dates_are_as_sure_as_they_are(page, draft, sent, words):
    page("item-add", "incidents", sent={**INCIDENT, "ended": "", **sent})

    assert only(Incident).when == words
    assert words in text_of(page("section", "incidents"))


def test_between_needs_two_dates(page):
    answer = page("item-add", "incidents", sent={**INCIDENT, "ended": "", "dated": "between"})

    assert "needs two dates" in text_of(answer)


PLACES = [
    ({"placed": "near"}, "near Lower Orsa quarry, Orsa, Veldonia"),
    ({"placed": "coarse", "place": ""}, "Orsa, Veldonia"),
    ({"placed": "unknown", "place": "", "area": ""}, "place not known"),
]


@pytest.mark.parametrize(("sent", "words"), PLACES)
def test_places_are_as_exact_as_is_safe(page, sent, words):
    page("item-add", "incidents", sent={**INCIDENT, "area": "Orsa, Veldonia", **sent})

    assert only(Incident).where == words


def test_a_date_and_a_place_that_nobody_knows_are_answers_and_not_gaps(page):
    page(
        "item-add", "incidents", sent={**INCIDENT, "began": "", "ended": "", "place": "", "dated": "unknown", "placed": "unknown"}
    )

    tasks = {task.section: [gap.sentence for gap in task.gaps] for task in page("detail").context["tasks"]}

    assert "One incident has no date yet." not in tasks[Section.INCIDENTS]
    assert "One incident has no place yet." not in tasks[Section.INCIDENTS]


def test_the_meter_says_what_is_there_and_what_would_help_for_each_government(draft):
    fill(draft, sources=2)
    with look_as(EVERYTHING):
        before = {meter.government: len(meter.supports) for meter in meters(Contents(draft))}
        Act.objects.update(abuse="torture")
        Source.objects.update(is_open=True)
        Victim.objects.update(role="journalist_media")
        Told.objects.create(case=draft, code="contrary_found", text="none")
        after = {meter.government: len(meter.supports) for meter in meters(Contents(draft))}

    assert {key: after[key] - before[key] for key in after} == {"us": 1, "gb": 2, "ca": 2, "eu": 2}


def test_a_partner_never_reads_that_a_law_cannot_apply(page, draft):
    fill(draft)

    words = text_of(page("file")).lower()

    assert not [phrase for phrase in ("cannot apply", "does not apply", "excluded", "not covered") if phrase in words]


def test_an_old_case_reads_as_it_was_filed_after_the_vocabulary_was_edited(page, draft, enlist, coalition, sign_in, coordinator):
    from accounts.roles import Role

    fill(draft)
    page("file", sent={"leave": "on"})
    term = Term.objects.get(vocabulary="abuse_type", code="arbitrary_detention")
    told = {"label": "Held without right"}
    change_row(term, told, why="Plainer", seen=1, by=enlist("Editor", coalition, Role.REFERENCE_EDITOR))

    filed = text_of(page("section", "incidents"))
    with look_as(EVERYTHING):
        kept = Case.objects.get().wording
        Case.objects.update(wording=None, status=CaseStatus.DRAFT)
    as_a_draft = text_of(page("section", "incidents")) + text_of(page("act-edit", only(Act).pk))
    with look_as(EVERYTHING):
        Case.objects.update(wording=kept, status=CaseStatus.FILED)
    read_by_staff = text_of(sign_in(coordinator).get(draft.get_absolute_url()))

    assert as_a_draft.count("Held without right") == 2
    assert "Held without right" not in filed + read_by_staff
    assert "Arbitrary detention" in filed
    assert "Arbitrary detention" in read_by_staff


def test_cases_filed_under_the_same_words_share_one_version(page, draft, make_case, organisation, partner):
    from cases.services.intake import file_case

    second = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    fill(draft)
    for case in (draft, second):
        with look_as(partner.sight):
            file_case(case, by=partner)

    with look_as(EVERYTHING):
        assert Wording.objects.count() == 1
        assert set(Case.objects.values_list("wording", flat=True)) == {Wording.objects.get().pk}


def test_staff_read_what_was_told_and_when_a_post_was_held(page, draft, sign_in, coordinator):
    page("item-add", "subjects", sent=SUBJECT)
    with look_as(EVERYTHING):
        subject = draft.subjects.get()
        victim = Victim.objects.create(case=draft, pseudonym="The teacher")
        incident = Incident.objects.create(case=draft, began="2022-03-09", ended="2022-03-18", place="Orsa", narrative="Told.")
        Source.objects.create(case=draft, title="A book")
    page("act-add", incident.pk, sent={"abuse": "torture", "victim": victim.pk, f"by_{subject.pk}": ["ordered"]})
    page("section", "contrary", sent={"contrary": "He denies it.", "seen": page("section", "contrary").context["form"].now})
    page("file", sent={"leave": "on"})

    read = text_of(sign_in(coordinator).get(draft.get_absolute_url()))

    assert "He denies it." in read
    assert "held this post then: Colonel, commander, Orsa Mining Guard" in read
