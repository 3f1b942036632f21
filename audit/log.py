from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from audit.models import Record
from audit.verbs import VERBS, UnknownVerb


def record(actor: Any, verb: str, thing: models.Model, *, before: str = "", after: str = "") -> Record:
    """Write down what happened, in the caller's transaction. Inserted without a lock; sealed a little later.

    `before` and `after` are status codes. There is no place for words: content never enters the
    record. Raises `UnknownVerb`.
    """
    if verb not in VERBS:
        raise UnknownVerb(f"{verb!r} is not a verb of the record; name it in audit/verbs.py first.")
    return Record.objects.create(
        actor=actor,
        verb=verb,
        object_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        status_before=before,
        status_after=after,
    )
