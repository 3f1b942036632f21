"""Sealing the record: each seal's digest covers its record and the seal before it.

One chain written inside each request would make requests wait for each other, so a sealer follows a
few seconds behind. The digest is keyed with a key outside the database: whoever can rewrite the
tables still cannot forge the chain. Cutting off its end needs no key, so the last seal is also
remembered in a file (`audit.head`). What was never sealed cannot be missed: those few seconds are
the price of not waiting.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import connection, transaction
from django.utils import timezone

from audit.head import Damaged, Head, read_head, write_head
from audit.models import Record, Seal
from jobs import progress
from vault.keys import Unreadable, ring

log = logging.getLogger("audit")

ONE_SEALER = 7_202_612  # advisory lock: two sealers would give one position twice
BATCH = 5_000
UNSEALED_FOR = timedelta(seconds=60)
LONGEST_TRANSACTION = timedelta(hours=1)  # far above the hard limit of any job
START = b"\0" * 32
DAMAGED = "the file that remembers the chain's end is damaged"


@dataclass(frozen=True)
class Verdict:
    """`sealed`: how many records the chain holds. `broken`: what is wrong with the first bad row, or "".

    `head`: the position that the file outside the database vouched for; 0 when there is no such file.
    """

    sealed: int
    broken: str = ""
    broken_position: int = 0
    head: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.broken


class Broken(Exception):
    """The first place where the chain is not what it was."""

    def __init__(self, position: int, words: str) -> None:
        super().__init__(words)
        self.position = position


def seal_records(*, stragglers: bool = False) -> int:
    """Seal what is not sealed yet, in order of arrival; returns how many. Safe to run twice and beside itself.

    With `stragglers` the whole record is looked through, for what a transaction of many hours committed.
    """
    sealed = 0
    while count := _seal_batch(stragglers):
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch(stragglers: bool) -> int:
    _wait_for_other_sealers()
    last = Seal.objects.order_by("position").last()
    first, digest = (last.position + 1, bytes(last.digest)) if last else (1, START)
    unsealed = Record.objects.unsealed()
    if last and not stragglers:  # what was written long before the last seal is sealed, so only new rows are looked at
        unsealed = unsealed.filter(at__gt=last.at - LONGEST_TRANSACTION)
    key = ring().current
    seals = []
    for position, row in enumerate(unsealed[:BATCH], start=first):
        digest = _digest(digest, position, row, key)
        seals.append(Seal(record=row, position=position, digest=digest, key=key))
    Seal.objects.bulk_create(seals)
    if seals:
        head = Head(seals[-1].position, digest.hex())
        transaction.on_commit(lambda: _remember(head), robust=True)  # a full disk stops no sealing
    return len(seals)


def _wait_for_other_sealers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_SEALER])


@transaction.atomic
def _remember(head: Head) -> None:
    """Move the head forward, but never away from a seal that is gone: that one is the evidence."""
    _wait_for_other_sealers()
    try:
        old = read_head()
    except Damaged:
        log.error("%s; run verify_audit", DAMAGED)
        return
    if old.position and not Seal.objects.filter(position=old.position, digest=bytes.fromhex(old.digest)).exists():
        log.error("the record's chain no longer holds the seal that was last at position %s; run verify_audit", old.position)
    elif head.position > old.position:
        write_head(head)


def verify() -> Verdict:
    """Walk the chain from its first seal. Names the first row that was changed, removed or forged, and what waits too long."""
    try:
        head = read_head()  # before the walk: the chain only grows meanwhile
    except Damaged:
        return Verdict(0, DAMAGED)
    try:
        sealed = _walk(head)
    except Broken as flaw:
        return Verdict(flaw.position - 1, str(flaw), flaw.position, head.position)
    late = Record.objects.unsealed().filter(at__lt=timezone.now() - UNSEALED_FOR).first()
    waits = f"record {late.pk} has been waiting for its seal for more than a minute" if late else ""
    return Verdict(sealed, waits, head=head.position)


def _walk(head: Head) -> int:
    """How many seals there are. Raises `Broken` at the first bad one."""
    digest, position, total = START, 0, Seal.objects.count()
    for position, seal in enumerate(_seals(), start=1):
        if seal.position != position:
            raise Broken(position, f"the seal at position {position} is missing")
        digest = _checked(digest, seal)
        if position == head.position and digest.hex() != head.digest:
            raise Broken(position, f"the seal at position {position} is not the one that was made there")
        if position % BATCH == 0:
            progress.report(position, total)
    if position < head.position:
        raise Broken(position + 1, f"the chain ends at position {position}, and went on to position {head.position}")
    return position


def _checked(before: bytes, seal: Seal) -> bytes:
    try:
        digest = _digest(before, seal.position, seal.record, seal.key)
    except Unreadable:
        raise Broken(seal.position, f"the key {seal.key!r} of position {seal.position} is not on the ring") from None
    if not hmac.compare_digest(digest, bytes(seal.digest)):
        raise Broken(seal.position, f"record {seal.record_id} at position {seal.position} is not what was sealed")
    return digest


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
