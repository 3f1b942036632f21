"""The part of a programme's designations that has a basis in what we sent, and the entries behind each number."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from insight import charts, figures, policies
from insight.share import LEVELS, Share, numbers, part_told, shares
from insight.views.counted import Counted, as_csv, as_svg
from sanctions.models import ListEntry
from submissions.models import Outcome

OURS = [
    ("acted", _("Acted on, asked by us")),
    *((str(int(level)), level.label) for level in LEVELS),
    ("undecided", _("Not agreed yet")),
]
COLUMNS = [
    ("designated", _("Persons and bodies")),
    ("craft", _("Vessels and aircraft")),
    *OURS,
    ("basis", _("With a basis in ours")),
]
PUBLIC = {"designated", "craft"}
DRAWN = ("4", "3", "2", "1", "0", "undecided")


def in_bar(numbers: list[tuple[str, str]]) -> list[int]:
    """What is drawn of one programme, in the order of DRAWN."""
    words = dict(numbers)
    return [figures.drawn(words[what]) for what in DRAWN]


def short(label: Any) -> str:
    """A level without what explains it: `3: appears to have a basis in it`."""
    return ":".join(str(label).split(":")[:2])


class Shared(Counted):
    @cached_property
    def shares(self) -> list[Share]:
        with self.seen(Outcome) as outcomes:
            return shares(outcomes)

    def rows(self) -> list[tuple[Share, list[tuple[str, str]], float | None]]:
        """Each programme with its numbers in the order of COLUMNS, and the part with a basis in ours where it may be told."""
        told = [(share, numbers(share, sees_cases=self.sees_cases)) for share in self.shares]
        return [(share, [(what, words[what]) for what, _ in COLUMNS], part_told(words)) for share, words in told]


class ShareFigures(Shared, TemplateView):
    template_name = "insight/share.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows()
        told = {
            "rows": rows,
            "columns": COLUMNS,
            "labels": {what: short(label) for what, label in COLUMNS},
            "sees_cases": self.sees_cases,
            "public": PUBLIC,
            "has_bars": any(count for row in rows for count in in_bar(row[1])),
        }
        return super().get_context_data(**told, **kwargs)


class ShareTable(Shared, TemplateView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ([share.programme.code, *(number for _, number in numbers)] for share, numbers, _ in self.rows())
        return as_csv("share", ["programme", *(what for what, _ in COLUMNS)], rows)


class ShareChart(Shared, TemplateView):
    """Of what was acted on, how far two persons found a basis in ours, by programme."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bars = [(str(share.programme), in_bar(numbers)) for share, numbers, _ in self.rows()[: charts.MOST_DRAWN]]
        return as_svg(request, charts.parts(bars, [short(dict(COLUMNS)[what]) for what in DRAWN]))


class ShareEntries(Shared, TemplateView):
    """The entries behind one number. Which of them are ours is for those who see cases."""

    template_name = "insight/share_entries.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        what, code = self.request.GET.get("what", ""), self.request.GET.get("programme", "")
        share = next((share for share in self.shares if share.programme.code == code), None)
        if share is None or (what not in PUBLIC and not policies.sees_cases(self.request.user)):
            raise Http404
        entries = ListEntry.objects.filter(pk__in=share.behind(what)).order_by("name")
        return super().get_context_data(entries=entries, label=dict(COLUMNS).get(what, what), share=share, **kwargs)
