"""Sharing the work: who looks after which case, one by one or many at once, with a look before and a way back."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Assignment, Case, Flag, Placement, SavedView, SubmissionWindow
from cases.querysets import CaseQuerySet

AT_ONCE = 100


@dataclass(frozen=True)
class Order:
    """What is to be done with each of many cases: give them to somebody (or nobody), put them into a window, or take them out."""

    to: User | None = None
    window: SubmissionWindow | None = None
    is_out: bool = False

    def why_not(self, case: Case, by: User) -> str:
        """What stands against it for this case, in words fit for a page; empty when nothing does."""
        if not policies.can_review(by, case):
            return _("You may not decide about this case.")
        if self.window is not None:
            return self._why_not_placed(self.window in case.windows.all())
        if self.to is not None and (not policies.can_review(self.to, case) or policies.is_set_aside(self.to, case)):
            return _("%(name)s may not look after this case.") % {"name": self.to}
        if self.to == case.assigned_to:
            return _("%(name)s looks after it already.") % {"name": self.to} if self.to else _("Nobody looks after it.")
        return ""

    def carry_out(self, case: Case, by: User, batch: uuid.UUID) -> None:
        if self.window is not None:
            _place(case, self.window, by, batch, is_in=not self.is_out)
        else:
            _give(case, self.to, by, batch)

    def _why_not_placed(self, is_there: bool) -> str:
        if self.is_out:
            return "" if is_there else _("It is not in this window.")
        return _("It is in this window already.") if is_there else ""


@transaction.atomic
def assign(case: Case, *, to: User | None, by: User) -> Case:
    """Give a case to somebody, or to nobody. Raises `PermissionDenied`, or `IllegalStep` in words."""
    _lock(case)
    if not policies.can_review(by, case):
        raise PermissionDenied
    order = Order(to)
    if why := order.why_not(case, by):
        raise IllegalStep(why)
    order.carry_out(case, by, uuid.uuid4())
    return case


@dataclass(frozen=True)
class Result:
    """`left` are the cases that could not be done, each with why not."""

    batch: uuid.UUID
    done: list[Case]
    left: list[tuple[Case, str]]


@transaction.atomic
def carry_out(order: Order, cases: CaseQuerySet, *, by: User, seen: dict[str, str]) -> Result:
    """Do it to each case that is still as it was `seen`; leave the others, and say why."""
    batch = uuid.uuid4()
    result = Result(batch, [], [])
    for case in cases.order_by("pk").select_for_update(of=("self",))[:AT_ONCE]:
        moved = "" if seen.get(case.reference) == state(case) else _("It has changed meanwhile: look at it again.")
        if why := moved or order.why_not(case, by):
            result.left.append((case, why))
        else:
            order.carry_out(case, by, batch)
            result.done.append(case)
    return result


def state(case: Case) -> str:
    """What must not have changed between looking and doing."""
    return f"{case.status}-{case.assigned_to_id or 0}"


@transaction.atomic
def undo(batch: uuid.UUID, *, by: User, cases: CaseQuerySet) -> tuple[int, int]:
    """Make the cases of a batch what they were before. Answers with how many, and how many had moved on since."""
    mine = {"batch": batch, "by": by, "undone": False, "case__in": cases}
    given = Assignment.objects.filter(**mine).select_related("case", "before").select_for_update(of=("self",))
    placed = Placement.objects.filter(**mine).select_related("case", "window").select_for_update(of=("self",))
    back = [_give_back(row, by) for row in given] + [_place_back(row, by) for row in placed]
    return sum(back), len(back) - sum(back)


@transaction.atomic
def raise_flag(case: Case, flag: Flag, *, by: User) -> Flag:
    """Keep an eye on a case. Raises `PermissionDenied`, or `IllegalStep` for a day to come back that is over."""
    if not policies.can_review(by, case):
        raise PermissionDenied
    if flag.back_on is not None and flag.back_on <= timezone.localdate():
        raise IllegalStep(_("%(day)s is not to come any more. Choose a later day.") % {"day": flag.back_on.isoformat()})
    flag.case, flag.person = case, by
    flag.save(force_insert=True)
    if flag.is_shared:
        record(by, "case.flagged", case)
    return flag


@transaction.atomic
def lower_flag(flag: Flag, *, by: User) -> None:
    """One's own, or one that colleagues share. Raises `PermissionDenied`; of one that is lowered already nothing comes."""
    if not policies.can_lower_flag(by, flag):
        raise PermissionDenied
    if Flag.objects.raised().filter(pk=flag.pk).update(lowered_at=timezone.now()) and flag.is_shared:
        record(by, "case.flag_lowered", flag.case)


def save_view(*, by: User, name: str, query: str, is_shared: bool) -> SavedView:
    """Keep a narrowed list under a name; the same name again replaces it. Raises `PermissionDenied`."""
    if not policies.is_casework(by):
        raise PermissionDenied
    view, _created = SavedView.objects.update_or_create(person=by, name=name, defaults={"query": query, "is_shared": is_shared})
    return view


def remove_view(view: SavedView, *, by: User) -> None:
    """Raises `PermissionDenied` when it is somebody else's."""
    if view.person_id != by.pk:
        raise PermissionDenied
    view.delete()


def colleagues(people: Iterable[User]) -> list[User]:
    """Those among `people` who can look after cases."""
    return [person for person in people if policies.is_casework(person)]


def _give(case: Case, to: User | None, by: User, batch: uuid.UUID) -> None:
    Assignment.objects.create(case=case, person=to, before=case.assigned_to, by=by, batch=batch)
    case.assigned_to = to
    case.save(update_fields=["assigned_to"])
    record(by, "case.assigned", case)


def _give_back(row: Assignment, by: User) -> bool:
    """Whether it was still with whom it was given to."""
    _lock(row.case)
    is_there = row.case.assigned_to_id == row.person_id
    if is_there:
        _give(row.case, row.before, by, uuid.uuid4())
    _mark_undone(row)
    return is_there


def _place(case: Case, window: SubmissionWindow, by: User, batch: uuid.UUID, *, is_in: bool) -> None:
    Placement.objects.create(case=case, window=window, is_in=is_in, by=by, batch=batch)
    (window.cases.add if is_in else window.cases.remove)(case)
    record(by, "case.window_set" if is_in else "case.window_left", case)


def _place_back(row: Placement, by: User) -> bool:
    """Whether it was still where it was put."""
    _lock(row.case)
    is_there = row.window.cases.filter(pk=row.case_id).exists() == row.is_in
    if is_there:
        _place(row.case, row.window, by, uuid.uuid4(), is_in=not row.is_in)
    _mark_undone(row)
    return is_there


def _mark_undone(row: Assignment | Placement) -> None:
    row.undone = True
    row.save(update_fields=["undone"])


def _lock(case: Case) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
