from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.middleware import keep_for_later
from cases.services import typing


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page of ours that was open while its person signed in anew elsewhere: its token says so, and its words are kept.

    The token of the sheet is signed and stands on that page alone, so no other site can send one.
    """
    sheet = typing.read_token(request.POST.get("sheet", ""))
    if sheet is None:
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return keep_for_later(request, sheet)
    if typing.is_mine(sheet, request.user) and typing.keep(sheet, typing.typed_in(request.POST)):
        messages.info(request, _("This page had been open for long. What you typed is kept: look it through, then save it."))
        return redirect(sheet.way_back)
    return render(request, "403_csrf.html", status=403)
