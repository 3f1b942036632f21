from django.utils.translation import gettext_lazy as _

from insight import following, listing_days, working_out
from jobs.registry import job
from vault.sight import EVERYTHING


@job("insight.keep_reasons", queue="slow")
def keep_reasons() -> dict[str, int]:
    return {"texts": following.keep_new_reasons()}


@job("insight.open_listing_days", sight=EVERYTHING)
def open_listing_days() -> dict[str, int]:
    return {"opened": listing_days.open_listing_days()}


@job("insight.work_out", sight=EVERYTHING, queue="slow", title=_("Counting anew"))
def work_out() -> dict[str, int]:
    return {"cases": working_out.work_out()}
