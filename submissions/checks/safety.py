"""Checks of what could happen to people, and of how far everything comes from one house.

Each reads a recommendation that was read whole.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from submissions.models import Recommendation
from submissions.referenced import referenced_sources
from submissions.statuses import RecommendationStatus

JUDGED_FOR = timedelta(days=90)


def safety_was_judged_lately(ask: Recommendation) -> Iterator[str]:
    """Once it is signed: whoever ticked safety did so less than three months ago."""
    if ask.status != RecommendationStatus.APPROVED:
        return
    ticked = [sign_off.at for sign_off in ask.sign_offs.all() if sign_off.safety and sign_off.voided_at is None]
    if ticked and timezone.now() - max(ticked) > JUDGED_FOR:
        yield _("Safety was judged on %(day)s, more than %(days)s days ago.") % {
            "day": date_format(timezone.localdate(max(ticked)), "j F Y"),
            "days": JUDGED_FOR.days,
        }


def sources_may_be_shown(recommendation: Recommendation) -> Iterator[str]:
    for source in filter(lambda source: source.withheld_from_officials, referenced_sources(recommendation)):
        yield _(
            "The source “%(source)s” may not be shown to officials. Take the claims that rest on it out, or ask the partner."
        ) % {"source": source.title}


def risks_were_told(ask: Recommendation) -> Iterator[str]:
    """What the partner said of the risks: that harm is likely, or that they want to be asked again, and the day has come."""
    told = {row.code: row.text for row in ask.case.tolds.all()}
    if told.get("risk_level") == "high":
        yield _("The partner says that harm is likely if this becomes known.")
    again = told.get("risk_again_on", "")
    if again and again <= timezone.localdate().isoformat()[: len(again)]:
        yield _("The partner wanted to be asked again about the risks by %(day)s.") % {"day": again}


def more_than_one_house_speaks(ask: Recommendation) -> Iterator[str]:
    """A source without an organisation was gathered by the partner."""
    sources = referenced_sources(ask)
    houses = {source.organisation.strip() or str(ask.case.organisation) for source in sources}
    if len(sources) > 1 and len(houses) == 1:
        yield _("Everything that is cited was gathered by %(organisation)s alone.") % {"organisation": houses.pop()}
