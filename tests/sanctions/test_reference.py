"""The law and the vocabularies as they are shipped."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from cases import vocabularies
from sanctions.mapping.words import VocabularyName
from sanctions.models import Authority, ConductRule, Criterion, Element, Government, Programme, Sourced, Term
from sanctions.reference import LAW, load, shipped
from sanctions.services import change_row

pytestmark = pytest.mark.django_db

TABLES = [model for model in apps.get_app_config("sanctions").get_models() if issubclass(model, Sourced)]
PROGRAMMES = {
    "us": {"US-GLOMAG", "US-7031C", "US-BELARUS", "US-IRAN-HR", "US-BURMA", "US-VENEZUELA", "US-MAGNIT", "US-UHRPA", "US-212A3C"},
    "gb": {"GB-HR", "GB-AC", "GB-MIGR", "GB-BELARUS", "GB-IRAN", "GB-MYANMAR", "GB-RUSSIA"},
    "ca": {"CA-JVCFOA", "CA-SEMA", "CA-SEMA-BY", "CA-SEMA-IR", "CA-SEMA-MM", "CA-SEMA-RU", "CA-SEMA-VE"},
    "eu": {"EU-HR", "EU-BELARUS", "EU-IRAN", "EU-MYANMAR", "EU-VENEZUELA", "EU-RUSDA"},
    "au": {"AU-HUMAN", "AU-CRP"},
}


@pytest.mark.parametrize("government", LAW)
def test_each_government_has_its_programmes(law, government):
    found = Programme.objects.filter(authority__jurisdiction=government)

    assert set(found.values_list("code", flat=True)) == PROGRAMMES[government]


def test_the_orders_prongs_the_statute_and_corruption_are_there(law):
    assert set(Criterion.objects.filter(programme__code="US-GLOMAG").values_list("code", flat=True)) == {
        "US-13818-iiA", "US-13818-iiB1", "US-13818-iiB2", "US-13818-iiC1", "US-13818-iiC2", "US-13818-iiD",
        "US-13818-iiiA", "US-13818-iiiB", "US-13818-iiiC", "US-10102-1", "US-10102-2",
    }  # fmt: skip


def test_australia_is_described_and_switched_off(law):
    assert set(Government.objects.filter(is_open=True).values_list("code", flat=True)) == {"us", "gb", "ca", "eu"}


def test_there_are_tables_to_look_at():
    assert {model.__name__ for model in TABLES} == {
        "Authority", "ConductRule", "Criterion", "Element", "Government", "Programme", "Term",
    }  # fmt: skip


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_row_has_a_source_and_an_age(law, model):
    assert model.objects.exists()
    assert not model.objects.filter(source="").exists()
    assert not model.objects.filter(checked_on=None).exists()


@pytest.mark.parametrize("without", [{"source": ""}, {"checked_on": None}], ids=["source", "age"])
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_row_without_them_is_refused_by_the_database(law, model, without):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**without)


def test_what_nobody_read_says_so(law):
    """Where the source itself says that it is common knowledge, or still to be checked, the row is not verified."""
    doubtful = ("Common knowledge", "to be checked", "own reading", "own list")

    for model in TABLES:
        for row in model.objects.filter(verified=True):
            unsure = [words for words in doubtful if words in row.source and "amendments are to be checked" not in row.source]
            assert (model.__name__, row.pk, unsure) == (model.__name__, row.pk, [])


def test_every_criterion_can_be_argued(law):
    assert not Criterion.objects.filter(elements=None).exists()


def test_modes_lead_to_criteria_and_are_in_the_vocabulary(law):
    modes = set(Term.objects.filter(vocabulary=VocabularyName.MODE).values_list("code", flat=True))
    used = {mode for row in Criterion.objects.all() for mode in row.modes}

    assert used == modes - {"suspected_undetermined"}


def test_the_matrix_has_fifteen_kinds_in_six_programmes(law):
    kinds = set(Term.objects.filter(vocabulary=VocabularyName.CONDUCT).values_list("code", flat=True))
    six = ("US-GLOMAG", "US-7031C", "GB-HR", "CA-JVCFOA", "CA-SEMA", "EU-HR")

    assert len(kinds) == 15
    for code in six:
        assert set(ConductRule.objects.filter(programme__code=code).values_list("conduct", flat=True)) == kinds


def test_every_abuse_counts_as_a_kind_or_as_none(law):
    kinds = set(Term.objects.filter(vocabulary=VocabularyName.CONDUCT).values_list("code", flat=True))
    counted = Term.objects.filter(vocabulary=VocabularyName.ABUSE).exclude(counts_as="").values_list("counts_as", flat=True)

    assert set(counted) == kinds - {"land_defenders"}  # which is read from the victim's role and group


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (VocabularyName.ABUSE, vocabularies.AbuseType),
        (VocabularyName.MODE, vocabularies.Mode),
        (VocabularyName.GROUP, vocabularies.VictimGroup),
        (VocabularyName.ROLE, vocabularies.VictimRole),
        (VocabularyName.SOURCE, vocabularies.SourceType),
    ],
)
def test_a_case_can_hold_every_term_and_no_other(law, vocabulary, words):
    """In their order, under the same label: the catalogues of languages translate those of the code."""
    terms = Term.objects.filter(vocabulary=vocabulary).order_by("order")

    assert [(code, str(label)) for code, label in words.choices] == list(terms.values_list("code", "label"))


def test_every_group_has_its_definition_hook_and_model_sentence(law):
    groups = Term.objects.filter(vocabulary=VocabularyName.GROUP).exclude(code="other_marginalised")

    assert [
        term.code for term in groups if not (term.definition and term.legal_hook and term.model_sentence and term.aliases)
    ] == []


def test_words_are_shown_in_the_readers_language(law):
    term = Term.objects.get(vocabulary=VocabularyName.GROUP, code="women")
    term.translations = {"fr": {"label": "Femmes"}}

    assert (term.says("label", "fr"), term.says("definition", "fr")) == ("Femmes", term.definition)
    assert term.says("label", "es") == "Women"


def test_what_staff_changed_stays_changed(law):
    Criterion.objects.filter(code="US-13818-iiA").update(wording="As our lawyer reads it")

    load(apps, "us")

    assert Criterion.objects.get(code="US-13818-iiA").wording == "As our lawyer reads it"
    assert Element.objects.filter(criterion__code="US-13818-iiA").count() == 3


@pytest.mark.parametrize("name", LAW)
def test_files_name_no_column_that_is_not_there(name):
    """Loading leaves out what the tables have no room for, so a slip of the pen must be found here."""
    law = shipped(name)
    rows = [(Government, law["government"]), *((Authority, row) for row in law["authority"])]
    for programme in law["programme"]:
        rows += [(Criterion, row) for row in programme.pop("criterion", [])] + [(Programme, programme)]

    for model, row in rows:
        assert set(row) - {field.name for field in model._meta.fields} - {"elements"} == set()


def test_tag_on_the_list_leads_to_the_programme(law):
    assert Programme.objects.get(list_slug="us-ofac-sdn", list_code="GLOMAG").code == "US-GLOMAG"
    assert Programme.objects.get(code="US-7031C").list_code == ""


# Every statement of a request, those of the frame included: five of them are BEGIN, the session, the person with the roles,
# the sight (SET), and COMMIT.
STATEMENTS = {
    "sanctions:programmes": 7,
    "sanctions:programme": 11,
    "sanctions:vocabularies": 6,
    "sanctions:vocabulary": 6,
    "sanctions:reference-row": 9,
    "sanctions:reference-edit": 9,
}


def test_the_pages_of_the_law_ask_as_often_however_much_there_is(sign_in, enlist, coalition, count_statements):
    editor = enlist("Editor", coalition, Role.REFERENCE_EDITOR)
    criterion, term = Criterion.objects.filter(programme__code="US-GLOMAG").first(), Term.objects.first()
    args = {
        "sanctions:programme": ["US-GLOMAG"],
        "sanctions:vocabulary": ["abuse_type"],
        "sanctions:reference-row": ["criterion", criterion.pk],
        "sanctions:reference-edit": ["criterion", criterion.pk],
    }
    urls = {name: reverse(name, args=args.get(name, ())) for name in STATEMENTS}
    client = sign_in(editor)
    client.get("/")

    one = {name: count_statements(client, url) for name, url in urls.items()}
    for number in range(20):
        change_row(criterion, {"wording": f"As it reads since {number}"}, why="-", seen=number + 1, by=editor)
        more = {"source": "-", "checked_on": criterion.checked_on, "checked_by": editor}
        Element.objects.create(criterion=criterion, order=50 + number, text="More", **more)
        Term.objects.create(vocabulary=term.vocabulary, code=f"more_{number}", order=90 + number, label="More", **more)

    assert one == STATEMENTS
    assert {name: count_statements(client, url) for name, url in urls.items()} == STATEMENTS
