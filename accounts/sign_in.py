"""Facts about how somebody signs in."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import User
from accounts.querysets import SECOND_FACTORS


def has_second_factor(user: User) -> bool:
    known: bool | None = getattr(user, "enrolled", None)  # annotated by `UserManager.with_rights`
    if known is not None:
        return known
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def needs_second_factor(user: User) -> bool:
    """True while a person has none and this installation asks for one."""
    return not settings.SECOND_FACTOR_WAIVED and not has_second_factor(user)
