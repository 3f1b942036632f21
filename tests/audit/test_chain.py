"""Each record is sealed to the one before it; what was changed, removed or forged afterwards is named."""

import json
import stat
import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from audit import chain, head
from audit.chain import seal_records, verify
from audit.log import record
from audit.models import Record, Seal
from audit.tasks import seal_records as seal_job
from audit.tasks import verify as verify_job
from vault.keys import KeyRing

pytestmark = pytest.mark.django_db(transaction=True)


def sealed():
    """The pks of the sealed records in the order of the chain."""
    return list(Seal.objects.values_list("record_id", flat=True))


def pks(rows):
    return [row.pk for row in rows]


def ask_command():
    out = StringIO()
    try:
        call_command("verify_audit", stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def test_empty_record_is_whole():
    assert seal_records() == 0
    assert verify() == chain.Verdict(0)


def test_records_are_sealed_in_order_of_arrival(write):
    rows = write(5)

    assert seal_records() == 5

    assert sealed() == pks(rows)
    assert list(Seal.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert verify() == chain.Verdict(5, head=5)


def test_sealing_goes_on_where_it_ended_and_twice_is_once(write):
    write(2)

    assert [seal_job(), seal_job()] == [{"sealed": 2}, {"sealed": 0}]
    write(3)
    assert seal_job() == {"sealed": 3}

    assert Seal.objects.count() == 5
    assert verify_job() == verify_job() == {"sealed": 5, "broken": ""}


def test_batches_make_one_chain(write, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 3)
    rows = write(10)

    assert seal_records() == 10

    assert sealed() == pks(rows)
    assert verify().is_whole


def test_two_sealers_at_once_give_each_position_once(write, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 7)
    rows, together, counts = write(200), threading.Barrier(2, timeout=10), []

    def work():
        together.wait()
        counts.append(seal_records())
        connection.close()

    sealers = [threading.Thread(target=work) for _ in range(2)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()

    assert sum(counts) == 200
    assert sealed() == pks(rows)
    assert verify() == chain.Verdict(200, head=200)


def test_record_committed_late_is_sealed_later(write, thing):
    written, commit = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            record(None, "organisation.added", thing)
            written.set()
            commit.wait(10)
        connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    written.wait(10)
    (quick,) = write()
    seal_records()
    assert sealed() == [quick.pk]
    commit.set()
    slow.join()
    seal_records()

    late = Record.objects.exclude(pk=quick.pk).get()
    assert late.pk < quick.pk
    assert sealed() == [quick.pk, late.pk]
    assert verify().is_whole


def test_what_a_transaction_of_hours_committed_is_found_by_the_nightly_sealer(write, write_as_of):
    write()
    seal_records()
    old = write_as_of(chain.LONGEST_TRANSACTION.total_seconds() + 60)

    seal_records()
    assert old.pk not in sealed()
    assert seal_records(stragglers=True) == 1

    assert verify().is_whole


def test_what_waits_too_long_for_its_seal_is_named(write, write_as_of):
    write(2)
    seal_records()
    write_as_of(chain.UNSEALED_FOR.total_seconds() - 30)
    assert verify().is_whole

    late = write_as_of(chain.UNSEALED_FOR.total_seconds() + 1)

    assert verify().broken == f"record {late.pk} has been waiting for its seal for more than a minute"


def test_chain_goes_on_under_a_new_key(write, monkeypatch):
    old, new = b"o" * 32, b"n" * 32
    chain._chain_key.cache_clear()
    monkeypatch.setattr(chain, "ring", lambda: KeyRing({"old": old}))
    write(2)
    seal_records()

    monkeypatch.setattr(chain, "ring", lambda: KeyRing({"new": new, "old": old}))
    write(2)
    seal_records()

    assert list(Seal.objects.values_list("key", flat=True)) == ["old", "old", "new", "new"]
    assert verify().is_whole
    chain._chain_key.cache_clear()


def test_head_is_private_and_moves_only_forward(write):
    write(3)
    seal_records()

    path = head.head_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert head.read_head() == head.Head(3, bytes(Seal.objects.get(position=3).digest).hex())
    chain.RECORD.remember(head.Head(2, bytes(Seal.objects.get(position=2).digest).hex()))
    assert head.read_head().position == 3
    assert [file.name for file in path.parent.iterdir()] == ["head"]


def test_head_behind_the_chain_is_no_alarm(write):
    write(2)
    seal_records()
    before = head.read_head()
    write(2)
    seal_records()
    head.write_head(before)

    assert verify() == chain.Verdict(4, head=2)


def test_rolled_back_sealing_moves_no_head(write):
    write(2)

    with transaction.atomic():
        seal_records()
        transaction.set_rollback(True)

    assert head.read_head() == head.Head()
    assert seal_records() == 2


@pytest.mark.parametrize("text", ["", "{}x", "[1]", '{"position": 1}x', '{"place": 1}'])
def test_damaged_head_is_an_alarm_and_no_crash(write, text):
    write()
    seal_records()
    head.head_file().write_text(text)

    assert verify() == chain.Verdict(0, "the file that remembers the chain's end is damaged")
    write()
    assert seal_records() == 1


def test_command_says_in_json_what_it_found(write, forger):
    rows = write(3)
    seal_records()
    assert ask_command() == ({"sealed": 3, "whole": True, "broken": "", "position": 0, "head": 3}, 0)

    forger.execute("UPDATE audit_record SET verb = 'x' WHERE id = %s", [rows[0].pk])

    found, code = ask_command()
    assert code == 1
    assert found == {
        "sealed": 0,
        "whole": False,
        "broken": f"record {rows[0].pk} at position 1 is not what was sealed",
        "position": 1,
        "head": 3,
    }
