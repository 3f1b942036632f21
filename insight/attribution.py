"""How far an outcome has a basis in what we sent: each coder's word and its basis, and the partner's leave to be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases.policies import can_file
from insight import policies
from insight.models import Attribution, Credit
from insight.statuses import BASIS_FROM, Level
from submissions.models import Outcome

NEEDED = 2


class Unfounded(ValueError):
    """It cannot be said as it stands; the words are fit for a page."""


@dataclass(frozen=True)
class Attributed:
    """`level` is None until two agree. `levels` are those that were given, in their order."""

    level: Level | None
    levels: tuple[int, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.levels)) > 1

    @property
    def has_basis(self) -> bool:
        """Counts as "a basis in": two agree on 3 or 4."""
        return self.level is not None and self.level >= BASIS_FROM


def attributed(rows: Iterable[Attribution]) -> Attributed:
    """What the standing rows of one outcome come to."""
    levels = tuple(row.level for row in rows if row.superseded_at is None)
    agreed = len(levels) >= NEEDED and len(set(levels)) == 1
    return Attributed(Level(levels[0]) if agreed else None, levels)


@transaction.atomic
def attribute(outcome: Outcome, level: int, basis: str, *, by: User) -> Attribution:
    """One person's word. Raises `PermissionDenied`, or `Unfounded` when the outcome does not stand or no basis is given."""
    if not policies.can_attribute(by):
        raise PermissionDenied
    if not outcome.stands:
        raise Unfounded(_("This outcome does not stand. Nothing can be claimed for it."))
    if not basis.strip():
        raise Unfounded(_("Write down on what it rests: a second person must be able to check it."))
    Attribution.objects.filter(outcome=outcome, coder=by).standing().update(superseded_at=timezone.now())
    row = Attribution.objects.create(outcome=outcome, level=level, basis=basis, coder=by)
    record(by, "outcome.attributed", outcome, after=str(level))
    return row


@transaction.atomic
def answer_credit(outcome: Outcome, agreed: bool, *, by: User) -> Credit:
    """The partner says whether to be named in public for this outcome; can be said otherwise at any time."""
    if by.organisation_id != outcome.recommendation.case.organisation_id or not can_file(by, outcome.recommendation.case):
        raise PermissionDenied
    row = Credit.objects.create(outcome=outcome, agreed=agreed, by=by)
    record(by, "outcome.credit_answered", outcome, after="yes" if agreed else "no")
    return row


def may_be_credited(outcome: Outcome) -> bool:
    """Only after a yes that is the newest answer, and never while the partner is not safe."""
    newest = outcome.credits.first()
    return newest is not None and newest.agreed and not outcome.recommendation.case.is_paused
