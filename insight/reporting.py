"""The yearly report: figures kept as they were on a day, and the PDF that is made from them alone."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import Jurisdiction
from audit.log import record
from cases.words import label
from insight import charts, figures, policies, recognition, silence, timeline, waiting
from insight.models import CaseFact, Report
from insight.share import LEVELS, numbers, shares
from insight.statuses import Recognition, Stage
from sanctions.models import Programme
from submissions.exporters.faces import typeset
from submissions.models import Outcome, Recommendation
from vault.sight import EVERYTHING, look_as

TEMPLATE = Path(__file__).with_name("report.typ")
TITLES = {
    "group": gettext_lazy("By group"),
    "region": gettext_lazy("By region"),
    "country": gettext_lazy("By country"),
    "abuse": gettext_lazy("By abuse"),
    "programme": gettext_lazy("By programme"),
}
MOST_ROWS = 20
KEPT = ("designated", "acted", *(str(int(level)) for level in LEVELS), "basis")
BEFORE_ACKNOWLEDGED = ["FILED", "ACCEPTED", "SENT", "ACTED_ON", "NAMED"]  # the stages of reports that did not keep theirs
Figures = dict[str, Any]


@transaction.atomic
def keep_report(year: int, *, by: User) -> Report:
    """Count everything now and keep the totals; small numbers are withheld for good. Raises `PermissionDenied`."""
    if not policies.can_code(by):
        raise PermissionDenied
    with look_as(EVERYTHING):
        counted = count(timezone.localdate())
    report = Report.objects.create(year=year, figures=counted, made_by=by)
    record(by, "report.kept", report)
    return report


def count(today: date) -> Figures:
    """Plain JSON, by whoever sees everything."""
    asks, totals = Recommendation.objects.all(), figures.totals_told(figures.totals(CaseFact.objects.all()))
    waited = waiting.waited(today, asks)
    counts = waiting.counts_told(waited)[""]
    is_told = all(counts[kind].isdigit() for kind in waiting.IN_CURVE)
    curve = waiting.curve(waited if is_told else [])
    return {
        "counted_on": today.isoformat(),
        "stages": [stage.name for stage in figures.REACHED],
        "whole": totals["whole"],
        "funnels": {by: _funnel(by, totals[by]) for by in figures.COLUMNS},
        "timeline": _timeline(asks),
        "waiting": counts,
        "median": curve.median,
        "curve": [[step.day, step.remaining] for step in curve.steps] if any(curve.counts.values()) else [],
        "shares": _shares(),
        "named": _named(),
        "silence": _silence(totals["country"]),
    }


def _funnel(by: str, rows: list[Any]) -> list[list[Any]]:
    return [[row.label, *row.counts] for row in figures.with_labels(by, rows[:MOST_ROWS])]


def _timeline(asks: QuerySet[Recommendation]) -> list[list[str]]:
    """Each year with what was sent, acknowledged and acted on in it."""
    counted = timeline.counted(timeline.dated(asks), "year")
    return [[year, *words] for (year, _), words in zip(counted, timeline.told(counted), strict=True)]


def _silence(countries: list[Any]) -> list[list[Any]]:
    """For each country of an accepted case its code, its name, what was accepted and sent, and how many each government lists."""
    told = {code: (words[figures.PLACE_OF[Stage.ACCEPTED]], words[figures.PLACE_OF[Stage.SENT]]) for code, words in countries}
    lines = silence.lines(CaseFact.objects.all(), silence.listed_by("country"))
    rows = silence.in_told_order((line, *told[line.place]) for line in lines)
    return [[line.place, line.label, *words, *map(str, line.listed.values())] for line, *words in rows]


def _shares() -> list[list[str]]:
    told = [(share, numbers(share, sees_cases=False)) for share in shares(Outcome.objects.all())]
    return [[str(share.programme), *(words[what] for what in KEPT)] for share, words in told]


def _named() -> list[list[Any]]:
    """For each programme of ours that two persons have read texts of: the count over every designation. All of it is public."""
    found = []
    for tag in Programme.objects.exclude(list_code="").order_by("code").values_list("list_code", flat=True).distinct():
        entries = recognition.designations(tag)
        read = recognition.read_of(entries)
        agreed = recognition.progress(entries, read)["agreed"]
        if agreed:
            rows = [
                [label("group", row.group), *(str(row.counts[verdict]) for verdict in Recognition.values)]
                for row in recognition.named_groups(entries, read)
                if row.counts[Recognition.ABSENT] < agreed
            ]
            found.append([tag, len(entries), agreed, rows])
    return found


def build_pdf(report: Report) -> bytes:
    """The same kept figures give the same bytes."""
    return typeset(TEMPLATE, content_of(report))


def content_of(report: Report, *, drawn: bool = True) -> Figures:
    """What a page or the PDF says, from what was kept; without pictures unless they are drawn."""
    kept = report.figures
    counted_on = date.fromisoformat(kept["counted_on"])
    stages = [str(Stage[name].label) for name in kept.get("stages", BEFORE_ACKNOWLEDGED)]
    bars = [(row[0], [figures.drawn(told) for told in row[1:]]) for row in kept["funnels"]["group"][:12]]
    return {
        "title": _("What came of it: %(year)s") % {"year": report.year},
        "counted_on": _("Counted on %(day)s") % {"day": date_format(counted_on, "j F Y")},
        "stages": stages,
        "whole": kept["whole"],
        "funnels": [[str(title), kept["funnels"][by]] for by, title in TITLES.items() if kept["funnels"].get(by)],
        "bars": charts.svg(charts.funnel(bars, stages)) if bars and drawn else "",
        **_over_time(kept.get("timeline", []), drawn=drawn),
        "waiting": kept["waiting"],
        "median": kept["median"],
        "curve": charts.svg(charts.curve(kept["curve"], _("Days since it was sent"))) if kept["curve"] and drawn else "",
        "shares": kept["shares"],
        "levels": [str(int(level)) for level in LEVELS],
        "named": kept["named"],
        "verdicts": [str(verdict.label).partition(":")[0] for verdict in Recognition],
        **_over_the_world(kept.get("silence", []), drawn=drawn),
    }


def _over_time(rows: list[list[str]], *, drawn: bool) -> Figures:
    heads = [str(Stage[what.upper()].label) for what in timeline.WHAT]
    bars = [(year, [figures.drawn(told) for told in words]) for year, *words in rows if year != timeline.NO_DAY]
    has_bars = drawn and any(number for _, numbers in bars for number in numbers)
    return {
        "years": [[_("No day was written down") if year == timeline.NO_DAY else year, *words] for year, *words in rows],
        "year_heads": [_("Year"), *heads],
        "year_bars": charts.svg(charts.bars_over_time(bars, heads)) if has_bars else "",
    }


def _over_the_world(rows: list[list[str]], *, drawn: bool) -> Figures:
    """The map shows what was accepted; a country of which nobody is listed has a bold outline."""
    silent = [code for code, _, _, _, *listed in rows if not any(map(int, listed))]
    accepted = {code: words for code, _, words, *_ in rows}
    return {
        "places": [row[1:] for row in rows],
        "place_heads": [_("Country"), _("Accepted"), _("Sent"), *(str(label) for label in Jurisdiction.labels)],
        "map": charts.svg(charts.world(accepted, silent)) if rows and drawn else "",
    }
