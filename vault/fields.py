"""A text field whose content is sealed under the data key of its row's case."""

import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from vault.keys import NONCE_BYTES, Unreadable
from vault.models import DataKey

VERSION = b"\x01"


class SealedText:
    """A sealed value. It prints as nothing useful on purpose: the text comes out by `reveal()` alone."""

    def __init__(self, field: "SealedTextField", row: models.Model, sealed: bytes) -> None:
        self.sealed = sealed
        self._field, self._row = field, row

    def __str__(self) -> str:
        return "•••"

    def __bool__(self) -> bool:
        return bool(self.sealed)

    def reveal(self) -> str:
        """The text. Whoever calls this records that it was read. Raises `Unreadable`."""
        return self._field.open(self._row, self.sealed)

    # Templates may not call it: a view reveals, and records that it did.
    reveal.alters_data = True  # type: ignore[attr-defined]

    def belongs_to(self, row: models.Model) -> bool:
        return type(row) is type(self._row) and row.pk == self._row.pk


class SealedAttribute(DeferredAttribute):
    """Reading gives a `SealedText`; assigning a string seals it when the row is saved."""

    field: "SealedTextField"

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        value = super().__get__(row, owner)
        if isinstance(value, str):
            value = row.__dict__[self.field.attname] = self.field.seal(row, value)
        return SealedText(self.field, row, bytes(value or b""))

    def __set__(self, row: models.Model, value: str | bytes | memoryview | SealedText | None) -> None:
        if isinstance(value, SealedText):
            if not value.belongs_to(row):
                raise ValueError("A sealed value opens in its own row alone: reveal it, and seal the text anew.")
            value = value.sealed
        row.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text encrypted with AES-256-GCM, bound to its table, row and field.

    `key` is the dotted path from the row to its `DataKey`, such as `"case.data_key"`. The row needs
    its primary key before it is saved, so its model uses a UUID. Text is sealed on its way through a
    row alone: `QuerySet.update()` with a string is refused.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, key: str = "data_key", **kwargs: Any) -> None:
        self.key = key
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "key": self.key}

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        value: SealedText = getattr(model_instance, self.attname)
        return value.sealed

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            raise TypeError("Plain text never goes to the database: set it on a row, and save the row.")
        return super().get_prep_value(value.sealed if isinstance(value, SealedText) else value)

    def seal(self, row: models.Model, text: str) -> bytes:
        if not text:
            return b""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher(row).encrypt(nonce, text.encode(), self._place(row))

    def open(self, row: models.Model, sealed: bytes) -> str:
        if not sealed:
            return ""
        version, nonce, body = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            if version != VERSION or len(nonce) < NONCE_BYTES:
                raise InvalidTag
            return self._cipher(row).decrypt(nonce, body, self._place(row)).decode()
        except InvalidTag:
            raise Unreadable("A sealed field was changed, moved, or sealed with another key.") from None

    def _cipher(self, row: models.Model) -> AESGCM:
        step: Any = row
        for name in self.key.split("."):
            step = getattr(step, name)
        key: DataKey = step
        return AESGCM(key.unwrap())

    def _place(self, row: models.Model) -> bytes:
        if row.pk is None:
            raise ValueError("A row with sealed fields needs its primary key before it is sealed.")
        return f"{row._meta.db_table}|{row.pk}|{self.attname}".encode()


def revealed(sealed: Any) -> str:
    """The text of a sealed field. Whoever calls this records that it was read. Raises `Unreadable`."""
    text: str = sealed.reveal()
    return text
