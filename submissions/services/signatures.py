"""The two signatures, and what voids them."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from submissions import apart, basis, checks, content, reading, signing, workflow
from submissions.checks import argument
from submissions.models import Recommendation, SignOff
from submissions.planning import plan_of
from submissions.services.holding import hold_cases
from submissions.services.plans import note_ready, planned


@transaction.atomic
def sign_first(ask: Recommendation, *, by: User) -> None:
    """The drafter's signature. Raises `checks.NotReady`, `PermissionDenied` or `IllegalStep`."""
    workflow.move(ask, "propose", by=by)
    hold_cases(ask)
    whole = reading.anew(ask)
    checks.require(argument.stale_words(basis.changes_in(whole)))
    checks.require_ready(whole)
    SignOff.objects.create(recommendation=ask, person=by, sha256=content.fingerprint(content.signed_content_of(whole)))


@transaction.atomic
def sign_second(ask: Recommendation, ticks: dict[str, bool], *, by: User) -> None:
    """The second signature, of the same words as the first; it ticks law, safety and consent. Raises as `sign_first` does."""
    workflow.move(ask, "approve", by=by)
    checks.require_ticks(ticks)
    hold_cases(ask)
    whole = reading.anew(ask)
    checks.require_ready(whole)
    said = content.fingerprint(content.signed_content_of(whole))
    checks.require(apart.parts_are_signed(ask, by, said))
    SignOff.objects.create(recommendation=ask, person=by, sha256=said, **ticks)
    checks.require(checks.is_as_signed(reading.anew(ask)))
    if (plan := plan_of(ask)) is not None:
        note_ready(plan)


@transaction.atomic
def reopen(ask: Recommendation, *, by: User) -> None:
    """What was signed can be changed again, so the signatures are void from here on."""
    workflow.move(ask, "reopen", by=by)
    _void_signatures(ask)
    signing.end_waivers(ask)


@transaction.atomic
def stop(ask: Recommendation, *, by: User) -> None:
    workflow.move(ask, "stop", by=by)
    _void_signatures(ask)


def _void_signatures(ask: Recommendation) -> None:
    planned(ask).update(ready_at=None)
    ask.sign_offs.filter(voided_at=None).update(voided_at=timezone.now())
