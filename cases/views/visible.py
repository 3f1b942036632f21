from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from cases.models import Case
from cases.narrowing import Filters


def kept(request: HttpRequest) -> dict[str, str]:
    """For every template: what stands behind its addresses so that the list is not forgotten, alone or beside other words."""
    if "in" not in request.GET:
        return {}
    address = urlencode({"in": Filters.read(request.GET["in"]).address})
    return {"keep": f"?{address}", "keep_too": f"&{address}"}


class VisibleCases:
    """Every page starts from the cases its person may see; for all others there is nothing there (404)."""

    slug_field = slug_url_kwarg = "reference"

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user).select_related("organisation")  # type: ignore[attr-defined]


class FromAList:
    """A page reached from a narrowed list knows which: `?in=` holds that list's own address, and acting keeps it."""

    request: HttpRequest

    @cached_property
    def list_behind(self) -> Filters | None:
        return Filters.read(self.request.GET["in"]) if "in" in self.request.GET else None

    @property
    def keep(self) -> str:
        """To be put behind the addresses of this page."""
        return kept(self.request).get("keep", "")

    def to_case(self, anchor: str = "") -> HttpResponse:
        """To the page of the case, which still knows the list."""
        return redirect(f"{self.case.get_absolute_url()}{self.keep}{anchor}")  # type: ignore[attr-defined]

    def next_case(self, case: Case) -> Case | None:
        user = self.request.user
        if self.list_behind is None:
            return None
        return self.list_behind.after(case, Case.objects.visible_to(user), user)

    def context_of_list(self) -> dict[str, Any]:
        behind = self.list_behind
        return {"keep": self.keep, "list_behind": behind, "back": f"{reverse('cases:list')}?{behind.address}" if behind else ""}
