"""A form that is sent after the session has ended: what was typed is kept, and the way leads back to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cases.services import typing


class KeepTyped:
    """Stands before the check that somebody is signed in, and behind the one that the form is ours (CSRF)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        sheet = typing.read_token(request.POST.get("sheet", ""))
        if sheet is None:
            return None
        return keep_for_later(request, sheet)


def keep_for_later(request: HttpRequest, sheet: typing.Sheet) -> HttpResponse:
    """Keep it, and lead to signing in; from there to the page with the words in it."""
    kept = typing.keep(sheet, typing.typed_in(request.POST))
    if kept:
        messages.info(request, _("You were signed out. What you typed is kept: sign in, and it stands in the form again."))
    return redirect_to_login(sheet.way_back if kept else sheet.place)
