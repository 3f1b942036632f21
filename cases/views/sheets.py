"""The sheet behind a form: what was typed and not saved, on the page again; what was saved, not saved twice."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cases.forms.kept import as_sent
from cases.models import Case
from cases.services import typing


class Paper:
    """The sheet of one form on one page, and what was kept of it. Templates call it `paper`.

    `answered` is the token of the form that this page answers: its words have arrived, and need not wait in the browser.
    """

    def __init__(self, sheet: typing.Sheet, kept: typing.Kept | None = None, answered: str = "") -> None:
        self.sheet, self.kept, self.answered = sheet, kept, answered
        self.token = sheet.token

    @property
    def keep_url(self) -> str:
        return reverse("cases:keep")

    @property
    def forget_url(self) -> str:
        return reverse("cases:forget", args=[self.sheet.number])

    @property
    def typed(self) -> Any:
        """What was kept, as a browser would send it; None when there is nothing."""
        return as_sent(self.kept.fields) if self.kept else None


def paper_for(request: HttpRequest, case: Case | None = None, *, place: str = "", fresh: bool = False) -> Paper:
    """A page is shown: with the words kept of it, or `?new` without; after a form was sent, with the sheet it came on."""
    place = place or request.path
    answered = request.POST.get("sheet", "")
    if request.method == "POST" and not fresh and (sheet := sheet_of(request)):
        return Paper(sheet, answered=answered)
    kept = None
    if request.method == "GET" and "new" not in request.GET:
        kept = typing.kept_at(place, of=request.user, number=_number(request))
    return Paper(kept.sheet, kept) if kept else Paper(typing.new_sheet(place, of=request.user, case=case), answered=answered)


def sheet_of(request: HttpRequest) -> typing.Sheet | None:
    """The sheet that was sent, when it is this person's own."""
    sheet = typing.read_token(request.POST.get("sheet", ""))
    return sheet if typing.is_mine(sheet, request.user) else None


def _number(request: HttpRequest) -> str:
    number = request.GET.get("kept", "")
    return number if len(number) == 36 and not set(number) - set("0123456789abcdef-") else ""
