"""Looking for cases. What is looked for stands in the address, so a search can be shared and come back to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from cases import policies, queues
from cases.finding.find import Found, find, snippets
from cases.finding.grammar import HELP, Query, parse
from cases.finding.scans import languages
from cases.forms.searching import KeepSearchForm
from cases.models import Case, SavedSearch, Subject
from cases.register import listed
from cases.services import searching
from cases.statuses import CaseStatus

ON_A_PAGE, MOST_SUBJECTS = 25, 6


class Search(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_search(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, form: KeepSearchForm | None = None) -> HttpResponse:
        query = parse((request.GET.get("q") or (form.data.get("q", "") if form else ""))[:6000])
        found = find(query, request.user)
        page = Paginator(found.keys, ON_A_PAGE).get_page(request.GET.get("page"))
        saved = list(SavedSearch.objects.visible_to(request.user).defer("known"))
        if not query.is_empty:
            searching.mark_read([one for one in saved if one.query == query.text], found.keys)
        context = {
            "query": query,
            "found": found,
            "page_obj": page,
            "rows": rows_of(page, query, request.user),
            "facets": facets_of(found, query),
            "subjects": subjects_of(found, request.user),
            "help": HELP,
            "scans_are_read": bool(languages()),
            "saved": saved,
            "form": form or KeepSearchForm(initial={"q": query.text}),
        }
        return render(request, "cases/search.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "remove" in request.POST:
            number = request.POST["remove"]
            mine = SavedSearch.objects.visible_to(request.user)
            searching.forget_search(get_object_or_404(mine, pk=number if number.isdecimal() else 0), by=request.user)
            return redirect("cases:search")
        form = KeepSearchForm(request.POST)
        if not form.is_valid():
            return self.get(request, form)
        kept = form.cleaned_data
        saved = searching.keep_search(kept["name"], parse(kept["q"]).text, by=request.user, tells=kept["tells"])
        messages.success(request, _("The search is kept."))
        return redirect(address_of(saved.query))


def address_of(text: str) -> str:
    words = QueryDict(mutable=True)
    words["q"] = text
    return f"{reverse('cases:search')}?{words.urlencode()}"


def rows_of(page: Page, query: Query, user: Any) -> list[dict[str, Any]]:
    """The cases of one page in their order, each with the places where the words stand."""
    keys = list(page)
    cases = Case.objects.visible_to(user).filter(pk__in=keys).select_related("organisation", "assigned_to").in_bulk()
    places = snippets(query, keys, user)
    return [{"case": cases[key], "snippets": places.get(key, [])} for key in keys if key in cases]


def subjects_of(found: Found, user: Any) -> list[Subject]:
    """Pages of the register that may be meant; for those who have the register."""
    if not found.called or not queues.has_queues(user):
        return []
    return list(listed(user).filter(pk__in=list(found.called)).order_by("pk")[:MOST_SUBJECTS])


def facets_of(found: Found, query: Query) -> list[dict[str, Any]]:
    """Where the cases that were found stand; each number leads to the list behind it."""
    if any(name == "is" for name, _value in query.narrowed):
        return []
    return [
        {"label": CaseStatus(status).label, "count": count, "url": address_of(f"{query.text} is:{status}")}
        for status, count in found.facets
    ]
