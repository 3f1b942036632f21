"""The record takes named verbs and no words, and nothing in it is ever changed or removed."""

import psycopg
import pytest
from django.db import DatabaseError, transaction

from audit.log import record
from audit.models import Record, Seal
from audit.querysets import AppendOnly
from audit.verbs import VERBS, UnknownVerb
from tests.vault.superuser import connect

pytestmark = pytest.mark.django_db
OWNER = "smallplaces_owner"


def test_what_happened_is_written_down(partner, organisation):
    row = record(partner, "organisation.added", organisation, before="a", after="b")

    stored = Record.objects.get(pk=row.pk)
    assert (stored.actor, stored.verb, stored.status_before, stored.status_after) == (partner, "organisation.added", "a", "b")
    assert list(Record.objects.about(organisation)) == [stored]
    assert stored.sentence == "added an organisation"


@pytest.mark.parametrize("verb", ["", "case.FILED", "organisation.added ", "anything"])
def test_unknown_verb_is_refused(organisation, verb):
    with pytest.raises(UnknownVerb, match="name it in audit/verbs"):
        record(None, verb, organisation)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_fits_its_column_and_has_its_words(verb):
    assert len(verb) <= Record._meta.get_field("verb").max_length
    assert str(VERBS[verb])


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_did_not_happen(organisation):
    before = Record.objects.count()

    with transaction.atomic():
        record(None, "organisation.added", organisation)
        transaction.set_rollback(True)

    assert Record.objects.count() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda row: row.save(),
        lambda row: row.save(update_fields=["verb"]),
        lambda row: row.delete(),
        lambda row: Record.objects.all().delete(),
        lambda row: Record.objects.update(verb="x"),
        lambda row: Record.objects.filter(pk=row.pk).update(verb="x"),
    ],
)
def test_rows_are_refused_before_the_database_is_asked(write, act):
    (row,) = write()
    row.verb = "x"

    with pytest.raises(AppendOnly, match="never"), transaction.atomic():
        act(row)

    assert Record.objects.get(pk=row.pk).verb == "organisation.added"


@pytest.mark.parametrize(
    "act",
    [
        lambda row: Record(pk=row.pk, verb="x", object_type=row.object_type).save(),
        lambda row: Record.objects.update_or_create(pk=row.pk, defaults={"verb": "x"}),
        lambda row: Record.objects.bulk_update([row], ["verb"]),
        lambda row: Record.objects.all()._raw_delete("default"),
        lambda row: Seal.objects.all().delete(),
        lambda row: Seal.objects.update(position=9),
    ],
)
def test_what_slips_past_the_model_is_refused_by_the_database(write, act):
    (row,) = write()
    Seal.objects.create(record=row, position=1, digest=b"x", key="k")

    with pytest.raises((DatabaseError, AppendOnly)), transaction.atomic():
        act(row)

    assert Record.objects.get(pk=row.pk).verb == "organisation.added"
    assert Seal.objects.get().position == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["audit_record", "audit_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 7", "DELETE FROM {}"])
def test_database_refuses_its_owner_too(write, table, statement):
    (row,) = write()
    Seal.objects.create(record=row, position=1, digest=b"x", key="k")

    with connect(OWNER) as owner, pytest.raises(psycopg.errors.RaiseException, match=f"{table} is append-only"):
        owner.execute(statement.format(table))


def test_people_and_things_of_the_record_stay(partner):
    record(partner, "organisation.added", partner.organisation)

    with pytest.raises(DatabaseError), transaction.atomic():
        partner.delete()


def test_nobody_but_the_auditor_reads_it_as_a_list(write, auditor, admin, coordinator, partner):
    write()

    assert [Record.objects.visible_to(person).exists() for person in (auditor, admin, coordinator, partner)] == [
        True,
        False,
        False,
        False,
    ]
