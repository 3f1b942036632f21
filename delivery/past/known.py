"""What a row is read against: partners, programmes, offices, and what is here already. A handful of queries for a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from accounts.models import Organisation
from accounts.roles import Jurisdiction
from cases.models import SubjectName
from cases.statuses import CaseStatus
from sanctions.matching.names import fold
from sanctions.models import Programme
from submissions.models import Delivery

# Under what most recommendations were made; a person can choose another on the page of the spreadsheet.
USUAL = {"us": "US-GLOMAG", "gb": "GB-HR", "ca": "CA-JVCFOA", "eu": "EU-HR"}
Ask = tuple[int, str, str, date]  # partner, folded name, government, day
Who = tuple[int, str, str, str]  # partner, folded name, kind, born


@dataclass
class Known:
    partners: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)  # partners as they write themselves
    programmes: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    asks: set[Ask] = field(default_factory=set)
    subjects: dict[Who, tuple[int, int]] = field(default_factory=dict)  # to subject and case

    def partner(self, name: str) -> int | None:
        return self.partners.get(_plain(name))

    def partners_like(self, name: str) -> list[str]:
        return [self.spelled.get(like, like) for like in get_close_matches(_plain(name), self.partners, n=1, cutoff=0.75)]

    def programme(self, government: str, word: str) -> int | None:
        """By its code, its name, or the tag it has on a list."""
        return self.programmes[government].get(_plain(word))


def what_is_known() -> Known:
    known = Known()
    organisations = Organisation.objects.values_list("pk", "name")
    known.partners = {_plain(name): pk for pk, name in organisations}
    known.spelled = {_plain(name): name for _pk, name in organisations}
    programmes = Programme.objects.filter(authority__jurisdiction__in=Jurisdiction.values)
    for pk, government, *words in programmes.values_list("pk", "authority__jurisdiction", "list_code", "name", "code"):
        known.programmes[government] |= {_plain(word): pk for word in words if word}
    known.asks = set(_asks())
    known.subjects = dict(_subjects())
    return known


def _asks() -> Iterator[Ask]:
    """Everything that was ever sent, here or elsewhere, under each name of its subject."""
    rows = Delivery.objects.values_list(
        "dossier__recommendations__case__organisation",
        "dossier__recommendations__subject__names__text",
        "dossier__jurisdiction",
        "sent_on",
    )
    return ((partner, fold(name), government, day) for partner, name, government, day in rows if name)


def _subjects() -> Iterator[tuple[Who, tuple[int, int]]]:
    rows = SubjectName.objects.filter(subject__opened_in__status=CaseStatus.ELSEWHERE, kind=SubjectName.Kind.FULL)
    columns = (
        "subject__opened_in__organisation",
        "text",
        "subject__kind",
        "subject__birth_date",
        "subject",
        "subject__opened_in",
    )
    for partner, name, kind, born, subject, case in rows.values_list(*columns):
        yield (partner, fold(name), kind, born), (subject, case)


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split())
