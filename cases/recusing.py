"""Setting somebody aside from a case, and finding those whom a case names. Who may say so is asked by `services.conflicts`."""

from django.db import transaction

from accounts.models import User
from accounts.roles import STAFF_ROLES
from audit.log import record
from cases import policies
from cases.models import Assignment, Case, Recusal, SubjectName
from sanctions.matching.names import tokens


@transaction.atomic
def set_aside(case: Case, person: User, *, reason: str, by: User | None) -> Recusal:
    """From now on the case does not exist for this person; what they were to do falls to others. Done already: nothing more."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if standing := Recusal.objects.standing().filter(case=case, person=person).first():
        return standing
    leave_to_others(case, person, by or person)
    record(by, "case.set_aside", case)
    return Recusal.objects.create(case=case, person=person, reason=reason, said_by=by)  # last: it may be our own sight


def leave_to_others(case: Case, person: User, by: User) -> None:
    """Nobody looks after it any more; and a case they took up must be taken up anew: one pair of eyes is gone."""
    if case.assigned_to_id == person.pk:
        Assignment.objects.create(case=case, person=None, before=person, by=by)
        case.assigned_to = None
    if case.taken_up_by_id == person.pk and not policies.is_over(case):
        case.taken_up_by = None
    case.save(update_fields=["assigned_to", "taken_up_by"])


def set_aside_whom_it_names(case: Case) -> list[User]:
    """Staff whose name is that of a subject of the case, in any order of its words and any script, are set aside from it.

    A machine's caution, not its judgement: a colleague lifts it with one click when it is somebody else of that name.
    """
    names = SubjectName.objects.filter(subject__named_in__case=case).values_list("text", flat=True)
    named = {frozenset(tokens(name)) for name in names}
    staff = User.objects.filter(grants__role__in=STAFF_ROLES, is_active=True).distinct()
    found = [person for person in staff if frozenset(tokens(person.name)) in named and not was_judged(case, person)]
    for person in found:
        set_aside(case, person, reason=Recusal.Reason.NAMED, by=None)
    return found


def was_judged(case: Case, person: User) -> bool:
    """A colleague said once that it is somebody else: the clockwork does not say it again."""
    return Recusal.objects.filter(case=case, person=person, reason=Recusal.Reason.NAMED).exists()
