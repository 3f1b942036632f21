from sanctions.models.law import Authority, ConductRule, Criterion, Element, Government, Programme, Sourced, Term
from sanctions.models.lists import (
    Change,
    EntryName,
    EntryProgramme,
    EntryVersion,
    ListEntry,
    NameKey,
    Snapshot,
    Twin,
    WatchedList,
)
from sanctions.models.versions import ReferenceVersion

__all__ = [
    "Authority",
    "Change",
    "ConductRule",
    "Criterion",
    "Element",
    "EntryName",
    "EntryProgramme",
    "EntryVersion",
    "Government",
    "ListEntry",
    "NameKey",
    "Programme",
    "ReferenceVersion",
    "Snapshot",
    "Sourced",
    "Term",
    "Twin",
    "WatchedList",
]
