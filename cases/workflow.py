"""The life of a case. Every change of status is one of these steps; docs/workflows.md tells them in words."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Record
from audit.steps import IllegalStep, Step, take_step
from cases import clock, phases, policies
from cases.models import Case, StepNote
from cases.statuses import CaseStatus as S
from cases.statuses import SealStatus
from cases.versions import keep_version
from cases.weighing import contrary_is_read, is_carried
from jobs.services import promise

# fmt: off
STEPS = {
    "go_on":    Step({S.NOTED},              S.DRAFT,     policies.can_review, _("Go on: ask for the full case")),
    "file":     Step({S.DRAFT},              S.FILED,     policies.can_send,   _("File the case")),
    "take_up":  Step({S.FILED, S.IN_REVIEW}, S.IN_REVIEW, policies.can_review, _("Take it up")),
    "return":   Step({S.IN_REVIEW},          S.RETURNED,  policies.can_review, _("Send the questions")),
    "answer":   Step({S.RETURNED},           S.IN_REVIEW, policies.can_send,   _("Send the answers")),
    "recall":   Step({S.RETURNED},           S.IN_REVIEW, policies.can_review, _("Take it back into review")),
    "accept":   Step({S.IN_REVIEW},          S.ACCEPTED,  policies.can_accept, _("Accept the case")),
    "decline":  Step({S.NOTED, S.IN_REVIEW}, S.DECLINED,  policies.can_decline, _("Not for us, because …"), needs_note=True),
    "withdraw": Step(
        {S.NOTED, S.DRAFT, S.FILED, S.IN_REVIEW, S.RETURNED, S.ACCEPTED}, S.WITHDRAWN, policies.can_file, _("Withdraw the case"),
    ),
}
# fmt: on

# What one person asks about something sealed (`SealRequest`), and another decides.
SEAL_STEPS = {
    "allow": Step({SealStatus.ASKED}, SealStatus.ALLOWED, policies.can_decide_seal, _("Allow it")),
    "refuse": Step({SealStatus.ASKED}, SealStatus.REFUSED, policies.can_decide_seal, _("Refuse it")),
}


def _asks(case: Case) -> bool:
    return case.has_open_question


def _asks_nothing(case: Case) -> bool:
    return not case.has_open_question


def _is_as_told(case: Case) -> bool:
    return not case.has_open_correction


def is_identified(case: Case) -> bool:
    known = {row.subject_id for row in case.identifications.all()}
    return all(row.subject_id in known for row in case.named_subjects.all())


def is_assessed(case: Case) -> bool:
    needed = settings.REVIEWS_NEEDED
    return not needed or sum(not row.abstained for row in case.assessments.all()) >= needed


def no_decision_waits(case: Case) -> bool:
    return not any(row.is_on_its_way for row in case.determinations.all())


def _is_safe(case: Case) -> bool:
    return not case.is_paused


def _may_be_decided(case: Case) -> bool:
    """A first note is answered whatever the phase."""
    return case.status == S.NOTED or phases.allows(case, phases.DECISIONS)


def _is_taken_up(case: Case) -> bool:
    return case.taken_up_by_id is not None


def _is_free(case: Case) -> bool:
    return case.status == S.FILED or case.taken_up_by_id is None


# After these a case may name somebody whom it did not name before.
BRINGS_NAMES = frozenset({"file", "answer"})

# What stood in the case is kept when it comes to us, goes back, and comes again.
KEPT = frozenset({"file", "return", "answer"})

IN_THIS_PHASE = _("Nothing is decided in the phase of review that runs now.")

# What has to be true beside the status, and what is said when it is not.
CONDITIONS: dict[str, tuple[tuple[Callable[[Case], bool], Promise], ...]] = {
    "take_up": ((_is_free, _("This can no longer be done: a colleague has taken it up.")),),
    "return": ((_asks, _("There is no question to send yet. Ask one first.")),),
    "answer": ((_asks_nothing, _("A question has no answer yet. Answer it first; a few words are enough.")),),
    "decline": (
        (_may_be_decided, IN_THIS_PHASE),
        (no_decision_waits, _("A decision is on its way already: read it, and confirm or stop it.")),
    ),
    "recall": ((_asks_nothing, _("The partner still has a question to answer. Withdraw it first.")),),
    "accept": (
        (_may_be_decided, IN_THIS_PHASE),
        (_is_taken_up, _("Nobody stands behind this case as the first of two: somebody takes it up first.")),
        (_asks_nothing, _("A question is still open. Send it, or withdraw it, before the case is accepted.")),
        (no_decision_waits, _("A decision is on its way already: read it, and confirm or stop it.")),
        (is_identified, _("Write down first how we know that each subject is this person, and whom it is not.")),
        (is_assessed, _("Not enough colleagues have given their own reading yet.")),
        (_is_as_told, _("The partner says that something changed. Deal with that before the case is accepted.")),
        (is_carried, _("A claim rests on too few sources. Ask for more, or two of you say why it may stand all the same.")),
        (contrary_is_read, _("Nobody has signed yet that they read what speaks against it.")),
        (_is_safe, _("The partner says that they are no longer safe. It goes on when a coordinator has spoken with them.")),
    ),
}


@transaction.atomic
def move(case: Case, action: str, *, by: User, note: str = "") -> Record:
    """Take one step. Its note is kept for the partner to read, and the other side gets a content-free notice.

    Raises `PermissionDenied` or `IllegalStep`.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if _is_next(case, action, by) and (why := missing(case, action)):
        raise IllegalStep(why)
    record = take_step(case, action, STEPS, by=by, note=note)
    _note_what_follows(case, action, by)
    if note.strip():
        StepNote.objects.create(case=case, action=action, text=note.strip(), by=by)
    promise("cases.tell_of_step", record=record.pk)
    if action in BRINGS_NAMES:
        promise("cases.look_for_conflicts", case=case.pk)
    return record


def open_actions(case: Case, user: User) -> list[str]:
    """The steps this person can take now: buttons come from here, so no page offers what the server refuses."""
    return [action for action in STEPS if _is_next(case, action, user) and not missing(case, action)]


def missing(case: Case, action: str) -> Promise | None:
    """What stands against a step that the status would allow, in words fit for a page."""
    return next((why for holds, why in CONDITIONS.get(action, ()) if not holds(case)), None)


def _is_next(case: Case, action: str, user: User) -> bool:
    step = STEPS[action]
    return case.status in step.sources and step.policy(user, case)


def _note_what_follows(case: Case, action: str, by: User) -> None:
    changed = clock.turn(case)
    if action == "take_up":
        case.taken_up_by = by
        case.assigned_to = case.assigned_to or by
        changed += ["taken_up_by", "assigned_to"]
    if action == "accept":
        case.accepted_at = timezone.now()
        changed.append("accepted_at")
    case.save(update_fields=changed)
    if action in KEPT:
        keep_version(case, why=action, by=by)
    if action == "return":
        case.questions.open().filter(sent_at=None).update(sent_at=timezone.now())
