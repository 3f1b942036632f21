"""A draft is written in sections, in any order, and filed once it has what every case must have."""

import pytest
from django.urls import reverse

from audit.models import Record
from cases.models import Act, Case, Claim, Incident, Involvement, Source, Subject, Victim
from cases.statuses import CaseStatus
from cases.vocabularies import GroupAnswer, VictimRole
from tests.cases.material import INCIDENT, SOURCE, SUBJECT, VICTIM, fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_case, organisation, partner):
    return make_case(organisation, partner, title="Detentions at the quarry", status=CaseStatus.DRAFT)


@pytest.fixture
def page(sign_in, partner, draft):
    """Ask for a page of the draft, or send a form to it: `page("item-add", "victims", sent)`."""
    client = sign_in(partner)

    def ask(name, *which, sent=None, follow=True):
        address = reverse(f"cases:{name}", args=[draft.reference, *which])
        return client.get(address) if sent is None else client.post(address, sent, follow=follow)

    return ask


def only(model):
    with look_as(EVERYTHING):
        return model.objects.get()


def text_of(answer):
    return answer.content.decode()


def test_a_whole_case_is_written_and_filed(page, draft):
    page("item-add", "subjects", sent=SUBJECT)
    page("item-add", "victims", sent=VICTIM)
    page("item-add", "incidents", sent=INCIDENT)
    subject, victim, incident = only(Subject), only(Victim), only(Incident)
    act = {"abuse": "arbitrary_detention", "victim": victim.pk, f"by_{subject.pk}": ["ordered", "command_responsibility"]}
    page("act-add", incident.pk, sent=act)
    page("item-add", "evidence", sent=SOURCE)
    page("item-add", "claims", sent={"text": "The Guard held the teacher for nine days.", "sources": [only(Source).pk]})

    answer = page("file", sent={"leave": "on"})

    assert "The case is filed" in text_of(answer)
    assert only(Case).status == CaseStatus.FILED
    with look_as(EVERYTHING):
        assert [str(name) for name in subject.names.all()] == ["Maro Teskan", "مارو تسکان", "M. Teskan", "Colonel Stone"]
        assert [str(post) for post in subject.positions.all()] == ["Colonel, commander, Orsa Mining Guard"]
        assert set(Involvement.objects.values_list("mode", flat=True)) == {"ordered", "command_responsibility"}
        assert (victim.group_labels, victim.get_role_display()) == (
            ["Women", "Rural and land communities"],
            VictimRole.LAND_DEFENDER.label,
        )
        assert list(Claim.objects.get().sources.all()) == [only(Source)]
    assert Record.objects.filter(verb="case.section_saved").count() == 6


def test_a_second_click_on_file_leads_to_the_same_page_and_files_once(page, draft, run_jobs):
    fill(draft)

    first, second = page("file", sent={"leave": "on"}, follow=False), page("file", sent={"leave": "on"})

    assert first.url == second.redirect_chain[-1][0]
    assert "waits for somebody of the coalition" in text_of(second)
    assert "can no longer be done" not in text_of(second)
    assert Record.objects.filter(verb="case.file").count() == 1


MINIMUM = {
    "subjects": "At least one person or body with a name is needed.",
    "incidents": "At least one act is needed",
    "sources": "At least one source is needed",
}


@pytest.mark.parametrize("lacks", MINIMUM)
def test_what_every_case_must_have_is_asked_for_in_words(page, draft, lacks):
    fill(draft, **{lacks: 0} if lacks != "subjects" else {})
    if lacks == "subjects":
        with look_as(EVERYTHING):
            Subject.objects.get().names.all().delete()

    answer = page("file", sent={"leave": "on"})

    assert MINIMUM[lacks] in text_of(answer)
    assert "Check and file</a>" not in text_of(answer)
    assert only(Case).status == CaseStatus.DRAFT
    assert not Record.objects.filter(verb="case.file").exists()


def test_the_list_of_tasks_says_how_far_each_part_is(page, draft):
    empty = text_of(page("detail"))
    fill(draft)
    filled = text_of(page("detail"))

    assert empty.count("Not started") == 5
    assert "Go on with “Who is responsible”" in empty
    assert "One person has no post yet." in filled
    assert "1 incident, 1 act" in filled
    assert "Check and file</a>" in filled


