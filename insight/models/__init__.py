from insight.models.attribution import Attribution, Credit
from insight.models.facts import CaseFact, Totals, WorkedOut
from insight.models.listing_days import DayStep, ListingDay
from insight.models.reports import Report
from insight.models.texts import Coding, OfficialText, Reading, ReasonsCursor

__all__ = [
    "Attribution",
    "CaseFact",
    "Coding",
    "Credit",
    "DayStep",
    "ListingDay",
    "OfficialText",
    "Reading",
    "ReasonsCursor",
    "Report",
    "Totals",
    "WorkedOut",
]
