"""The first page after signing in: for each role, what it is here for and where its work stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.models import Invitation, Restoration, RoleRequest
from accounts.policies import can_be_second, can_decide_invitation, can_decide_restoration, can_decide_role, can_manage_people
from accounts.roles import CASEWORK_ROLES, PARTNER_ROLES, Role
from cases import queues
from cases.models import Alarm, Case, Message
from cases.policies import can_look_after_alarms
from delivery.due import count_ours_now
from delivery.policies import can_read_ledger
from delivery.windows import next_windows
from insight.models import ListingDay
from jobs.models import Job
from jobs.policies import can_operate
from sanctions.models import Snapshot, Twin
from sanctions.policies import can_decide_lists
from sanctions.staleness import stale_lists
from submissions.models import Candidate, Outcome, Recommendation
from submissions.policies import SIGNERS, can_judge, can_look_after_waivers, can_open_dossier
from submissions.statuses import Standing
from submissions.trials import is_held
from submissions.unargued import cases_to_argue

MANY = 100  # follow-ups: no further are they counted here


@dataclass(frozen=True)
class Section:
    """One part of the home page: what stands here, in a sentence, and the one place to go."""

    title: Promise
    sentence: Promise
    link_label: Promise | None = None
    route: str = ""

    @property
    def url(self) -> str:
        return reverse(self.route) if self.route else ""


# In the order in which a person with several roles reads them.
SECTIONS: tuple[tuple[frozenset[Role], Section], ...] = (
    (
        PARTNER_ROLES,
        Section(
            _("My cases"),
            _("What your organisation documented, where each case stands, and who must act next."),
            _("See my cases"),
            "cases:list",
        ),
    ),
    (
        CASEWORK_ROLES,
        Section(
            _("Cases"),
            _("First notes to answer, cases to take up, and those that wait for a second person."),
            _("Go to the cases"),
            "cases:list",
        ),
    ),
    (
        frozenset({Role.LIAISON}),
        Section(
            _("Recommendations"),
            _("Cases that two people accepted, argued before a government, sent, and what came of it."),
            _("See the recommendations"),
            "submissions:list",
        ),
    ),
    (
        frozenset({Role.SYSTEM_ADMIN, Role.COORDINATOR, Role.LEAD}),
        Section(
            _("People"),
            _("Who may sign in, for which organisation, in which role. Nobody comes in without an invitation."),
            _("Manage people"),
            "accounts:list",
        ),
    ),
    (
        frozenset({Role.AUDITOR}),
        Section(
            _("The record"),
            _("Everything that happened, in order, without content. It cannot be changed, and you can prove it."),
            _("Read the record"),
            "audit:list",
        ),
    ),
    (
        frozenset({Role.AUDITOR}),
        Section(
            _("The custody of evidence"),
            _("Who held and opened each file, sealed like the record; and every file read again to see that it is unchanged."),
            _("Check the custody"),
            "cases:custody",
        ),
    ),
    (
        frozenset({Role.SYSTEM_ADMIN}),
        Section(
            _("Background work"),
            _("Work that was given up after five attempts waits here for a person."),
            _("See what was given up"),
            "jobs:list",
        ),
    ),
    (
        frozenset({Role.ANALYST}),
        Section(
            _("Insight"),
            _("How far cases came, how long governments take, whose suffering they named: totals, never single cases."),
            _("Read the figures"),
            "insight:funnel",
        ),
    ),
    (
        frozenset({Role.REFERENCE_EDITOR}),
        Section(
            _("Reference"),
            _("Laws, programmes and vocabularies: what each row says, where it is from, and every version of it."),
            _("Go to the law"),
            "sanctions:programmes",
        ),
    ),
)


def sections_for(user: Any) -> list[Section]:
    return [section for roles, section in SECTIONS if not user.roles.isdisjoint(roles)]


@dataclass(frozen=True)
class Waiting:
    """A pile of work: how many, of what, and the list behind the number."""

    count: int
    label: str | Promise
    url: str


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for this person, empty piles left out."""
    piles = [*cases_waiting(user), *recommendations_waiting(user), *delivery_waiting(user), *rest_waiting(user)]
    return [pile for pile in piles if pile.count]


def cases_waiting(user: Any) -> Iterator[Waiting]:
    address = reverse("cases:list")
    cases = Case.objects.visible_to(user)
    for queue in queues.counted(cases, "", user):
        yield Waiting(queue.count, queue.label, f"{address}?queue={queue.slug}")
    if not user.roles.isdisjoint(PARTNER_ROLES):
        yield Waiting(cases.waiting_for_partner().count(), _("Cases that wait for you"), address)
        unread = list(Message.objects.visible_to(user).unread_by(user).values_list("case__reference", flat=True))
        if unread:
            yield Waiting(len(unread), _("Messages you have not read"), reverse("cases:messages", args=unread[:1]))


