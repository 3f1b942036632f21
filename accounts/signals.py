"""What django-allauth tells us, written into the record. No rule lives here."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa import signals as second_step
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from accounts.services import end_other_sessions
from accounts.sign_in import has_second_factor
from audit.log import record


@receiver(account.user_logged_in)
def signed_in(request: Any, user: Any, **_: Any) -> None:
    request.session["began"] = timezone.now().timestamp()  # `SessionLimit` counts from here
    if not has_second_factor(user):  # they typed or chose the password this moment: enrolling need not ask again
        reauthenticate_by_password(request)
    record(user, "person.signed_in", user)


@receiver([account.password_changed, account.password_reset])
def password_changed(request: Any, user: Any, **_: Any) -> None:
    end_other_sessions(user, request)
    record(user, "person.password_changed", user)


@receiver(post_save, sender=Authenticator)
def second_step_added(instance: Authenticator, created: bool, **_: Any) -> None:
    """On the row itself: allauth's own signal comes after the commit, and a record belongs to its change."""
    if created and instance.type == Authenticator.Type.RECOVERY_CODES:
        record(instance.user, "person.recovery_codes_made", instance.user)
    elif created:
        record(instance.user, "person.second_factor_added", instance.user)


@receiver(second_step.authenticator_removed)
def second_step_removed(request: Any, user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record(user, "person.second_factor_removed", user)


@receiver([second_step.authenticator_added, second_step.authenticator_removed])
def second_step_changed(request: Any, user: Any, **_: Any) -> None:
    end_other_sessions(user, request)
