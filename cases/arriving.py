"""Uploads that end before they are whole."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Upload

KEPT_FOR = timedelta(days=7)


def give_up(upload: Upload) -> None:
    """Forget an upload and its pieces. What became evidence stays evidence."""
    upload.delete()
    if upload.part:
        upload.staged.forget()


def give_up_old() -> int:
    """What was begun a week ago and never finished; and the traces of what was."""
    old = Upload.objects.filter(started_at__lt=timezone.now() - KEPT_FOR).select_related("case__data_key")
    for upload in old:
        give_up(upload)
    return len(old)
