from accounts.models import User
from cases.models import Case
from cases.querysets import CaseQuerySet


def cases_to_argue(user: User) -> CaseQuerySet:
    """Accepted cases that were not argued yet before any of this liaison's governments."""
    return Case.objects.visible_to(user).accepted().exclude(recommendations__dossier__jurisdiction__in=user.jurisdictions)
