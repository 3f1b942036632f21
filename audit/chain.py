"""Sealing the record: each seal's digest covers its record and the seal before it.

One chain written inside each request would make requests wait for each other, so a sealer follows a
few seconds behind. The digest is keyed with a key outside the database: whoever can rewrite the
tables still cannot forge the chain.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import connection, transaction
from django.utils import timezone

from audit.models import Record, Seal
from jobs import progress
from vault.keys import ring

ONE_SEALER = 7_202_612  # advisory lock: two sealers would give one position twice
BATCH = 5_000
UNSEALED_FOR = timedelta(seconds=60)
LONGEST_TRANSACTION = timedelta(hours=1)  # far above the hard limit of any job
START = b"\0" * 32


@dataclass(frozen=True)
class Verdict:
    """`sealed`: how many records the chain holds. `broken`: what is wrong with the first bad row, or ""."""

    sealed: int
    broken: str = ""
    broken_position: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.broken


def seal_records() -> int:
    """Seal what is not sealed yet, in order of arrival; returns how many. Safe to run twice and beside itself."""
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_SEALER])
    last = Seal.objects.order_by("position").last()
    first, digest = (last.position + 1, bytes(last.digest)) if last else (1, START)
    unsealed = Record.objects.unsealed()
    if last:  # what was written long before the last seal is sealed; so only the newest rows are looked at
        unsealed = unsealed.filter(at__gt=last.at - LONGEST_TRANSACTION)
    key = ring().current
    seals = []
    for position, row in enumerate(unsealed[:BATCH], start=first):
        digest = _digest(digest, position, row, key)
        seals.append(Seal(record=row, position=position, digest=digest, key=key))
    Seal.objects.bulk_create(seals)
    return len(seals)


def verify() -> Verdict:
    """Walk the chain from its first seal. Names the first row that was changed, removed or forged, and what waits too long."""
    digest, expected, total = START, 0, Seal.objects.count()
    for seal in _seals():
        expected += 1
        if seal.position != expected:
            return Verdict(expected - 1, f"the seal at position {expected} is missing", expected)
        digest = _digest(digest, seal.position, seal.record, seal.key)
        if not hmac.compare_digest(digest, bytes(seal.digest)):
            return Verdict(expected - 1, f"record {seal.record_id} at position {expected} is not what was sealed", expected)
        if expected % BATCH == 0:
            progress.report(expected, total)
    late = Record.objects.unsealed().filter(at__lt=timezone.now() - UNSEALED_FOR).first()
    if late is not None:
        return Verdict(expected, f"record {late.pk} has been waiting for its seal for more than a minute")
    return Verdict(expected)


def _seals() -> Iterator[Seal]:
    return Seal.objects.select_related("record").order_by("position").iterator(chunk_size=BATCH)


def _digest(before: bytes, position: int, row: Record, key: str) -> bytes:
    """HMAC-SHA256 over the digest before, the position and every column of the record, as JSON with sorted keys."""
    facts = {
        "position": position,
        "id": row.pk,
        "at": row.at.isoformat(),
        "actor": row.actor_id,
        "verb": row.verb,
        "object_type": row.object_type_id,
        "object_id": row.object_id,
        "before": row.status_before,
        "after": row.status_after,
    }
    message = before + json.dumps(facts, sort_keys=True).encode()
    return hmac.new(_chain_key(key), message, hashlib.sha256).digest()


@cache
def _chain_key(name: str) -> bytes:
    return ring().derive("audit chain", name)
