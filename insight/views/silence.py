"""Where the governments are silent, and the entries behind each of their numbers."""

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from accounts.roles import Jurisdiction
from cases.wording import today
from insight import silence
from insight.views.figures import Counted
from insight.views.recognition import FiguresOnly
from sanctions.models import ListEntry


class Silence(Counted, TemplateView):
    """By country; narrowed to a group or an abuse of ours if the address says so. The lists' numbers are always whole."""

    template_name = "insight/silence.html"

    @property
    def group(self) -> str:
        return self.request.GET.get("group", "")

    @property
    def abuse(self) -> str:
        return self.request.GET.get("abuse", "")

    @cached_property
    def lines(self) -> list[silence.Line]:
        listed = silence.listed_by_country()
        with self.facts() as facts:
            wanted = facts.filter(groups__contains=[self.group]) if self.group else facts
            wanted = wanted.filter(abuses__contains=[self.abuse]) if self.abuse else wanted
            return silence.lines(wanted, listed)

    def rows(self) -> list[tuple[silence.Line, str, str, list[tuple[str, int]]]]:
        return [(line, self.told(line.accepted), self.told(line.sent), list(line.listed.items())) for line in self.lines]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = today()
        told = {
            "rows": self.rows(),
            "governments": Jurisdiction.choices,
            "groups": list(now.every("group").items()),
            "abuses": list(now.every("abuse").items()),
            "group": self.group,
            "abuse": self.abuse,
            "links": self.sees_cases and not (self.group or self.abuse),
        }
        return super().get_context_data(**told, **kwargs)


class SilenceTable(Silence):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="silence.csv"'
        writer = csv.writer(response)
        writer.writerow(["country", "accepted", "sent", *Jurisdiction.values])
        for line, accepted, sent, listed in self.rows():
            writer.writerow([line.label, accepted, sent, *(count for _, count in listed)])
        return response


class ListedFrom(FiguresOnly, TemplateView):
    """Whom one government lists from one country."""

    template_name = "insight/listed_from.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        government, country = self.request.GET.get("government", ""), self.request.GET.get("country", "")
        if government not in Jurisdiction.values:
            raise Http404
        keys = silence.listed_by_country().get((government, country), set())
        entries = ListEntry.objects.filter(pk__in=keys).order_by("name")
        told = {"entries": entries, "government": Jurisdiction(government).label, "country": silence.name_of(country)}
        return super().get_context_data(**told, **kwargs)
