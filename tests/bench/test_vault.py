"""What isolation and sealing cost, each beside the same work without them."""

import io
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from tests.bench.conftest import compare, seconds
from vault import models
from vault.keys import KeyRing
from vault.models import DataKey, create_data_key, rewrap_all
from vault.sight import Scope, Sight, look_as
from vault.storage import CHUNK, SealedReader, seal

MEGABYTES = 256


def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case LIMIT 25").fetchall()


@pytest.mark.django_db(transaction=True)
def test_isolation_costs_a_request_less_than_a_millisecond(say):
    def looked():
        with look_as(Sight(Scope.OWN, 1, 1)):
            ask()

    def plain():
        with transaction.atomic():
            ask()

    ours, reference = compare(looked, plain, rounds=1000)

    say(f"isolation: {1000 * (ours - reference):.3f} ms a request ({ours / reference:.2f} × one query in a plain transaction)")
    assert ours - reference < 0.001


class Nowhere(io.RawIOBase):
    def write(self, data):
        return len(data)


def test_sealing_streams_at_500_megabytes_a_second(say):
    buffer, key = os.urandom(CHUNK), AESGCM.generate_key(bit_length=256)
    cipher, nonce = AESGCM(key), os.urandom(12)

    ours, reference = compare(
        lambda: seal((buffer for _ in range(MEGABYTES)), Nowhere(), key=key, name="a/b"),
        lambda: [cipher.encrypt(nonce, buffer, b"") for _ in range(MEGABYTES)],
        rounds=5,
    )

    say(f"sealing files: {MEGABYTES / ours:.0f} MB/s ({ours / reference:.2f} × AES-GCM on the same buffer)")
    assert MEGABYTES / ours >= 500


@pytest.mark.parametrize("piece", [CHUNK, 64 * 1024])
def test_opening_streams_at_300_megabytes_a_second(say, piece):
    key, sink = AESGCM.generate_key(bit_length=256), io.BytesIO()
    seal((os.urandom(CHUNK) for _ in range(64)), sink, key=key, name="a/b")

    def read_all():
        reader = io.BufferedReader(SealedReader(io.BytesIO(sink.getvalue()), key=key, name="a/b"))
        while reader.read(piece):
            pass

    ours, reference = compare(read_all, lambda: io.BytesIO(sink.getvalue()).read(), rounds=5)

    say(
        f"opening files in pieces of {piece // 1024} KB: {64 / ours:.0f} MB/s ({ours / reference:.1f} × copying the sealed bytes)"
    )
    assert 64 / ours >= 300


@pytest.mark.django_db
def test_a_thousand_keys_are_rewrapped_within_ten_seconds(say, monkeypatch):
    old, new = b"o" * 32, b"n" * 32
    monkeypatch.setattr(models, "ring", lambda: KeyRing({"old": old}))
    made = seconds(lambda: [create_data_key() for _ in range(1000)])

    monkeypatch.setattr(models, "ring", lambda: KeyRing({"new": new, "old": old}))
    took = seconds(rewrap_all)

    say(f"rewrapping 1,000 keys: {took:.2f} s ({took / made:.2f} × making them)")
    assert DataKey.objects.filter(wrapped_by="new").count() == 1000
    assert took < 10
