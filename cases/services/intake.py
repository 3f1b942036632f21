"""From a first note to a filed case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Organisation, User
from audit.log import record
from audit.models import Record
from cases import policies, wording, workflow
from cases.completeness import Gap, what_stops_filing
from cases.models import Case, Dictation, FirstNote
from jobs.services import promise
from vault.models import create_data_key


class NotReady(Exception):
    """The case lacks what every case must have; `gaps` say what, in sentences fit for a page."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(" ".join(str(gap.sentence) for gap in gaps))
        self.gaps = gaps


def open_case(*, by: User, title: str, number: UUID, language: str = "", **answers: str) -> Case:
    """Write the first note: a case with its own key, and a notice to casework staff.

    `number` is made by the form: the same form sent twice is one case. Raises `PermissionDenied`.
    """
    if not policies.can_open(by):
        raise PermissionDenied
    try:
        return _open_case(by, title, number, answers, language)
    except IntegrityError:  # its twin was faster
        return Case.objects.visible_to(by).get(first_note=number)


def open_case_for(
    organisation: Organisation,
    *,
    by: User,
    title: str,
    number: UUID,
    channel: str,
    arrived_on: date,
    language: str = "",
    **answers: str,
) -> Case:
    """Type the first note of a partner who wrote elsewhere; the case is theirs, and says who typed it.

    As `open_case`: the same form sent twice is one case. Raises `PermissionDenied`.
    """
    if not policies.can_dictate(by) or organisation.is_coalition or organisation.pk == by.organisation_id:
        raise PermissionDenied
    try:
        with transaction.atomic():
            case = _open_case(by, title, number, answers, language, organisation)
            Dictation.objects.get_or_create(case=case, defaults={"channel": channel, "arrived_on": arrived_on})
            return case
    except IntegrityError:
        return Case.objects.visible_to(by).get(first_note=number)


@transaction.atomic
def _open_case(
    by: User, title: str, number: UUID, answers: dict[str, str], language: str, typed_for: Organisation | None = None
) -> Case:
    if already := Case.objects.visible_to(by).filter(first_note=number).first():
        return already
    case = Case.objects.create(
        organisation=typed_for or by.organisation,
        opened_by=by,
        typed_by=by if typed_for else None,
        title=title,
        language=language,
        data_key=create_data_key(),
    )
    FirstNote.objects.create(pk=number, case=case, **answers)
    opened = record(by, "case.typed_for" if typed_for else "case.opened", case, after=case.status)
    promise("cases.tell_of_step", record=opened.pk)
    return case


@dataclass(frozen=True)
class Call:
    """The call in which a partner heard what was typed for them, and confirmed it."""

    on: date
    words: str  # with whom, and where the recording is kept


@transaction.atomic
def file_case(case: Case, *, by: User, call: Call | None = None) -> Record:
    """File a draft that has what every case must have; whoever files says that staff have leave to read it.

    What was typed for a partner is confirmed by their filing it, or by the `call` in which they heard it: whoever typed
    files with that alone. The words it was answered in are kept with it. Raises `NotReady`, `PermissionDenied` or
    `IllegalStep`.
    """
    if call is None and not policies.can_file(by, case):
        raise PermissionDenied
    filed = workflow.move(case, "file", by=by)
    if gaps := what_stops_filing(case):
        raise NotReady(gaps)  # which takes the step back with everything else in this transaction
    case.wording = wording.current()
    case.save(update_fields=["wording"])
    if case.typed_by_id:
        _confirm(case, by, call)
    return filed


def _confirm(case: Case, by: User, call: Call | None) -> None:
    dictation = case.dictation
    how = Dictation.Confirmed.CALL if call else Dictation.Confirmed.APP
    dictation.confirmed_how, dictation.confirmed_by = how, by
    dictation.confirmed_on, dictation.call = (call.on, call.words) if call else (timezone.localdate(), "")
    dictation.save(update_fields=["confirmed_how", "confirmed_by", "confirmed_on", "call"])
    record(by, "case.confirmed_in_call" if call else "case.confirmed", case)
