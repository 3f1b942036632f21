"""Checks of the case behind a recommendation, and of those who told it: what they took back, and what they agreed to.

Each reads a recommendation that was read whole.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Victim
from cases.statuses import CaseStatus, Coverage
from submissions.covered import uncovered
from submissions.models import Recommendation

NOT_AGREED = gettext_lazy("%(who)s has not agreed to this government: %(government)s.")
NOT_COVERED = {
    Coverage.SOME_REFUSED: gettext_lazy(
        "Some of %(who)s said no to this government: %(government)s. Give them a pseudonym of their own, or leave the group out."
    ),
    Coverage.SOME_UNASKED: gettext_lazy(
        "Some of %(who)s were not asked about this government: %(government)s. Ask them, or give them a pseudonym of their own."
    ),
    Coverage.WITHDRAWN: gettext_lazy("%(who)s has taken back what was agreed for this government: %(government)s."),
    Coverage.EXPIRED: gettext_lazy("What %(who)s agreed to for this government has run out: %(government)s. Ask again."),
}


def case_stands(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.status != CaseStatus.ACCEPTED:
        yield _("The case %(case)s is no longer accepted: it is now “%(status)s”.") % {
            "case": recommendation.case.reference,
            "status": recommendation.case.get_status_display(),
        }


def partner_is_safe(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.is_paused:
        yield _(
            "The partner says that they are no longer safe. Everything of theirs waits until a coordinator has spoken with them."
        )


def nothing_open_from_partner(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.has_open_correction:
        yield _("The partner has said that something in the case changed. A coordinator must deal with that first.")


def consent_covers(recommendation: Recommendation) -> Iterator[str]:
    """The narrowest consent wins: of everybody referenced, what they said must cover this very government today."""
    for person, verdict in uncovered(recommendation):
        name = _("“%s”") % person if isinstance(person, Victim) else _("The source “%s”") % person
        yield NOT_COVERED.get(verdict, NOT_AGREED) % {
            "who": name,
            "government": recommendation.dossier.get_jurisdiction_display(),
        }
