"""Staff translate what is not written in the desk's language; a second person reads it against the original."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Case, Translation
from cases.translating import Original


@transaction.atomic
def write_translation(case: Case, original: Original, text: str, *, by: User) -> Translation:
    """Put a translation beside one text of a case. Raises `PermissionDenied`."""
    if not policies.can_review(by, case):
        raise PermissionDenied
    row = Translation.objects.create(case=case, of=original.of, key=original.key, text=text, original=original.digest, by=by)
    record(by, "case.translated", case)
    return row


@transaction.atomic
def confirm_translation(row: Translation, *, by: User) -> Translation:
    """Say that one has read it against the original; never of one's own. Raises `PermissionDenied` or `IllegalStep`."""
    row = Translation.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)
    if not policies.can_review(by, row.case):
        raise PermissionDenied
    if row.by_id == by.pk:
        raise IllegalStep(_("Whoever translated it cannot be the one who reads it against the original."))
    if row.read_by_id is None:
        row.read_by, row.read_at = by, timezone.now()
        row.save(update_fields=["read_by", "read_at"])
        record(by, "case.translation_read", row.case)
    return row
