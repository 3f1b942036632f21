"""From a first note to a filed case."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.log import record
from audit.models import Record
from cases import policies, wording, workflow
from cases.completeness import Gap, what_stops_filing
from cases.models import Case, FirstNote
from jobs.services import promise
from vault.models import create_data_key


class NotReady(Exception):
    """The case lacks what every case must have; `gaps` say what, in sentences fit for a page."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(" ".join(str(gap.sentence) for gap in gaps))
        self.gaps = gaps


def open_case(*, by: User, title: str, number: UUID, **answers: str) -> Case:
    """Write the first note: a case with its own key, and a notice to casework staff.

    `number` is made by the form: the same form sent twice is one case. Raises `PermissionDenied`.
    """
    if not policies.can_open(by):
        raise PermissionDenied
    try:
        return _open_case(by, title, number, answers)
    except IntegrityError:  # its twin was faster
        return Case.objects.visible_to(by).get(first_note=number)


@transaction.atomic
def _open_case(by: User, title: str, number: UUID, answers: dict[str, str]) -> Case:
    if already := Case.objects.visible_to(by).filter(first_note=number).first():
        return already
    case = Case.objects.create(organisation=by.organisation, opened_by=by, title=title, data_key=create_data_key())
    FirstNote.objects.create(pk=number, case=case, **answers)
    opened = record(by, "case.opened", case, after=case.status)
    promise("cases.tell_of_step", record=opened.pk)
    return case


@transaction.atomic
def file_case(case: Case, *, by: User) -> Record:
    """File a draft that has what every case must have; whoever files says that staff have leave to read it.

    The words it was answered in are kept with it. Raises `NotReady`, `PermissionDenied` or `IllegalStep`.
    """
    filed = workflow.move(case, "file", by=by)
    if gaps := what_stops_filing(case):
        raise NotReady(gaps)  # which takes the step back with everything else in this transaction
    case.wording = wording.current()
    case.save(update_fields=["wording"])
    return filed
