"""Every write about dossiers and recommendations, but for the workflow's status; a module for each kind of thing."""

from submissions.services.leaving import freeze, record_delivery, settle_recall
from submissions.services.meanwhile import ChangedMeanwhile, seen_finding, seen_plan, seen_reasons, seen_words
from submissions.services.opening import open_recommendation
from submissions.services.plans import keep_plan, open_planned
from submissions.services.signatures import reopen, sign_first, sign_second, stop
from submissions.services.writing import confirm_facts, write_finding, write_reasons, write_recommendation

__all__ = [
    "ChangedMeanwhile",
    "confirm_facts",
    "freeze",
    "keep_plan",
    "open_planned",
    "open_recommendation",
    "record_delivery",
    "reopen",
    "seen_finding",
    "seen_plan",
    "seen_reasons",
    "seen_words",
    "settle_recall",
    "sign_first",
    "sign_second",
    "stop",
    "write_finding",
    "write_reasons",
    "write_recommendation",
]
