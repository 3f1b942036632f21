"""What django-allauth tells us, written into the record. No rule lives here."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_step
from django.dispatch import receiver

from accounts.services import end_other_sessions
from audit.log import record


@receiver(account.user_logged_in)
def signed_in(request: Any, user: Any, **_: Any) -> None:
    record(user, "person.signed_in", user)


@receiver([account.password_changed, account.password_reset])
def password_changed(request: Any, user: Any, **_: Any) -> None:
    end_other_sessions(user, request)
    record(user, "person.password_changed", user)


@receiver(second_step.authenticator_added)
def second_step_added(request: Any, user: Any, **_: Any) -> None:
    end_other_sessions(user, request)
    record(user, "person.second_factor_added", user)


@receiver(second_step.authenticator_removed)
def second_step_removed(request: Any, user: Any, **_: Any) -> None:
    end_other_sessions(user, request)
    record(user, "person.second_factor_removed", user)
