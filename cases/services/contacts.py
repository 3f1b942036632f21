"""How the coalition reaches an organisation safely: sealed by it at any time, read on record."""

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import record
from cases import policies
from cases.models import Case, CoFiling, FirstNote
from vault.fields import SealedText


class Shredded(Exception):
    """The key of the case is gone: nothing can be sealed in it any more."""


def contact_row(case: Case, user: User) -> FirstNote | CoFiling | None:
    """Where the contact of this person's organisation is sealed: the lead's, also typed for it, in the first note."""
    if user.organisation_id in case.joined_by:
        return case.cofilings.joined().filter(organisation=user.organisation_id).first()
    return getattr(case, "first_note", None)


@transaction.atomic
def seal_contact(case: Case, text: str, *, by: User) -> None:
    """Put another safe contact in the place of the one that is sealed. Raises `PermissionDenied`, or `Shredded`."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    row = contact_row(case, by)
    if row is None or not policies.can_write(by, case):
        raise PermissionDenied
    if case.data_key.is_shredded:
        raise Shredded
    row.safe_contact = text
    row.save(update_fields=["safe_contact"])
    record(by, "case.contact_changed", case)


@transaction.atomic
def reveal_contact_of(case: Case, part: UUID, *, by: User) -> str:
    """The sealed contact of another organisation on a case, for this once; on record. Raises `PermissionDenied`."""
    if not policies.can_review(by, case):
        raise PermissionDenied
    record(by, "case.contact_revealed", case)
    return cast(SealedText, case.cofilings.get(pk=part).safe_contact).reveal()
