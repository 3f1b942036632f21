"""The languages of the pages: each is a folder with a catalogue in `locale/`, and the catalogue says who has read it."""

import gettext
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import set_language

UNREVIEWED = "unreviewed"


@cache
def is_reviewed(code: str) -> bool:
    """Whether a native reader has gone through all of this language. English is what the words are written in."""
    if code == settings.LANGUAGE_CODE:
        return True
    for folder in settings.LOCALE_PATHS:
        catalogue = Path(folder) / code / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            with catalogue.open("rb") as file:
                return gettext.GNUTranslations(file).info().get("language-team", UNREVIEWED) != UNREVIEWED
    return False


def came_from(request: HttpRequest) -> str:
    """The page of ours from which somebody came; the first page when it was another's."""
    place = request.headers.get("Referer", "")
    return place if url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure()) else "/"


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Which one; then back to where one was. Whoever is signed in finds their language on the next device too."""
    if request.method != "POST":
        return render(request, "language.html", {"languages": settings.LANGUAGES, "next": came_from(request)})
    code = request.POST.get("language", "")
    user: Any = request.user
    if user.is_authenticated and code in dict(settings.LANGUAGES):
        user.language = code
        user.save(update_fields=["language"])
    return set_language(request)


class LanguageOfPerson:
    """The language a person chose before, on a device that has not chosen one."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if (
            settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
            and user.is_authenticated
            and user.language in dict(settings.LANGUAGES)
        ):
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        response: HttpResponse = self.get_response(request)
        return response
