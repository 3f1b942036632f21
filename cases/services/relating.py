"""People say whether two cases tell of the same events, belong together, or have nothing to do with each other."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Case, CaseLink


@transaction.atomic
def judge_pair(one: Case, other: Case, verdict: str, *, by: User, reasons: Sequence[str] = ()) -> CaseLink:
    """Say it of two cases; said again, it takes the place of what was said before. What is apart is not suggested any more.

    Raises `PermissionDenied`, or `IllegalStep` for a case and itself.
    """
    if not (policies.can_review(by, one) and policies.can_review(by, other)):
        raise PermissionDenied
    if one == other:
        raise IllegalStep(_("That is this case itself."))
    if verdict not in CaseLink.Verdict.values:
        raise IllegalStep(_("Say what they are to each other."))
    first, second = sorted((one, other), key=lambda case: case.pk)
    said = {"verdict": verdict, "reasons": list(reasons), "by": by, "at": timezone.now()}
    link, _is_new = CaseLink.objects.update_or_create(case=first, other=second, defaults=said)
    for case in (first, second):
        record(by, "case.pair_judged", case)
    return link
