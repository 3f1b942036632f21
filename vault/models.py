import uuid
from functools import partial

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models, transaction

from vault import halves
from vault.keys import Unreadable, ring

BATCH = 200
ERASED = "What this key sealed has been erased for good."


class DataKey(models.Model):
    """The key that seals the files of one case, or who one person is. Without its wrapped bytes nothing opens again.

    One `in_halves` has its second half outside the database (`vault.halves`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    wrapped_by = models.CharField(max_length=40)
    in_halves = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.id)

    def unwrap(self) -> bytes:
        """The key itself, 32 bytes. Raises `Unreadable` when it was shredded or the wrapping key is wrong."""
        if self.is_shredded:
            raise Unreadable(ERASED)
        plain = self.unwrap_half()
        return halves.joined(plain, self.id) if self.in_halves else plain

    def unwrap_half(self) -> bytes:
        """What the database has of it: the whole key, unless it is in halves."""
        if self.wrapped is None:
            raise Unreadable(ERASED)
        return ring().unwrap(bytes(self.wrapped), name=self.wrapped_by, bound_to=self.id.bytes)

    @property
    def is_shredded(self) -> bool:
        """Here, or before a backup was put in place that still has it."""
        return self.wrapped is None or halves.is_destroyed(self.id)


def create_data_key(*, in_halves: bool = False) -> DataKey:
    """A fresh key, stored wrapped. In halves, it opens nothing from a backup alone."""
    key = DataKey(wrapped_by=ring().current, in_halves=in_halves)
    key.wrapped = ring().wrap(AESGCM.generate_key(bit_length=256), bound_to=key.id.bytes)
    if in_halves:
        halves.make(key.id)
    key.save(force_insert=True)
    return key


@transaction.atomic
def rewrap(key: DataKey) -> None:
    """Wrap a key anew under the current wrapping key; what it sealed stays as it is. A shredded key stays shredded."""
    key.refresh_from_db(from_queryset=DataKey.objects.select_for_update())
    if key.wrapped is not None:
        _wrap_anew(key)
        key.save(update_fields=["wrapped", "wrapped_by"])


def _wrap_anew(key: DataKey) -> None:
    plain = key.unwrap_half()
    key.wrapped_by = ring().current
    key.wrapped = ring().wrap(plain, bound_to=key.id.bytes)


def rewrap_all() -> int:
    """Wrap every key anew that an older wrapping key holds; returns how many. Safe to repeat and to interrupt."""
    total = 0
    while count := _rewrap_batch():
        total += count
    return total


@transaction.atomic
def _rewrap_batch() -> int:
    old = DataKey.objects.exclude(wrapped=None).exclude(wrapped_by=ring().current)
    keys = list(old.select_for_update()[:BATCH])
    for key in keys:
        _wrap_anew(key)
    DataKey.objects.bulk_update(keys, ["wrapped", "wrapped_by"])
    return len(keys)


def shred(key: DataKey) -> None:
    """Forget the key, for good. What it sealed opens here no more, whichever backup is put in place.

    A backup of before, read elsewhere with the wrapping key, still opens it, unless the key is in halves.
    """
    key.wrapped = None
    key.save(update_fields=["wrapped"])
    transaction.on_commit(partial(halves.destroy, key.id))


def shred_again() -> int:
    """After a backup of before was put in place: forget what had been shredded here since. Returns how many keys."""
    return DataKey.objects.filter(pk__in=halves.destroyed()).exclude(wrapped=None).update(wrapped=None)
