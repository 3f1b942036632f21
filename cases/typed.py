"""What was typed and never saved does not stay for ever."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cases.models import SentSheet, Typed
from cases.querysets import OfOnePersonQuerySet
from vault.models import DataKey

KEPT_FOR = timedelta(days=30)


def delete_typed(rows: OfOnePersonQuerySet) -> int:
    """Delete kept sheets, each with its key. Returns how many there were."""
    keys = list(rows.values_list("data_key", flat=True))
    Typed.objects.filter(data_key__in=keys).delete()
    DataKey.objects.filter(pk__in=keys).delete()
    return len(keys)


@transaction.atomic
def clear_old() -> int:
    """Forget what was typed a month ago and left, and which sheets were saved before that. Safe to repeat."""
    before = timezone.now() - KEPT_FOR
    SentSheet.objects.filter(at__lt=before).delete()
    return delete_typed(Typed.objects.filter(at__lt=before))
