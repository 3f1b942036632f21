"""What every page's frame needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.policies import can_manage_people
from audit.policies import can_read_record
from cases.policies import can_search
from config.languages import is_reviewed
from delivery.policies import can_read_ledger
from insight.policies import can_read_figures
from jobs.policies import can_operate
from sanctions.policies import can_read_lists
from submissions.policies import can_judge, can_read_dossiers
from vault.sight import Scope


def sees_cases(user: Any) -> bool:
    return bool(user.sight.scope != Scope.NOTHING)


# label, route, who sees it; the first part of an address says which one is current
NAVIGATION: tuple[tuple[Promise, str, Callable[[Any], bool]], ...] = (
    (gettext_lazy("Cases"), "cases:list", sees_cases),
    (gettext_lazy("Search"), "cases:search", can_search),
    (gettext_lazy("Recommendations"), "submissions:list", can_read_dossiers),
    (gettext_lazy("Ledger"), "delivery:ledger", can_read_ledger),
    (gettext_lazy("Candidates"), "submissions:candidates", can_judge),
    (gettext_lazy("Outcomes"), "submissions:outcomes", can_judge),
    (gettext_lazy("Insight"), "insight:funnel", can_read_figures),
    (gettext_lazy("Lists"), "sanctions:lists", can_read_lists),
    (gettext_lazy("People"), "accounts:list", can_manage_people),
    (gettext_lazy("Record"), "audit:list", can_read_record),
    (gettext_lazy("Jobs"), "jobs:list", can_operate),
)


@dataclass(frozen=True)
class NavigationLink:
    label: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "navigation": navigation(request),
        "demo_banner": _("Demonstration: everything here is invented, and no second step is asked for.")
        if settings.SECOND_FACTOR_WAIVED
        else "",
        "is_reviewed_language": is_reviewed(get_language() or settings.LANGUAGE_CODE),
        "has_outbox": apps.is_installed("demo"),
    }


def navigation(request: HttpRequest) -> list[NavigationLink]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    links = [(str(label), reverse(name)) for label, name, may in NAVIGATION if may(user)]
    # Of two addresses that both begin this one, the longer is where we are.
    current = max((url for _label, url in links if request.path.startswith(url)), key=len, default="")
    return [NavigationLink(label, url, url == current) for label, url in links]
