"""What django-allauth tells us, written into the record. No rule lives here."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.mfa import signals as second_step
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import end_other_sessions
from audit.log import record

SIGN_IN = "sign-in"  # beside allauth's own: password, mfa


@receiver(account.user_logged_in)
def signed_in(request: Any, user: Any, **more: Any) -> None:
    request.session["began"] = timezone.now().timestamp()  # `SessionLimit` counts from here
    # They proved this moment that it is they: what asks for that anew (`config.step_up`) need not for five minutes.
    record_authentication(request, user, method=SIGN_IN, reauthenticated=True)
    record(user, "person.signed_in", user)


@receiver(account.authentication_step_completed)
def answered(request: Any, method: str, reauthenticated: bool = False, **more: Any) -> None:
    """Asked once more, and it is they. What they had sent is done by itself; otherwise they are told to go on."""
    if reauthenticated and method != SIGN_IN and STATE_SESSION_KEY not in request.session:
        messages.info(request, _("Thank you. Go on; for five minutes you are not asked again."))


@receiver([account.password_changed, account.password_reset])
def password_changed(request: Any, user: Any, **more: Any) -> None:
    end_other_sessions(user, request)
    record(user, "person.password_changed", user)


@receiver(post_save, sender=Authenticator)
def second_step_added(instance: Authenticator, created: bool, **more: Any) -> None:
    """On the row itself: allauth's own signal comes after the commit, and a record belongs to its change."""
    if created and instance.type == Authenticator.Type.RECOVERY_CODES:
        record(instance.user, "person.recovery_codes_made", instance.user)
    elif created:
        record(instance.user, "person.second_factor_added", instance.user)


@receiver(second_step.authenticator_removed)
def second_step_removed(request: Any, user: Any, authenticator: Authenticator, **more: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record(user, "person.second_factor_removed", user)


@receiver([second_step.authenticator_added, second_step.authenticator_removed])
def second_step_changed(request: Any, user: Any, **more: Any) -> None:
    end_other_sessions(user, request)
