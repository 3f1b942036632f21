"""A word that reference editors added is offered in the forms of cases, and read by its label wherever it was chosen."""

import pytest
from django.urls import reverse

from cases import fact_base, reading, wording
from cases.finding.grammar import codes
from cases.forms.sections import ActForm, SourceForm, VictimForm
from cases.models import Act, Case, Involvement, Source, Subject, Victim
from cases.offline.columns import choices_of, code_of
from cases.statuses import CaseStatus
from cases.versions import differences
from cases.words import label
from sanctions.mapping.load import Vocabulary
from sanctions.models import Term
from sanctions.services import change_row
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
SAID = {"source": "The coalition's own words", "checked_on": "2026-05-04", "why": "Partners asked for it", "definition": "-"}
# A vocabulary, what is added to it, and where a form of a case asks it.
ADDED = {
    "abuse_type": ("acid_attack", "Attack with acid", {"counts_as": "torture"}, ActForm, Act, "abuse"),
    "mode": ("covered_up", "covered it up", {}, ActForm, Act, "by_"),
    "victim_group": ("nomads", "Nomads", {"aliases": "nomads"}, VictimForm, Victim, "groups"),
    "victim_role": ("election_observer", "Election observer", {"counts_as": "rights_seeker"}, VictimForm, Victim, "role"),
    "source_type": ("flight_log", "Log of a flight", {}, SourceForm, Source, "type"),
}


@pytest.fixture
def editor(enlist, coalition):
    return enlist("Editor", coalition, "reference_editor")


@pytest.fixture
def client(sign_in, editor):
    return sign_in(editor)


@pytest.fixture
def draft(make_case, organisation, partner):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        yield case


def add(client, vocabulary, **changes):
    code, word, more, *_ = ADDED[vocabulary]
    told = {"code": code, "label": word, **SAID, **more, **changes}
    return client.post(reverse("sanctions:reference-add", args=["term", vocabulary]), told)


def choose_all():
    Act.objects.update(abuse="acid_attack")
    Involvement.objects.update(mode="covered_up")
    Victim.objects.update(groups=["nomads"], group_answer="given", role="election_observer")
    Source.objects.update(type="flight_log")


def offered(case, vocabulary):
    *_, form_class, model, name = ADDED[vocabulary]
    form = form_class(case=case, instance=model.objects.first())
    return dict(form.fields[f"by_{Subject.objects.get().pk}" if name == "by_" else name].choices)


@pytest.mark.parametrize("vocabulary", ADDED)
def test_an_added_word_is_offered_last_in_a_draft_and_in_a_case_that_was_returned(client, draft, vocabulary):
    code, word, *_ = ADDED[vocabulary]
    filed_under = wording.current()
    assert add(client, vocabulary).status_code == 302

    assert list(offered(draft, vocabulary).items())[-1] == (code, word)
    draft.wording, draft.status = filed_under, CaseStatus.RETURNED
    assert list(offered(draft, vocabulary).items())[-1] == (code, word)
    assert not Term.objects.get(vocabulary=vocabulary, code=code).verified


def test_a_partner_chooses_added_words_and_they_are_saved(client, draft, sign_in, partner):
    for vocabulary in ADDED:
        add(client, vocabulary)
    victim = draft.victims.get()
    sent = {"pseudonym": "the teacher", "group_answer": "given", "groups": ["nomads"], "role": "election_observer"}
    seen = VictimForm(case=draft, instance=victim).now

    sign_in(partner).post(reverse("cases:item-edit", args=[draft.reference, "victims", victim.pk]), {**sent, "seen": seen})

    victim.refresh_from_db()
    assert (victim.groups, victim.role) == (["nomads"], "election_observer")


def test_what_was_filed_says_the_word_as_it_was_then(client, draft, editor, django_assert_num_queries):
    for vocabulary in ADDED:
        add(client, vocabulary)
    choose_all()
    Case.objects.filter(pk=draft.pk).update(wording=wording.current(), status=CaseStatus.FILED)
    term = Term.objects.get(code="acid_attack")
    change_row(term, {"label": "Burning with acid", "is_open": False}, why="Plainer", seen=1, by=editor)

    read = reading.read(Case.objects.select_related("wording").get())
    assert read.victims[0].group_labels == ["Nomads"]
    assert read.sources[0].get_type_display() == "Log of a flight"
    assert [deed.act.get_abuse_display() for _, deeds in read.incidents for deed in deeds] == ["Attack with acid"]

    case = fact_base.read(Case.objects.all())[draft.pk]
    act = case.incidents.all()[0].acts.all()[0]
    with django_assert_num_queries(0):
        told = [act.get_abuse_display(), act.victim.get_role_display(), str(act.involvements.all()[0].get_mode_display())]
    assert told == ["Attack with acid", "Election observer", "covered it up"]
    assert label("abuse", "acid_attack") == "Burning with acid"


def test_added_words_are_found_taken_along_and_compared(client, draft):
    before = reading.rows_of(draft)
    for vocabulary in ADDED:
        add(client, vocabulary)
    choose_all()

    assert codes("group", "nomad") == ["nomads"]
    assert code_of(choices_of("acts", "abuse"), "Attack with acid") == "acid_attack"
    said = " ".join(change.after for change in differences(before, reading.rows_of(draft)))
    assert all(word in said for _code, word, *_ in ADDED.values())


def test_the_mapping_check_counts_added_words_as_the_editor_said(client):
    add(client, "abuse_type")
    add(client, "victim_role")

    words = Vocabulary()
    assert (words.abuse["acid_attack"], words.role["election_observer"]) == ("torture", "rights_seeker")


@pytest.mark.parametrize(
    ("vocabulary", "changes", "sentence"),
    [
        ("victim_group", {"code": "Women"}, "This code was given already."),
        ("victim_group", {"code": "no mads"}, "Small letters, digits and single underscores"),
        ("victim_group", {"code": "n" * 31}, "At most 30 letters."),
        ("victim_group", {"definition": ""}, "This field is required."),
        ("victim_group", {"source": ""}, "This field is required."),
        ("abuse_type", {"counts_as": "dreamt"}, "Select a valid choice."),
    ],
)
def test_a_word_is_not_added_without_what_it_needs(client, vocabulary, changes, sentence):
    assert sentence in add(client, vocabulary, **changes).content.decode()
    assert not Term.objects.filter(source=SAID["source"]).exists()


@pytest.mark.parametrize("vocabulary", ["conduct", "outcome_kind"])
def test_what_the_code_itself_counts_by_gets_no_new_words(client, vocabulary):
    assert client.get(reverse("sanctions:reference-add", args=["term", vocabulary])).status_code == 404
    assert "/add/" not in client.get(reverse("sanctions:vocabulary", args=[vocabulary])).content.decode()


def test_a_case_that_was_returned_says_a_word_that_came_after_its_filing(client, draft):
    Case.objects.filter(pk=draft.pk).update(wording=wording.current(), status=CaseStatus.RETURNED)
    add(client, "source_type")
    Source.objects.update(type="flight_log")

    read = reading.read(Case.objects.select_related("wording").get())
    assert read.sources[0].get_type_display() == "Log of a flight"
