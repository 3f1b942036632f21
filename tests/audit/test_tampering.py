"""Whoever rewrites the database without the key is found out, and the first bad row is named."""

import logging

import pytest

from audit import chain
from audit.chain import seal_records, verify
from audit.models import Record, Seal

pytestmark = pytest.mark.django_db(transaction=True)


def sealed():
    """The pks of the sealed records in the order of the chain."""
    return list(Seal.objects.values_list("record_id", flat=True))


CHANGES = {
    "at": "at + interval '1 microsecond'",
    "actor_id": "(SELECT id FROM accounts_user LIMIT 1)",
    "verb": "'case.accept'",
    "object_type_id": "object_type_id + 1",
    "object_id": "'2'",
    "status_before": "'x'",
    "status_after": "'x'",
}


def test_every_column_is_covered():
    assert set(CHANGES) | {"id"} == {field.column for field in Record._meta.local_fields}


@pytest.mark.parametrize("column", CHANGES)
def test_changed_record_is_named(write, forger, partner, column):
    rows = write(3)
    seal_records()
    position = sealed().index(rows[1].pk) + 1

    forger.execute(f"UPDATE audit_record SET {column} = {CHANGES[column]} WHERE id = %s", [rows[1].pk])

    words = f"record {rows[1].pk} at position {position} is not what was sealed"
    assert verify() == chain.Verdict(position - 1, words, position, Seal.objects.count())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_seal WHERE position = 2",
        "DELETE FROM audit_record WHERE id IN (SELECT record_id FROM audit_seal WHERE position = 2)",
    ],
)
def test_removed_row_is_named(write, forger, statement):
    write(4)
    seal_records()

    forger.execute(statement)

    assert verify() == chain.Verdict(1, "the seal at position 2 is missing", 2, 4)


def test_removed_record_whose_successors_move_up_is_found(write, forger):
    write(4)
    seal_records()

    forger.execute("DELETE FROM audit_record WHERE id = (SELECT record_id FROM audit_seal WHERE position = 2)")
    forger.execute("DELETE FROM audit_seal WHERE position = 2")
    for position in (3, 4):
        forger.execute("UPDATE audit_seal SET position = %s WHERE position = %s", [position - 1, position])

    assert verify().broken_position == 2


def test_digest_forged_without_the_key_is_found(write, forger, monkeypatch):
    """The forger knows the code and every row, and has a key of their own."""
    rows = write(3)
    seal_records()
    forger.execute("UPDATE audit_record SET verb = 'case.accept' WHERE id = %s", [rows[1].pk])
    forged = Record.objects.get(pk=rows[1].pk)

    with monkeypatch.context() as theirs:
        theirs.setattr(chain, "_chain_key", lambda purpose, name: b"guess" * 8)
        first = bytes(Seal.objects.get(position=1).digest)
        digest = chain.RECORD.digest(first, 2, forged, "t1")
    forger.execute("UPDATE audit_seal SET digest = %s WHERE position = 2", [digest])

    assert verify().broken_position == 2


def test_record_slipped_in_is_found(write, forger):
    write(2)
    seal_records()

    (row,) = write()
    forger.execute("INSERT INTO audit_seal (record_id, position, digest, key, at) VALUES (%s, 3, 'x', 't1', now())", [row.pk])

    assert verify().broken == f"record {row.pk} at position 3 is not what was sealed"


def test_seal_of_a_key_that_is_not_on_the_ring_is_named(write, forger):
    write(2)
    seal_records()

    forger.execute("UPDATE audit_seal SET key = '{gone}' WHERE position = 2")

    assert verify().broken == "the key '{gone}' of position 2 is not on the ring"


def test_cut_tail_is_found_by_the_head_outside_the_database(write, forger):
    write(5)
    seal_records()

    forger.execute("DELETE FROM audit_record WHERE id IN (SELECT record_id FROM audit_seal WHERE position > 3)")
    forger.execute("DELETE FROM audit_seal WHERE position > 3")

    assert verify() == chain.Verdict(3, "the chain ends at position 3, and went on to position 5", 4, 5)


def test_cut_tail_that_grew_again_is_found(write, forger, caplog):
    write(5)
    seal_records()
    forger.execute("DELETE FROM audit_seal WHERE position > 3")
    forger.execute("DELETE FROM audit_record WHERE id NOT IN (SELECT record_id FROM audit_seal)")

    write(4)
    with caplog.at_level(logging.ERROR, "audit"):
        seal_records()

    assert "no longer holds the seal that was last at position 5" in caplog.text
    assert verify() == chain.Verdict(4, "the seal at position 5 is not the one that was made there", 5, 5)


def test_whole_record_that_vanished_is_found(write, forger):
    write(2)
    seal_records()

    forger.execute("TRUNCATE audit_record, audit_seal")

    assert verify() == chain.Verdict(0, "the chain ends at position 0, and went on to position 2", 1, 2)
