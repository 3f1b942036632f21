"""Reference staff change a row; every version stays, and nothing typed is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.roles import Role
from audit.models import Record
from sanctions import services
from sanctions.forms.reference import TABLES, form_for
from sanctions.mapping.words import VocabularyName
from sanctions.models import ConductRule, Criterion, Programme, ReferenceVersion, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(enlist, coalition):
    return enlist("Editor", coalition, Role.REFERENCE_EDITOR)


@pytest.fixture
def desk(sign_in, editor):
    return sign_in(editor)


@pytest.fixture
def criterion(law):
    return Criterion.objects.get(code="US-13818-iiA")


def address(row, name="reference-row"):
    return reverse(f"sanctions:{name}", args=[row.table, row.pk])


def posted(row, **changes):
    form = form_for(row.table)(instance=row)
    filled = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in filled.items() if value not in (None, False, "")}
    return {**sent, "why": "A lawyer read it", "seen": 1, **changes}


def test_a_change_is_a_version_and_the_shipped_words_are_the_first(criterion, editor):
    shipped = criterion.wording

    services.change_row(criterion, {"wording": "New words"}, why="The order was amended", seen=1, by=editor)

    versions = services.versions_of(criterion)
    assert [(v.number, v.content["wording"], v.changed_by, v.why) for v in versions] == [
        (2, "New words", editor, "The order was amended"),
        (1, shipped, None, ""),
    ]
    assert Criterion.objects.get(pk=criterion.pk).checked_by == editor
    assert Record.objects.filter(verb="reference.changed", object_id=str(criterion.pk)).count() == 1


def test_versions_are_never_changed_nor_deleted(criterion, editor):
    services.change_row(criterion, {"wording": "New words"}, why="-", seen=1, by=editor)

    for write in (lambda rows: rows.update(why="Another"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
            write(ReferenceVersion.objects.all())


def test_nobody_else_changes_the_law(criterion, liaison):
    with pytest.raises(PermissionDenied):
        services.change_row(criterion, {"wording": "Mine"}, why="-", seen=1, by=liaison)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_page_and_its_form(desk, editor, law, table):
    row = TABLES[table][0].objects.first()

    assert desk.get(address(row)).status_code == 200
    assert desk.get(address(row, "reference-edit")).status_code == 200


def test_an_editor_changes_a_row_and_reads_what_changed(desk, editor, criterion):
    desk.post(address(criterion, "reference-edit"), posted(criterion, wording="As the order reads since May"))

    page = desk.get(address(criterion)).content.decode()
    assert "Version 2" in page
    assert "A lawyer read it" in page
    assert '<ins dir="auto">As the order reads since May</ins>' in page


def test_modes_are_read_in_words_and_not_in_codes(desk, editor, criterion):
    services.change_row(criterion, {"modes": ["ordered", "command_responsibility"]}, why="-", seen=1, by=editor)

    page = desk.get(address(criterion)).content.decode()

    assert "ordered it, was in command and did not prevent or punish it" in page
    assert "command_responsibility" not in page


def test_who_comes_second_sees_both_and_loses_nothing(desk, editor, criterion):
    services.change_row(criterion, {"wording": "What the first wrote"}, why="-", seen=1, by=editor)

    page = desk.post(address(criterion, "reference-edit"), posted(criterion, wording="What the second wrote"))

    shown = page.content.decode()
    assert "Somebody else changed this row while you wrote." in shown
    assert "What the first wrote" in shown
    assert "What the second wrote</textarea>" in shown
    assert Criterion.objects.get(pk=criterion.pk).wording == "What the first wrote"

    again = posted(criterion, wording="What the second wrote", seen=2)
    assert desk.post(address(criterion, "reference-edit"), again).status_code == 302
    assert Criterion.objects.get(pk=criterion.pk).wording == "What the second wrote"


def test_saving_what_it_says_already_makes_no_version(desk, editor, criterion):
    desk.post(address(criterion, "reference-edit"), posted(criterion))

    assert not ReferenceVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": ""}, "This field is required."),
        ({"checked_on": ""}, "This field is required."),
        ({"checked_on": "2199-01-01"}, "This day is in the future."),
        ({"why": ""}, "This field is required."),
        ({"modes": ["dreamt_it"]}, "Select a valid choice."),
    ],
)
def test_a_row_is_not_saved_without_what_it_needs(desk, editor, criterion, changes, sentence):
    page = desk.post(address(criterion, "reference-edit"), posted(criterion, wording="Kept words", **changes))

    assert sentence in page.content.decode()
    assert "Kept words</textarea>" in page.content.decode()
    assert not ReferenceVersion.objects.exists()


def test_a_condition_says_what_it_needs(desk, editor, law):
    rule = ConductRule.objects.get(programme__code="GB-HR", conduct="persecution")

    page = desk.post(address(rule, "reference-edit"), posted(rule, verdict="conditional"))

    assert "Say what more has to be shown" in page.content.decode()


def test_words_are_translated(desk, editor, law, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    term = Term.objects.get(vocabulary="victim_group", code="women")

    desk.post(address(term, "reference-edit"), posted(term, label_fr="Femmes"))

    assert Term.objects.get(pk=term.pk).says("label", "fr") == "Femmes"


def test_what_was_read_today_is_verified_today(desk, editor, law):
    programme = Programme.objects.get(code="GB-AC")
    today = timezone.localdate()

    desk.post(address(programme, "reference-edit"), posted(programme, verified=True, checked_on=today.isoformat()))

    programme.refresh_from_db()
    assert (programme.verified, programme.age_in_days, programme.checked_by) == (True, 0, editor)


@pytest.mark.parametrize("table", ["nothing", "listentry"])
def test_other_tables_have_no_page(desk, editor, law, table):
    assert desk.get(reverse("sanctions:reference-row", args=[table, 1])).status_code == 404


def test_every_row_of_the_law_stands_on_a_page_with_its_source_and_age(desk, law):
    """Once for each row: the source, and how long ago somebody looked."""
    for programme in Programme.objects.select_related("authority").prefetch_related("criteria__elements", "conduct_rules"):
        page = desk.get(reverse("sanctions:programme", args=[programme.code])).content.decode()
        criteria = list(programme.criteria.all())
        elements = [element for criterion in criteria for element in criterion.elements.all()]
        rows = [programme, programme.authority, *criteria, *elements, *programme.conduct_rules.all()]

        assert page.count(" ago") == len(rows), programme
        assert {row.source for row in rows if escape(row.source) not in page} == set()


@pytest.mark.parametrize("name", VocabularyName.values)
def test_every_word_stands_on_a_page_with_its_source_and_age(desk, law, name):
    terms = Term.objects.filter(vocabulary=name)
    page = desk.get(reverse("sanctions:vocabulary", args=[name])).content.decode()

    assert page.count(" ago") == terms.count()
    assert {term.source for term in terms if escape(term.source) not in page} == set()
