"""What somebody of the staff is told to do next with a case: one act that stands out, others beside it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import phases, policies
from cases.models import Case, Determination
from cases.statuses import CaseStatus as S
from cases.workflow import STEPS, is_assessed, is_identified, missing, open_actions

# The first of these that can be taken is the one that stands out.
FIRST = ("go_on", "take_up", "return", "accept", "recall")

WAITING: dict[str, Promise] = {
    S.DRAFT: gettext_lazy("The partner is writing the full case. There is nothing to do here until they file it."),
    S.FILED: gettext_lazy("Nobody has taken this case up yet. Whoever does cannot be the one who accepts it."),
    S.ACCEPTED: gettext_lazy("Two people stand behind this case. Liaisons whose governments may be told can read it now."),
    S.DECLINED: gettext_lazy("The partner has read why. They can write a new first note at any time."),
    S.WITHDRAWN: gettext_lazy("The partner took this case back. Nothing of it that was not yet sent may be sent."),
    S.ELSEWHERE: gettext_lazy("It was recommended before this desk was used. What came of it is read from the official lists."),
}


@dataclass(frozen=True)
class Act:
    """A button (`post`) or the way to a page."""

    label: str
    url: str
    post: bool = True

    @property
    def is_here(self) -> bool:
        """A place on the page of the case itself."""
        return self.url.startswith("#")


@dataclass(frozen=True)
class NextStep:
    text: str
    first: Act | None = None
    others: list[Act] = field(default_factory=list)


def next_step(case: Case, user: Any) -> NextStep:
    acts = [_act(case, action) for action in sorted(open_actions(case, user), key=_rank) if action not in policies.BY_PARTNER]
    if policies.can_type_for(user, case):
        acts.insert(0, Act(_("Go on typing"), reverse("cases:parts", args=[case.reference]), post=False))
    if policies.can_ask(user, case):
        ask = Act(_("Ask a question"), reverse("cases:ask", args=[case.reference]), post=False)
        acts.insert(1 if acts and acts[0].post else 0, ask)
    if case.status == S.IN_REVIEW and policies.can_review(user, case) and not is_identified(case):
        check = Act(_("Go through the checks"), reverse("cases:checks", args=[case.reference]), post=False)
        acts.insert(1 if acts and acts[0].post else 0, check)
    if wants_reading(case, user):
        own = Act(_("Give your own reading"), reverse("cases:assess", args=[case.reference]), post=False)
        acts.insert(1 if acts and acts[0].post else 0, own)
    decision = next((row for row in case.determinations.all() if row.is_on_its_way), None)
    if decision is not None and policies.can_review(user, case):
        acts = [_of_decision(decision, user), *(act for act in acts if not act.post)]
    elif policies.can_draft_decision(user, case) and phases.allows(case, phases.DECISIONS):
        acts.append(Act(_("Draft a decision"), reverse("cases:decide", args=[case.reference]), post=False))
    if case.status == S.NOTED and acts:
        acts = [Act(_("Answer it"), "#answer", post=False)]  # both answers are written on the page itself
    return NextStep(_sentence(case, user), acts[0] if acts else None, acts[1:])


def wants_reading(case: Case, user: Any) -> bool:
    """More readings are needed before the case can be accepted, and this person has given none."""
    given = {row.by_id for row in case.assessments.all()}
    may = policies.can_draft_decision(user, case) and phases.allows(case, phases.READINGS)
    return may and not is_assessed(case) and user.pk not in given


def _of_decision(decision: Determination, user: Any) -> Act:
    """Where a decision that is on its way waits for this person."""
    where = reverse("cases:decide", args=[decision.case.reference])
    if decision.waits_in_outbox:
        return Act(_("Read the letter, and let it go"), where, post=False)
    if policies.can_confirm_decision(user, decision):
        return Act(_("Read the decision, and confirm it"), where, post=False)
    return Act(_("Read the decision"), where, post=False)


def _rank(action: str) -> int:
    return FIRST.index(action) if action in FIRST else len(FIRST)


def _act(case: Case, action: str) -> Act:
    return Act(str(STEPS[action].label), reverse("cases:step", args=[case.reference, action]), post=not STEPS[action].needs_note)


def _sentence(case: Case, user: Any) -> str:
    if policies.can_type_for(user, case):
        return _("You type this case for its partner. Read it to them in a call and file it, or let them file it in the app.")
    if case.status == S.NOTED:
        return _("A first note waits for an answer: go on, or not for us. Nobody is asked for more until then.")
    if case.status == S.RETURNED:
        return _waiting_for_answers(case)
    if case.status == S.IN_REVIEW:
        return _in_review(case, user)
    return str(WAITING[case.status])


def _waiting_for_answers(case: Case) -> str:
    due = [question.due_on for question in case.questions.all() if question.is_open and question.due_on]
    if not due:
        return _("The partner has the questions.")
    return _("The partner has the questions. The first answer is due by %(day)s.") % {"day": date_format(min(due), "j F Y")}


def _in_review(case: Case, user: Any) -> str:
    decision = next((row for row in case.determinations.all() if row.is_on_its_way), None)
    if decision is not None and decision.waits_in_outbox:
        return _("Two people decided. The case stays as it is until the letter has left.")
    if decision is not None:
        return _("%(name)s drafted a decision. Somebody else confirms it.") % {"name": decision.drafted_by}
    if case.has_open_question:
        return _("There are questions that the partner has not seen yet. Send them when you have written them all.")
    if case.taken_up_by is None:
        return _("Nobody has taken this case up.")
    return " ".join(filter(None, (_who_accepts(case, user), str(missing(case, "accept") or ""))))


def _who_accepts(case: Case, user: Any) -> str:
    if case.taken_up_by_id == user.pk:
        return _("You took this case up. When you have nothing left to ask, a second person accepts it.")
    return _("%(name)s took this case up. You can be the second person, if you have read it whole.") % {"name": case.taken_up_by}
