"""Sealing what is append-only: each seal's digest covers its row and the seal before it.

There is one way of chaining and there are two chains: the record (`RECORD`, below) and the custody of
evidence (`cases.custody`). One chain written inside each request would make requests wait for each other, so
a sealer follows a few seconds behind. The digest is keyed with a key outside the database: whoever can
rewrite the tables still cannot forge the chain. Cutting off its end needs no key, so the last seal is also
remembered in a file (`audit.head`). What was never sealed cannot be missed: those few seconds are
the price of not waiting.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from audit.head import Damaged, Head, read_head, write_head
from audit.models import Link, Record, Seal
from jobs import progress
from vault.keys import Unreadable, ring

log = logging.getLogger("audit")

BATCH = 5_000
UNSEALED_FOR = timedelta(seconds=60)
LONGEST_TRANSACTION = timedelta(hours=1)  # far above the hard limit of any job
START = b"\0" * 32
DAMAGED = "the file that remembers the chain's end is damaged"


@dataclass(frozen=True)
class Verdict:
    """`sealed`: how many rows the chain holds. `broken`: what is wrong with the first bad row, or "".

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


@dataclass(frozen=True)
class Chain:
    """The rows of one append-only table (with a column `at`) and the table of their seals.

    `noun` is what a row is called in sentences; `of` the field of a seal that leads to its row; `facts` every column of a
    row as plain values; `head` the file outside the database; `purpose` what the key is derived for; `one_sealer` an
    advisory lock of its own: two sealers would give one position twice.
    """

    noun: str
    rows: type[models.Model]
    seals: type[Link]
    of: str
    facts: Callable[[Any], dict[str, Any]]
    head: str
    purpose: str
    one_sealer: int

    def seal(self, *, stragglers: bool = False) -> int:
        """Seal what is not sealed yet, in order of arrival; returns how many. Safe to run twice and beside itself.

        With `stragglers` all rows are looked through, for what a transaction of many hours committed.
        """
        sealed = 0
        while count := self._seal_batch(stragglers):
            sealed += count
        return sealed

    @transaction.atomic
    def _seal_batch(self, stragglers: bool) -> int:
        self._wait_for_other_sealers()
        last = self.last()
        first, digest = (last.position + 1, bytes(last.digest)) if last else (1, START)
        unsealed = self._unsealed()
        if last and not stragglers:  # what was written long before the last seal is sealed, so only new rows are looked at
            unsealed = unsealed.filter(at__gt=last.at - LONGEST_TRANSACTION)
        key = ring().current
        seals: list[Any] = []
        for position, row in enumerate(unsealed[:BATCH], start=first):
            digest = self.digest(digest, position, row, key)
            seals.append(self.seals(**{self.of: row}, position=position, digest=digest, key=key))
        self._seals().bulk_create(seals)
        if seals:
            head = Head(seals[-1].position, digest.hex())
            transaction.on_commit(lambda: self.remember(head), robust=True)  # a full disk stops no sealing
        return len(seals)

    def last(self) -> Link | None:
        return self._seals().order_by("position").last()

    def _seals(self) -> models.Manager:
        return self.seals._default_manager

    def _unsealed(self) -> models.QuerySet:
        return self.rows._default_manager.filter(seal=None).order_by("pk")

    def _wait_for_other_sealers(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [self.one_sealer])

    @transaction.atomic
    def remember(self, head: Head) -> None:
        """Move the head forward, but never away from a seal that is gone: that one is the evidence."""
        self._wait_for_other_sealers()
        try:
            old = read_head(self.head)
        except Damaged:
            log.error("%s; walk the chain of every %s", DAMAGED, self.noun)
            return
        held = self._seals().filter(position=old.position, digest=bytes.fromhex(old.digest))
        if old.position and not held.exists():
            log.error("the chain of every %s no longer holds the seal that was last at position %s", self.noun, old.position)
        elif head.position > old.position:
            write_head(head, self.head)

    def verify(self) -> Verdict:
        """Walk from the first seal. Names the first row that was changed, removed or forged, and what waits too long."""
        try:
            head = read_head(self.head)  # before the walk: the chain only grows meanwhile
        except Damaged:
            return Verdict(0, DAMAGED)
        try:
            sealed = self._walk(head)
        except Broken as flaw:
            return Verdict(flaw.position - 1, str(flaw), flaw.position, head.position)
        late = self._unsealed().filter(at__lt=timezone.now() - UNSEALED_FOR).first()
        waits = f"{self.noun} {late.pk} has been waiting for its seal for more than a minute" if late else ""
        return Verdict(sealed, waits, head=head.position)

    def _walk(self, head: Head) -> int:
        """How many seals there are. Raises `Broken` at the first bad one."""
        digest, position, total = START, 0, self._seals().count()
        for position, seal in enumerate(self._in_order(), start=1):
            if seal.position != position:
                raise Broken(position, f"the seal at position {position} is missing")
            digest = self._checked(digest, seal)
            if position == head.position and digest.hex() != head.digest:
                raise Broken(position, f"the seal at position {position} is not the one that was made there")
            if position % BATCH == 0:
                progress.report(position, total)
        if position < head.position:
            raise Broken(position + 1, f"the chain ends at position {position}, and went on to position {head.position}")
        return position

    def _checked(self, before: bytes, seal: Any) -> bytes:
        row = getattr(seal, self.of)
        try:
            digest = self.digest(before, seal.position, row, seal.key)
        except Unreadable:
            raise Broken(seal.position, f"the key {seal.key!r} of position {seal.position} is not on the ring") from None
        if not hmac.compare_digest(digest, bytes(seal.digest)):
            raise Broken(seal.position, f"{self.noun} {row.pk} at position {seal.position} is not what was sealed")
        return digest

    def _in_order(self) -> Iterator[Any]:
        return self._seals().select_related(self.of).order_by("position").iterator(chunk_size=BATCH)

    def digest(self, before: bytes, position: int, row: Any, key: str) -> bytes:
        """HMAC-SHA256 over the digest before, the position and every column of the row, as JSON with sorted keys."""
        facts = {"position": position, "id": row.pk, "at": row.at.isoformat(), **self.facts(row)}
        message = before + json.dumps(facts, sort_keys=True).encode()
        return hmac.new(_chain_key(self.purpose, key), message, hashlib.sha256).digest()


@cache
def _chain_key(purpose: str, name: str) -> bytes:
    return ring().derive(purpose, name)


def _facts_of_a_record(row: Record) -> dict[str, Any]:
    return {
        "actor": row.actor_id,
        "verb": row.verb,
        "object_type": row.object_type_id,
        "object_id": row.object_id,
        "before": row.status_before,
        "after": row.status_after,
    }


RECORD = Chain("record", Record, Seal, "record", _facts_of_a_record, "head", "audit chain", 7_202_612)
seal_records, verify = RECORD.seal, RECORD.verify
