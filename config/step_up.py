"""Acts for which being signed in is not enough: who signed in more than five minutes ago is asked once more that it is they.

The table is the whole rule, and the middleware holds it, so that no view can forget it. What was sent is not lost: it is
done when the question was answered. Django-allauth asks the question; how old an answer may be says
`ACCOUNT_REAUTHENTICATION_TIMEOUT`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.httpkit import add_query_params, serialize_request
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse

READING, WRITING = frozenset({"GET", "HEAD"}), frozenset({"POST"})


@dataclass(frozen=True)
class StepUp:
    """By which methods an address asks, and for a file the page to come back to, since a file is no place to be.

    `named_by` are the parts of the file's address that the page's address has too.
    """

    methods: frozenset[str] = READING | WRITING
    page: str = ""
    named_by: frozenset[str] = frozenset({"reference", "pk"})


STEP_UP: Mapping[str, StepUp] = {
    # What must not fall to whoever finds a browser open
    "cases:contact": StepUp(WRITING),
    "cases:contact-of": StepUp(WRITING),
    "cases:identity-read": StepUp(WRITING),
    "cases:seal-decide": StepUp(WRITING),
    "cases:evidence-download": StepUp(READING, page="cases:evidence-receipt"),
    "submissions:file": StepUp(READING, page="submissions:dossier"),
    # What leaves the coalition
    "submissions:freeze": StepUp(WRITING),
    "submissions:deliver": StepUp(WRITING),
    "submissions:copies": StepUp(WRITING),
    "submissions:copy": StepUp(READING, page="submissions:copies", named_by=frozenset({"reference", "number"})),
    "submissions:copy-password": StepUp(WRITING),
    # Who may do what, and who comes in
    "cases:change-part": StepUp(WRITING),
    "accounts:invite": StepUp(),
    "accounts:decide-invitation": StepUp(WRITING),
    "accounts:give-role": StepUp(),
    "accounts:decide-role": StepUp(WRITING),
    "accounts:take-role": StepUp(WRITING),
    "accounts:ask-restoration": StepUp(WRITING),
    "accounts:decide-restoration": StepUp(WRITING),
    # How one signs in
    "mfa_activate_totp": StepUp(),
    "mfa_deactivate_totp": StepUp(),
    "mfa_view_recovery_codes": StepUp(),
    "mfa_generate_recovery_codes": StepUp(),
    "mfa_download_recovery_codes": StepUp(READING, page="mfa_view_recovery_codes"),
    "mfa_add_webauthn": StepUp(),
    "mfa_edit_webauthn": StepUp(),
    "mfa_remove_webauthn": StepUp(),
}

# What a suspended request needs to be done later. Not where it came from, and not the cookies.
KEPT = {"REQUEST_METHOD", "CONTENT_TYPE", "SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "SCRIPT_NAME"}


class StepUpFirst:
    """Asks first at every address of the table. Stands after whatever decides that somebody may be here at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        row = STEP_UP.get(match.view_name) if match else None
        if row is None or request.method not in row.methods or not request.user.is_authenticated:
            return None
        if reauthentication.did_recently_reauthenticate(request):
            return None
        return ask(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Pages of allauth ask by themselves; they are answered the same way."""
        return ask(request) if isinstance(exception, ReauthenticationRequired) else None


def ask(request: HttpRequest) -> HttpResponseRedirect:
    """To the question. What was posted waits in the session meanwhile, and what waited there before is forgotten."""
    request.session.pop(reauthentication.STATE_SESSION_KEY, None)
    if request.method == "POST":
        request.session[reauthentication.STATE_SESSION_KEY] = {"request": _without_traces(serialize_request(request))}
    question = reverse("account_reauthenticate")
    return HttpResponseRedirect(add_query_params(question, {REDIRECT_FIELD_NAME: page_after(request)}))


def _without_traces(serialized: str) -> str:
    suspended = json.loads(serialized)
    suspended["META"] = {name: value for name, value in suspended["META"].items() if name in KEPT}
    return json.dumps(suspended)


def page_after(request: HttpRequest) -> str:
    """Where an answer leads: to the address itself, or to the page on which a file is offered."""
    match = resolve(request.path_info)
    row = STEP_UP.get(match.view_name)
    if row is None or not row.page:
        return request.path if request.method == "POST" else request.get_full_path()
    kwargs = {name: value for name, value in match.kwargs.items() if name in row.named_by}
    return reverse(row.page, kwargs=kwargs)
