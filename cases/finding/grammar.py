"""The small grammar of a search: `is:open lead:@me subject:"Maro Teskan" group:indigenous filed:>2026-01 quarry`. No database.

Words are looked for; `name:value` narrows. What is not understood is said in a sentence and left out, never guessed.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.statuses import CaseStatus
from cases.wording import today

LONGEST = 300
PIECE = re.compile(r'(?P<minus>-?)(?:(?P<name>[a-z]{2,12}):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))')
LETTER = re.compile(r"[^\W_]")
DAYS = re.compile(r"(?P<sign>>=|<=|>|<|)(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
STATES = {**{status.value: frozenset({status.value}) for status in CaseStatus}}
STATES["open"] = frozenset({CaseStatus.NOTED, CaseStatus.DRAFT, CaseStatus.FILED, CaseStatus.IN_REVIEW, CaseStatus.RETURNED})
STATES["closed"] = frozenset({CaseStatus.ACCEPTED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN})

# What can be asked for, an example of each, and what it means: the help on the page is this table.
HELP: tuple[tuple[str, Promise], ...] = (
    (
        "is:open",
        gettext_lazy("where it stands: open, closed, overdue, or one of noted, draft, filed, in_review, returned, accepted"),
    ),
    ("lead:@me", gettext_lazy("who looks after it: @me, nobody, or part of a name")),
    ('subject:"Maro Teskan"', gettext_lazy("a person or body that it names, in whatever script or spelling")),
    ("group:indigenous", gettext_lazy("a group that somebody harmed belongs to")),
    ("role:journalist", gettext_lazy("what somebody harmed was doing")),
    ("abuse:torture", gettext_lazy("what was done")),
    ("place:orsa", gettext_lazy("where it happened")),
    ("org:orsa", gettext_lazy("the organisation that filed it")),
    ("filed:>2026-01", gettext_lazy("when it was filed: a year, a month or a day, with >, <, >=, <= or nothing before it")),
    ('"transit prison"', gettext_lazy("these words beside each other; -word leaves out cases with that word")),
)
VOCABULARIES = ("group", "role", "abuse")
NAMES = frozenset({"is", "lead", "subject", "place", "org", "filed", *VOCABULARIES})


@dataclass
class Query:
    """What is looked for, what it is narrowed by, and what was not understood, in sentences."""

    text: str = ""
    words: str = ""
    narrowed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.narrowed)


def parse(text: str) -> Query:
    query = Query(text=" ".join(text.split()))
    if len(query.text) > LONGEST:
        query.problems.append(_("A search has at most %(most)d characters. Look for fewer words.") % {"most": LONGEST})
        return query
    words = [_take(found, query) for found in PIECE.finditer(query.text.replace("\x00", ""))]
    query.words = " ".join(filter(None, words))
    if query.text and query.is_empty and not query.problems:
        query.problems.append(_("There is no word in this that could be looked for."))
    return query


def _take(found: re.Match[str], query: Query) -> str:
    """A word that is looked for; or nothing, and what it says stands in `query`."""
    name, value = found["name"] or "", found["quoted"] if found["quoted"] is not None else found["plain"]
    if not name:
        if not LETTER.search(value):
            return ""
        return found["minus"] + (f'"{value}"' if found["quoted"] is not None else value)
    if name not in NAMES:
        query.problems.append(_("“%(name)s:” is nothing that can be asked for. See what can, below.") % {"name": name})
    elif found["minus"] or not value or (why := _refuse(name, value)):
        query.problems.append(why if value and not found["minus"] else _("“%(piece)s” is not understood.") % {"piece": found[0]})
    else:
        query.narrowed.append((name, value))
    return ""


def _refuse(name: str, value: str) -> str:
    """Why a value makes no sense for a name; empty when it does."""
    if name == "is" and value not in STATES and value != "overdue":
        return _("“is:%(value)s” is no place where a case can stand.") % {"value": value}
    if name == "filed" and period(value) is None:
        return _("“filed:%(value)s” is no date: write a year, a month (2026-01) or a day.") % {"value": value}
    if name == "place" and not LETTER.search(value):
        return _("“place:%(value)s” has no word of a place.") % {"value": value}
    if name in VOCABULARIES and not codes(name, value):
        return _("“%(name)s:%(value)s” fits nothing in the vocabulary.") % {"name": name, "value": value}
    return ""


def codes(name: str, value: str) -> list[str]:
    """The codes of a vocabulary that begin with what was typed, or whose label has it."""
    wanted = value.casefold().replace(" ", "_")
    return [
        str(code)
        for code, label in today().every(name).items()
        if code.startswith(wanted) or value.casefold() in str(label).casefold()
    ]


def period(value: str) -> tuple[date | None, date | None] | None:
    """From which day, and before which day; None when it is no date."""
    found = DAYS.fullmatch(value)
    if not found:
        return None
    try:
        first, after = _span(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    except (ValueError, OverflowError):
        return None
    spans = {">": (after, None), ">=": (first, None), "<": (None, first), "<=": (None, after), "": (first, after)}
    return spans[found["sign"]]


def _span(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return (whole := date(year, month, day)), whole + timedelta(days=1)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)
