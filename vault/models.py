import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models, transaction

from vault.keys import Unreadable, ring

BATCH = 200


class DataKey(models.Model):
    """The key that seals the identities and files of one case. Without its wrapped bytes nothing opens again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    wrapped_by = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.id)

    def unwrap(self) -> bytes:
        """The key itself, 32 bytes. Raises `Unreadable` when it was shredded or the wrapping key is wrong."""
        if self.wrapped is None:
            raise Unreadable("What this key sealed has been erased for good.")
        return ring().unwrap(bytes(self.wrapped), name=self.wrapped_by, bound_to=self.id.bytes)


def create_data_key() -> DataKey:
    """A fresh key, stored wrapped."""
    key = DataKey(wrapped_by=ring().current)
    key.wrapped = ring().wrap(AESGCM.generate_key(bit_length=256), bound_to=key.id.bytes)
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
    plain = key.unwrap()
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
    """Forget the key. Everything it sealed is gone for good, also from every backup made after this."""
    key.wrapped = None
    key.save(update_fields=["wrapped"])