def recommendations_waiting(user: Any) -> Iterator[Waiting]:
    address = reverse("submissions:list")
    if can_open_dossier(user):
        yield from liaisons_work(user, address)
    if user.has_role(*SIGNERS):
        asks = Recommendation.objects.visible_to(user)
        to_sign = asks.to_sign_by(user).count()
        yield Waiting(to_sign, _("Recommendations that wait for a second signature"), f"{address}?pile=to_sign")
    if can_look_after_waivers(user):
        asks = Recommendation.objects.visible_to(user)
        tonight = _("Recommendations that somebody asks to let go tonight")
        yield Waiting(asks.to_let_go_by(user).count(), tonight, f"{address}?pile=tonight")
        yield Waiting(asks.to_review_by(user).count(), _("Waivers to review within five working days"), f"{address}?pile=review")
    if can_judge(user):
        candidates, address = Candidate.objects.visible_to(user), reverse("submissions:candidates")
        yield Waiting(candidates.waiting_for(user).count(), _("Candidates to judge"), f"{address}?pile=mine")
        disagreed = candidates.standing(Standing.DISAGREED)
        yield Waiting(disagreed.count(), _("Candidates on which two people disagree"), f"{address}?pile=disagreed")
        outcomes, address = Outcome.objects.visible_to(user), reverse("submissions:outcomes")
        yield Waiting(outcomes.waiting_for(user).count(), _("Outcomes that wait for a word"), address)
        days = ListingDay.objects.visible_to(user).filter(steps__done_at=None).distinct()
        yield Waiting(days.count(), _("Listing days with something to do"), reverse("insight:listing-days"))
        to_undo = outcomes.to_undo().exclude(undo_asked_by=user)
        yield Waiting(to_undo.count(), _("Outcomes that somebody asks to undo"), f"{address}?pile=undo")
        yield Waiting(int(is_held()), _("Ways of matching that wait for a word"), reverse("submissions:calibration"))


def liaisons_work(user: Any, address: str) -> Iterator[Waiting]:
    yield Waiting(cases_to_argue(user).count(), _("Accepted cases to argue"), address)
    to_tell = Recommendation.objects.visible_to(user).to_tell_of(user).count()
    yield Waiting(to_tell, _("Taken back after it was sent: offices to tell"), f"{address}?pile=recalled")


def delivery_waiting(user: Any) -> Iterator[Waiting]:
    """What is due about what was sent."""
    today, address = timezone.localdate(), reverse("delivery:due")
    if user.has_role(Role.LIAISON, Role.COORDINATOR) and can_read_ledger(user):
        ours = count_ours_now(user, today, most=MANY)
        many = _("and more follow-ups and reminders that are due")
        yield Waiting(ours, many if ours == MANY else _("Follow-ups and reminders that are due"), address)


def rest_waiting(user: Any) -> Iterator[Waiting]:
    if can_look_after_alarms(user):
        yield Waiting(Alarm.objects.visible_to(user).open().count(), _("Partners who are not safe"), reverse("cases:alarms"))
    if can_manage_people(user):
        restorations = [row for row in Restoration.objects.waiting() if can_decide_restoration(user, row)]
        yield Waiting(len(restorations), _("Lost second steps to confirm"), reverse("accounts:list"))
    if can_be_second(user):
        staff = [row for row in Invitation.objects.to_confirm() if can_decide_invitation(user, row)]
        roles = [row for row in RoleRequest.objects.waiting() if can_decide_role(user, row)]
        yield Waiting(len(staff) + len(roles), _("Staff and roles to confirm"), reverse("accounts:list"))
    if can_decide_lists(user):
        address = reverse("sanctions:lists")
        yield Waiting(Snapshot.objects.waiting_for_a_decision().count(), _("Official lists that were set aside"), address)
        yield Waiting(len(stale_lists()), _("Official lists that are too old"), address)
        yield Waiting(Twin.objects.open().count(), _("Entries that may be one party"), reverse("sanctions:twins"))
    if can_operate(user):
        yield Waiting(Job.objects.needing_a_person().count(), _("Jobs that were given up"), reverse("jobs:list"))


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            sections=sections_for(user),
            waiting=waiting_for(user),
            windows=next_windows(user.jurisdictions, timezone.localdate()),
            **kwargs,
        )
