from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from cases import policies, queues
from cases.letters import BEGINNINGS
from cases.models import Case, SavedView
from cases.narrowing import DUE, NEWEST, Filters
from cases.public_words import words_for
from cases.statuses import CaseStatus
from cases.views.paging import NearPaginator
from cases.views.partner import is_partner
from cases.views.visible import VisibleCases


class CaseList(VisibleCases, ListView):
    """Mounted twice: the page, and its results alone. How staff narrow it stands in the address (`cases.narrowing`)."""

    results_only = False
    paginate_by, paginator_class = 25, NearPaginator

    @cached_property
    def filters(self) -> Filters:
        return Filters.read(self.request.GET) if queues.has_queues(self.request.user) else Filters()

    def get_queryset(self) -> QuerySet[Case]:
        user = self.request.user
        cases = super().get_queryset().for_the_desk()
        return self.filters.among(cases.with_news_for(user) if is_partner(user) else cases, user)

    @cached_property
    def piles(self) -> list[queues.CountedQueue]:
        """With how many stand in each; none beside the results alone, which do not show them."""
        return [] if self.results_only else queues.counted(super().get_queryset(), self.filters.queue, self.request.user)

    def get_paginator(self, *args: Any, **kwargs: Any) -> Any:
        """A pile that is not narrowed is not counted twice."""
        paginator = super().get_paginator(*args, **kwargs)
        for pile in self.piles:
            if pile.is_current and not self.filters.narrows:
                paginator.knows(pile.count)
        return paginator

    def get_template_names(self) -> list[str]:
        return ["cases/_case_results.html" if self.results_only else "cases/case_list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context = super().get_context_data(for_partner=is_partner(user), may_act=queues.has_queues(user), **kwargs)
        cases = list(context["page_obj"])
        for case in cases:
            case.public_words = words_for(case)
        if queues.has_queues(user):
            self.set_the_desk(context, cases)
        return context

    def set_the_desk(self, context: dict[str, Any], cases: list[Case]) -> None:
        filters, user = self.filters, self.request.user
        keep = urlencode({"in": filters.address})
        context |= {
            "may_dictate": policies.can_dictate(user),
            "filters": filters,
            "keep": f"?{keep}",
            "narrowed": narrowed_by(filters, cases),
            "letters": BEGINNINGS,
        }
        if not self.results_only:
            context |= {
                "queues": self.piles,
                "saved_views": SavedView.objects.visible_to(user),
                "undo": batch_of(self.request.GET.get("undo", "")),
                "orders": orders(filters),
            }


def narrowed_by(filters: Filters, cases: list[Case]) -> list[dict[str, str]]:
    """What the list is narrowed by, each with the address of the list without it. Names come from the rows themselves."""
    first = cases[0] if cases else None
    somebody = first.assigned_to if first else None
    words = {
        "status": str(dict(CaseStatus.choices).get(filters.status, "")),
        "organisation": str(first.organisation) if first else _("one organisation"),
        "assigned": {"me": _("mine"), "nobody": _("with nobody")}.get(filters.assigned, str(somebody or _("one person"))),
        "window": _("one submission window"),
    }
    return [{"label": label, "without": filters.without(name)} for name, label in words.items() if getattr(filters, name)]


def orders(filters: Filters) -> list[dict[str, Any]]:
    current = DUE if filters.is_by_due_day else NEWEST
    labels = {DUE: _("What is due first"), NEWEST: _("Newest first")}
    return [{"slug": slug, "label": label, "is_current": slug == current} for slug, label in labels.items()]


def batch_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
