"""The first page after signing in: for each role, what it is here for and where its work stands."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.roles import CASEWORK_ROLES, PARTNER_ROLES, Role


@dataclass(frozen=True)
class Section:
    """One part of the home page: what stands here, in a sentence, and the one place to go."""

    title: Promise
    sentence: Promise
    link_label: Promise | None = None
    route: str = ""

    @property
    def url(self) -> str:
        return reverse(self.route) if self.route else ""


# In the order in which a person with several roles reads them.
SECTIONS: tuple[tuple[frozenset[Role], Section], ...] = (
    (
        PARTNER_ROLES,
        Section(
            _("My cases"),
            _("What your organisation documented, where each case stands, and who must act next."),
            _("See my cases"),
            "cases:list",
        ),
    ),
    (
        CASEWORK_ROLES,
        Section(
            _("Cases"),
            _("First notes to answer, cases to take up, and those that wait for a second person."),
            _("Go to the cases"),
            "cases:list",
        ),
    ),
    (
        frozenset({Role.LIAISON}),
        Section(
            _("Accepted cases"),
            _("Cases that two people accepted, ready to be argued before a government."),
            _("See the accepted cases"),
            "cases:list",
        ),
    ),
    (
        frozenset({Role.SYSTEM_ADMIN, Role.COORDINATOR, Role.LEAD}),
        Section(
            _("People"),
            _("Who may sign in, for which organisation, in which role. Nobody comes in without an invitation."),
            _("Manage people"),
            "accounts:list",
        ),
    ),
    (
        frozenset({Role.AUDITOR}),
        Section(
            _("The record"),
            _("Everything that happened, in order, without content. It cannot be changed, and you can prove it."),
            _("Read the record"),
            "audit:list",
        ),
    ),
    (
        frozenset({Role.SYSTEM_ADMIN}),
        Section(
            _("Background work"),
            _("Work that was given up after five attempts waits here for a person."),
            _("See what was given up"),
            "jobs:list",
        ),
    ),
    (
        frozenset({Role.ANALYST}),
        Section(
            _("Insight"),
            _("You see totals, never single cases. There is nothing to count until cases have been filed and sent."),
        ),
    ),
    (
        frozenset({Role.REFERENCE_EDITOR}),
        Section(
            _("Reference"),
            _("Laws, programmes and vocabularies. No row is due for a check today."),
        ),
    ),
)


def sections_for(user: Any) -> list[Section]:
    return [section for roles, section in SECTIONS if not user.roles.isdisjoint(roles)]


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sections=sections_for(self.request.user), **kwargs)
