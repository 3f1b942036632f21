"""What stands between a request and any page: how long a session lasts, what it may see, the second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.sign_in import needs_second_factor
from vault.sight import BLIND, look_as

RENEWED_EVERY = 60  # seconds
Answer = Callable[[HttpRequest], HttpResponse]

# Where somebody who has not enrolled a second factor may go: to enrol, to prove the password again, and out.
WHILE_ENROLLING = frozenset(
    {
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_index",
        "account_reauthenticate",
        "account_logout",
        "accounts:enrol",
    }
)


class SessionLimit:
    """Twelve hours after signing in a session ends, however busy; and after thirty idle minutes.

    The idle time is the cookie's and the row's age, which is renewed once a minute: saving the session
    in every request would make each of them write.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            began = request.session.setdefault("began", now)
            if now - began > settings.SESSION_LIFETIME.total_seconds():
                logout(request)
            elif now - request.session.get("seen", 0) > RENEWED_EVERY:
                request.session["seen"] = now
        return self.get_response(request)


class IsolatedRequest:
    """Each request is one transaction that sees what its person may see, rendering included.

    This replaces ATOMIC_REQUESTS, whose transaction would end before a template reads its first row.
    A view that raises rolls everything back.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sight = request.user.sight if request.user.is_authenticated else BLIND
        with look_as(sight):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        transaction.set_rollback(True)


class SecondFactor:
    """No page before the second factor, except those on which it is enrolled."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or getattr(view, "login_required", True) is False:
            return None
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route in WHILE_ENROLLING or not needs_second_factor(request.user):
            return None
        return redirect("accounts:enrol")
