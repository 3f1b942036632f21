"""Where the governments are silent, and the entries behind each of their numbers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.roles import Jurisdiction
from cases.wording import today
from insight import charts, figures, silence
from insight.models import WorkedOut
from insight.statuses import Stage
from insight.views.counted import Counted, FiguresOnly, as_csv, as_svg
from insight.world import drawn_codes
from sanctions.models import ListEntry

PLACES = [("country", _("Country")), ("region", _("Region"))]
Numbers = tuple[silence.Line, str, str, list[tuple[str, int]]]


class Silence(Counted, TemplateView):
    """By country or region; narrowed to a group or an abuse of ours if the address says so. The lists' numbers are whole."""

    template_name = "insight/silence.html"

    @cached_property
    def by(self) -> str:
        by = self.request.GET.get("by", "country")
        if by not in silence.PLACES:
            raise Http404
        return by

    @property
    def narrowing(self) -> dict[str, str]:
        return {name: self.request.GET.get(name, "") for name in ("group", "abuse")}

    @cached_property
    def lines(self) -> list[silence.Line]:
        listed = silence.listed_by(self.by)
        with self.facts() as facts:
            return silence.lines(figures.narrowed(facts, **self.narrowing), listed, self.by)

    def rows(self) -> list[Numbers]:
        found = [(line, *self.numbers(line)) for line in self.lines]
        shown = found if self.sees_cases else silence.in_told_order(found)
        return [(line, accepted, sent, list(line.listed.items())) for line, accepted, sent in shown]

    def numbers(self, line: silence.Line) -> tuple[str, str]:
        """Accepted and sent. Totals are told as the funnel tells them; crossed with a group or an abuse, coarsely."""
        if self.sees_cases or any(self.narrowing.values()):
            return self.crossed(line.accepted), self.crossed(line.sent)
        words = self.totals.get(line.place)
        return (words[figures.PLACE_OF[Stage.ACCEPTED]], words[figures.PLACE_OF[Stage.SENT]]) if words else ("", "")

    @cached_property
    def totals(self) -> dict[str, list[str]]:
        worked_out = WorkedOut.objects.first()
        return dict(worked_out.totals.get(self.by, [])) if worked_out else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, rows = today(), self.rows()
        told = {
            "rows": rows,
            "has_bars": any(figures.drawn(accepted) for _line, accepted, *_rest in rows),
            "governments": Jurisdiction.choices,
            "names": dict(Jurisdiction.choices),
            "groups": list(now.every("group").items()),
            "abuses": list(now.every("abuse").items()),
            "places": PLACES,
            "by": self.by,
            **self.narrowing,
            "narrowing": urlencode(self.narrowing),
            "links": self.sees_cases,
            "not_drawn": [line.label for line in self.lines if line.place not in drawn_codes()],
        }
        return super().get_context_data(**told, **kwargs)


class SilenceTable(Silence):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = ((line.label, accepted, sent, *(count for _, count in listed)) for line, accepted, sent, listed in self.rows())
        return as_csv("silence", [self.by, "accepted", "sent", *Jurisdiction.values], rows)


class SilenceMap(Silence):
    """The rows of countries on a map; the silent ones have a bold outline."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.rows()
        counts = {line.place: accepted for line, accepted, *_ in rows}
        return as_svg(request, charts.world(counts, [line.place for line, *_ in rows if line.is_silent]))


class SilenceBars(Silence):
    """The same rows as bars, the silent ones first, each saying so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.rows()[: charts.MOST_DRAWN]
        bars = [(called(line), [figures.drawn(accepted), figures.drawn(sent)]) for line, accepted, sent, _ in rows]
        return as_svg(request, charts.funnel(bars, [str(Stage.ACCEPTED.label), str(Stage.SENT.label)]))


def called(line: silence.Line) -> str:
    return gettext("%(place)s (silent)") % {"place": line.label} if line.is_silent else line.label


class ListedFrom(FiguresOnly, TemplateView):
    """Whom one government lists from one country or region."""

    template_name = "insight/listed_from.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        government, by = self.request.GET.get("government", ""), self.request.GET.get("by", "country")
        place = self.request.GET.get("place", "")
        if government not in Jurisdiction.values or by not in silence.PLACES:
            raise Http404
        keys = silence.listed_by(by).get((government, place), set())
        label = figures.labels_of(by, [place])[place]
        entries = ListEntry.objects.filter(pk__in=keys).order_by("name")
        told = {"entries": entries, "government": Jurisdiction(government).label, "place": label}
        return super().get_context_data(**told, **kwargs)