@pytest.mark.parametrize(
    ("section", "sent"),
    [
        ("subjects", {**SUBJECT, "full_name": "", "original_name": "", "birth_date": "", "posts-0-title": "", "posts-0-body": "",
                      "posts-0-since": ""}),
        ("victims", {"group_answer": "unknown", "role": "unknown"}),
        ("incidents", {}),
        ("evidence", {"origin": "primary"}),
        ("claims", {"text": "A fact."}),
    ],
)  # fmt: skip
def test_a_draft_accepts_what_is_not_complete(page, section, sent):
    answer = page("item-add", section, sent=sent)

    assert "Saved." in text_of(answer)


def test_people_without_a_pseudonym_are_numbered(page):
    for _ in range(2):
        page("item-add", "victims", sent={"group_answer": "withheld_for_safety", "role": "unknown"})

    with look_as(EVERYTHING):
        rows = Victim.objects.values_list("pseudonym", "group_answer")
        assert list(rows) == [("Person 1", GroupAnswer.WITHHELD), ("Person 2", GroupAnswer.WITHHELD)]


@pytest.mark.parametrize(
    ("section", "sent", "words"),
    [
        ("incidents", {**INCIDENT, "began": "2999"}, "still to come"),
        ("incidents", {**INCIDENT, "began": "0000"}, "does not exist"),
        ("incidents", {**INCIDENT, "began": "1066"}, "before 1900"),
        ("incidents", {**INCIDENT, "began": "yesterday"}, "Write a day as"),
        ("incidents", {**INCIDENT, "ended": "2021"}, "cannot have ended before"),
        ("incidents", {**INCIDENT, "place": "x" * 10_000}, "at most 300 characters"),
        ("incidents", {**INCIDENT, "place": "Orsa\u202eyrrauq"}, "invisible character"),
        ("incidents", {**INCIDENT, "narrative": "x" * 20_001}, "at most 20000 characters"),
        ("subjects", {**SUBJECT, "full_name": "Maro\u200bTeskan"}, "invisible character"),
        ("subjects", {**SUBJECT, "aliases": "A\u202eB"}, "invisible character"),
        ("subjects", {**SUBJECT, "aliases": "\r\n".join("abcdefghijklmnopqrstuvw")}, "At most 20 other names"),
        ("subjects", {**SUBJECT, "posts-0-title": ""}, "Which post or rank"),
        ("subjects", {**SUBJECT, "posts-0-until": "2010"}, "cannot have ended before"),
        ("victims", {**VICTIM, "groups": []}, "Tick at least one group"),
        ("victims", {**VICTIM, "group_answer": "withheld_for_safety"}, "You ticked groups below"),
        ("victims", {**VICTIM, "is_group": "yes", "count": "1"}, "two people or more"),
        ("victims", {**VICTIM, "count": "99999999999"}, "less than or equal to 1000000"),
        ("claims", {"text": ""}, "This field is required"),
        ("evidence", {**SOURCE, "type": "hearsay"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_typed_is_lost(page, section, sent, words):
    answer = page("item-add", section, sent=sent)

    assert answer.status_code == 200
    assert words in text_of(answer)
    assert not Record.objects.filter(verb="case.section_saved").exists()


def test_a_pseudonym_stands_for_one_person(page, draft):
    page("item-add", "victims", sent=VICTIM)

    answer = page("item-add", "victims", sent={**VICTIM, "pseudonym": "the TEACHER"})

    assert "has this name already" in text_of(answer)


def test_an_entry_is_changed(page, draft):
    page("item-add", "subjects", sent=SUBJECT)
    subject = only(Subject)
    form = page("item-edit", "subjects", subject.pk).context["form"]
    with look_as(EVERYTHING):
        post = subject.positions.get()

    changed = {
        **SUBJECT,
        "seen": form["seen"].value(),
        "full_name": "Maro A. Teskan",
        "posts-TOTAL_FORMS": "2",
        "posts-INITIAL_FORMS": "1",
        "posts-0-id": post.pk,
        "posts-0-DELETE": "on",
        "posts-1-title": "Adviser",
    }
    answer = page("item-edit", "subjects", subject.pk, sent=changed)

    assert "Saved." in text_of(answer)
    with look_as(EVERYTHING):
        assert subject.names.first().text == "Maro A. Teskan"
        assert [post.title for post in subject.positions.all()] == ["Adviser"]


def test_a_colleagues_words_are_not_overwritten_unseen(page, draft):
    page("item-add", "incidents", sent=INCIDENT)
    incident = only(Incident)
    seen = page("item-edit", "incidents", incident.pk).context["form"]["seen"].value()
    page("item-edit", "incidents", incident.pk, sent={**INCIDENT, "seen": seen, "place": "Upper Orsa"})

    warned = page("item-edit", "incidents", incident.pk, sent={**INCIDENT, "seen": seen, "place": "Port Vel"})

    assert "A colleague saved this entry" in text_of(warned)
    assert "Port Vel" in text_of(warned)
    assert only(Incident).place == "Upper Orsa"
    again = warned.context["form"]["seen"].value()
    page("item-edit", "incidents", incident.pk, sent={**INCIDENT, "seen": again, "place": "Port Vel"})
    assert only(Incident).place == "Port Vel"


def test_an_entry_others_rest_on_is_not_removed(page, draft):
    fill(draft)
    victim, incident = only(Victim), only(Incident)

    refused = page("item-remove", "victims", victim.pk, sent={})
    page("item-remove", "incidents", incident.pk, sent={})
    allowed = page("item-remove", "victims", victim.pk, sent={})

    assert "One act names this person" in text_of(refused)
    assert "Removed." in text_of(allowed)
    with look_as(EVERYTHING):
        assert not Act.objects.exists()
        assert not Victim.objects.exists()


@pytest.mark.parametrize("section", ["subjects", "victims", "incidents", "evidence", "claims"])
def test_nothing_is_changed_after_filing(page, draft, section):
    fill(draft)
    page("file", sent={"leave": "on"})

    page("item-add", section)
    sent = {**SUBJECT, **VICTIM, **INCIDENT, **SOURCE, "text": "What I typed for an hour"}
    late = page("item-add", section, sent=sent)

    assert late.status_code == 409
    assert "can no longer be changed" in text_of(late)
    assert "copy it" in text_of(late)
    with look_as(EVERYTHING):
        assert (Subject.objects.count(), Victim.objects.count(), Source.objects.count(), Claim.objects.count()) == (1, 1, 1, 0)


@pytest.mark.parametrize("section", ["subjects", "victims", "incidents", "evidence", "claims", "consent"])
def test_a_section_asks_the_same_few_questions_of_the_database_however_full(page, draft, count_own_queries, section):
    fill(draft)
    with count_own_queries() as one:
        page("section", section)
    fill_more(draft)
    with count_own_queries() as three:
        page("section", section)

    assert len(one) == len(three) <= 12


def fill_more(draft):
    with look_as(EVERYTHING):
        Victim.objects.update(pseudonym="Somebody")
    fill(draft, subjects=2, victims=2, incidents=2, sources=2)


def test_the_list_of_tasks_asks_the_same_few_questions_of_the_database_however_full(page, draft, count_own_queries):
    fill(draft)
    with count_own_queries() as one:
        page("detail")
    fill_more(draft)
    with count_own_queries() as three:
        page("detail")

    assert len(one) == len(three) <= 12


@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("section", ["subjects"]),
        ("item-add", ["victims"]),
        ("section", ["consent"]),
        ("withdraw", []),
        ("correct", []),
    ],
)
def test_strangers_find_nothing_and_staff_are_refused(sign_in, client, draft, other_partner, coordinator, name, which):
    address = reverse(f"cases:{name}", args=[draft.reference, *which])

    assert sign_in(other_partner).get(address).status_code == 404
    assert sign_in(coordinator).get(address).status_code == 403


def test_rows_of_another_case_cannot_be_reached_through_this_one(page, draft, make_case, organisation, partner):
    other = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        victim, incident, subject = other.victims.get(), other.incidents.get(), other.opened_subjects.get()

    assert page("item-edit", "victims", victim.pk).status_code == 404
    assert page("item-remove", "subjects", subject.pk).status_code == 404
    assert page("act-add", incident.pk).status_code == 404
    page("item-add", "incidents", sent=INCIDENT)
    with look_as(EVERYTHING):
        mine = draft.incidents.get()
    answer = page("act-add", mine.pk, sent={"abuse": "torture", "victim": victim.pk, f"by_{subject.pk}": ["ordered"]})
    assert "Select a valid choice" in text_of(answer)
