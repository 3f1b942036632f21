"""What the forms of a case offer is what reference editors keep; what was chosen before stays as it was."""

import pytest
from django.urls import reverse

from cases import wording
from cases.forms.sections import ActForm, SourceForm, VictimForm
from cases.models import Act, Case, Involvement, Source, Subject, Victim
from cases.offline.columns import choices_of, code_of
from cases.statuses import CaseStatus, Section
from sanctions.models import Term
from sanctions.services import change_row
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

# A vocabulary of the reference data, where a form asks it, and a word that `fill` has chosen there.
ASKED = {
    "abuse_type": (ActForm, Act, "abuse", "arbitrary_detention"),
    "mode": (ActForm, Act, "by_", "ordered"),
    "victim_group": (VictimForm, Victim, "groups", "women"),
    "victim_role": (VictimForm, Victim, "role", "human_rights_defender"),
    "source_type": (SourceForm, Source, "type", "witness_statement"),
}


@pytest.fixture
def draft(make_case, organisation, partner):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        Victim.objects.update(groups=["women"], group_answer="given", role="human_rights_defender")
        Involvement.objects.update(mode="ordered")
        Source.objects.update(type="witness_statement")
        yield case


@pytest.fixture
def editor(enlist, coalition):
    return enlist("Editor", coalition, "reference_editor")


def offered(case, vocabulary, row=None):
    form_class, model, name, _code = ASKED[vocabulary]
    form = form_class(case=case, instance=row or model.objects.get())
    field = form.fields[f"by_{Subject.objects.get().pk}" if name == "by_" else name]
    return {code: str(label) for code, label in field.choices if code}


@pytest.mark.parametrize("vocabulary", ASKED)
def test_the_form_offers_every_open_term_in_its_order(draft, vocabulary):
    terms = Term.objects.filter(vocabulary=vocabulary, is_open=True).order_by("order")

    assert list(offered(draft, vocabulary).items()) == list(terms.values_list("code", "label"))


@pytest.mark.parametrize("vocabulary", ASKED)
def test_an_edited_word_stands_in_the_form_of_a_draft_and_not_in_what_was_filed(draft, editor, vocabulary):
    code = ASKED[vocabulary][3]
    filed_under = wording.current()
    term = Term.objects.get(vocabulary=vocabulary, code=code)
    change_row(term, {"label": "A better word"}, why="Plainer", seen=1, by=editor)

    assert offered(draft, vocabulary)[code] == "A better word"

    draft.wording, draft.status = filed_under, CaseStatus.RETURNED
    assert offered(draft, vocabulary)[code] == term_as_shipped(vocabulary, code) != "A better word"


def term_as_shipped(vocabulary, code):
    from sanctions.reference import shipped

    return shipped("vocabularies")["vocabulary"][vocabulary][code]["label"]


@pytest.mark.parametrize("vocabulary", ASKED)
def test_a_closed_term_is_offered_no_more_and_stays_where_it_was_chosen(draft, editor, vocabulary):
    _form_class, model, _name, code = ASKED[vocabulary]
    before = offered(draft, vocabulary)
    term = Term.objects.get(vocabulary=vocabulary, code=code)
    change_row(term, {"is_open": False}, why="Two words for one thing", seen=1, by=editor)

    new = model(incident=draft.incidents.get()) if model is Act else model(case=draft)
    assert set(offered(draft, vocabulary)) == set(before)
    assert set(before) - set(offered(draft, vocabulary, new)) == {code}


def test_a_partner_saves_a_part_whose_term_was_closed_meanwhile(draft, editor, sign_in, partner):
    change_row(Term.objects.get(vocabulary="victim_group", code="women"), {"is_open": False}, why="-", seen=1, by=editor)
    victim = draft.victims.get()
    sent = {"pseudonym": "the teacher", "group_answer": "given", "groups": ["women", "girls"], "role": "protester"}
    seen = VictimForm(case=draft, instance=victim).now

    sign_in(partner).post(reverse("cases:item-edit", args=[draft.reference, "victims", victim.pk]), {**sent, "seen": seen})

    victim.refresh_from_db()
    assert (victim.groups, victim.role) == (["women", "girls"], "protester")


def test_the_blank_form_offers_what_the_page_offers_and_understands_older_words(draft, editor):
    term = Term.objects.get(vocabulary="abuse_type", code="torture")
    change_row(term, {"label": "Torment"}, why="-", seen=1, by=editor)
    change_row(Term.objects.get(vocabulary="abuse_type", code="other"), {"is_open": False}, why="-", seen=1, by=editor)
    kinds = choices_of("acts", "abuse")

    assert dict(kinds()) == offered(draft, "abuse_type")
    assert [code_of(kinds, said) for said in ("Torment", "Torture", "torture", "Other", "Dreamt")] == [
        "torture", "torture", "torture", "other", None,
    ]  # fmt: skip
    assert choices_of(Section.EVIDENCE, "type")() == list(offered(draft, "source_type").items())


def test_a_form_asks_for_all_its_words_at_once(draft, django_assert_num_queries):
    case = Case.objects.select_related("wording").get()

    with django_assert_num_queries(1):
        wording.offered_in(case)
