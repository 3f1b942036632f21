"""Signatures that the coalition wants of somebody else than the two who sign: by setting, none to four.

Law and safety are each signed by somebody with that role, before the second signature; the partner's approval is recorded
by the liaison and must be of the words as they are; the second signature is then an approver's. Nobody signs twice.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from submissions.models import Recommendation

LAW, SAFETY, PARTNER, APPROVAL = PARTS = ("law", "safety", "partner", "approval")
SIGNED_BY = {LAW: Role.LEGAL_REVIEWER, SAFETY: Role.SAFETY_REVIEWER}
LABELS = {LAW: gettext_lazy("The law"), SAFETY: gettext_lazy("Safety")}


def wanted() -> tuple[str, ...]:
    """In the order in which they are asked for. Raises `ImproperlyConfigured` for a word that is none of them."""
    if unknown := set(settings.SIGN_OFF_APART) - set(PARTS):
        raise ImproperlyConfigured(f"SIGN_OFF_APART knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}.")
    return tuple(part for part in PARTS if part in settings.SIGN_OFF_APART)


def can_sign_part(user: Any, ask: Recommendation, part: str) -> bool:
    """Who has that role and has not signed it yet; not what somebody signed already."""
    return (
        part in wanted()
        and part in SIGNED_BY
        and bool(user.has_role(SIGNED_BY[part]))
        and user.pk not in ask.signed_by
        and part not in signed_parts(ask)
    )


def signed_parts(ask: Recommendation) -> set[str]:
    """Law and safety, as far as somebody signed each apart; reads prefetched signatures."""
    standing = [row for row in ask.sign_offs.all() if row.voided_at is None and not row.consent]
    return {part for part in SIGNED_BY if any(getattr(row, part) for row in standing)}


def parts_are_signed(ask: Recommendation, by: Any, fingerprint: str) -> Iterator[str]:
    """What is missing before the second signature; `fingerprint` is of the words as they are."""
    signed = signed_parts(ask)
    for part in wanted():
        if part in SIGNED_BY and part not in signed:
            yield _("Somebody has to sign for it first: %(part)s.") % {"part": LABELS[part]}
        elif part == PARTNER and not ask.partner_approvals.filter(voided_at=None, sha256=fingerprint).exists():
            yield _("The partner’s approval of these words is not recorded yet.")
        elif part == APPROVAL and not by.has_role(Role.APPROVER):
            yield _("Here the second signature is an approver’s.")
