"""Looking down the stairs for what is new: statements of reasons on the lists."""

from django.db import transaction
from django.db.models import Max

from insight import coding
from insight.models import ReasonsCursor
from sanctions.models import EntryVersion

AT_ONCE = 2000


@transaction.atomic
def keep_new_reasons() -> int:
    """Keep the statements that the lists published since the last time; returns how many texts are new. The cursor moves in the
    same transaction; a long list is taken in several goes."""
    cursor, _ = ReasonsCursor.objects.select_for_update().get_or_create(pk=1)
    versions = EntryVersion.objects.filter(pk__gt=cursor.version, content__has_key="reasons").order_by("pk")
    taken = list(versions.values_list("pk", "entry")[:AT_ONCE])
    new = coding.keep_reasons(entry for _, entry in taken) if taken else 0
    newest = EntryVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0
    cursor.version = taken[-1][0] if len(taken) == AT_ONCE else newest
    cursor.save(update_fields=["version"])
    return new
