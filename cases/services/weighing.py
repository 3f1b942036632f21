"""Staff write down why a claim may stand with too few sources, and sign what speaks against a case."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Case, ContrarySignOff, Override
from cases.weighing import Weight, basis_of, basis_of_told, weigh


@transaction.atomic
def write_override(case: Case, claims: Sequence[int], reason: str, *, by: User) -> list[Override]:
    """The first of two. `claims` are primary keys of claims of this case that do not pass the gate; others are left alone.

    Raises `PermissionDenied`, or `IllegalStep` when none of them needs one.
    """
    _let_reviewers_only(by, case)
    needy = [weight for weight in weigh(case).of(claims) if not weight.stands and not weight.waits_for_second]
    if not needy:
        raise IllegalStep(_("None of these claims needs a reason: tick at least one that too few sources carry."))
    written = [_override(case, weight, reason, by) for weight in needy]
    record(by, "case.override_written", case)
    return written


def _override(case: Case, weight: Weight, reason: str, by: User) -> Override:
    basis = basis_of(weight.claim, weight.sources)
    return Override.objects.create(case=case, claim_id=weight.claim.pk, reason=reason, basis=basis, by=by)


@transaction.atomic
def confirm_override(override: Override, *, by: User) -> Override:
    """The second of two. Raises `PermissionDenied` for whoever wrote it; `IllegalStep` when it no longer fits or is signed."""
    case = override.case
    _let_reviewers_only(by, case)
    override.refresh_from_db(from_queryset=Override.objects.select_for_update())
    if override.by_id == by.pk:
        raise PermissionDenied
    weight = next(iter(weigh(case).of([override.claim_id])), None)
    if weight is None or weight.override != override or not weight.waits_for_second:
        raise IllegalStep(_("This reason no longer waits: the claim or its sources have changed, or a colleague has signed."))
    override.confirmed_by, override.confirmed_at = by, timezone.now()
    override.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "case.override_confirmed", case)
    return override


@transaction.atomic
def sign_contrary(case: Case, words: str, *, by: User) -> ContrarySignOff:
    """Say that one has read what speaks against, and looked. Raises `PermissionDenied`; `IllegalStep` while nothing is told."""
    _let_reviewers_only(by, case)
    weighed = weigh(case)
    if not weighed.contrary_is_told:
        raise IllegalStep(
            _("The partner has not said yet what speaks against it, or where they looked. Ask them about this part.")
        )
    signed = ContrarySignOff.objects.create(case=case, words=words, basis=basis_of_told(weighed.told), by=by)
    record(by, "case.contrary_signed", case)
    return signed


def _let_reviewers_only(user: User, case: Case) -> None:
    if not policies.can_review(user, case):
        raise PermissionDenied
