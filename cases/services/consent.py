"""What people say about each government. A new answer is a new row; what was said before stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import record
from cases import policies
from cases.models import Case, Consent, Source, Victim
from cases.services.sections import Closed, is_open
from cases.statuses import ConsentAnswer, Section
from jobs.services import promise


@dataclass(frozen=True)
class Said:
    """One answer about one government: how and by whom it was given, and when."""

    answer: str
    how: str = ""
    given_on: date | None = None


def current_answers(person: Victim | Source) -> dict[str, Said]:
    """The newest answer for each government."""
    rows = Consent.objects.filter(**_key(person)).current()
    return {row.government: Said(row.answer, row.how, row.given_on) for row in rows}


def _key(person: Victim | Source) -> dict[str, Victim | Source]:
    return {"victim": person} if isinstance(person, Victim) else {"source": person}


@transaction.atomic
def record_consent(case: Case, person: Victim | Source, said: Mapping[str, Said], *, by: User) -> list[Consent]:
    """Write down what has changed since the last answers; returns the new rows.

    After filing, consent can be taken back and nothing else: that is open at any time. Raises
    `PermissionDenied`, or `Closed` when more is asked.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_file(by, case):
        raise PermissionDenied
    before = current_answers(person)
    new = {government: words for government, words in said.items() if _is_news(before.get(government), words)}
    late = not is_open(case, Section.CONSENT, to=by)
    if late and not (policies.can_correct(by, case) and all(_takes_back(before.get(key), words) for key, words in new.items())):
        raise Closed(case, Section.CONSENT)
    common = {"case": case, "recorded_by": by, **_key(person)}
    rows = [Consent.objects.create(government=government, **vars(words), **common) for government, words in new.items()]
    if rows:
        told = record(by, "case.consent_recorded", case)
        if late:
            promise("cases.tell_of_step", record=told.pk)
    return rows


def _is_news(before: Said | None, said: Said) -> bool:
    return said != (before or Said(ConsentAnswer.NOT_ASKED))


def _takes_back(before: Said | None, said: Said) -> bool:
    return before is not None and before.answer == ConsentAnswer.YES and said.answer == ConsentAnswer.NO
