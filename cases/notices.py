"""What workers tell people about a case: that something moved, never what."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.mail import content_free_message, message_to
from accounts.models import User
from accounts.roles import CASEWORK_ROLES, PARTNER_ROLES, Role
from audit.models import Record
from cases import policies
from cases.models import Alarm, Case, Note, Question, SealRequest


def tell_of_step(record: Record) -> None:
    """Mail the side that did not act, and the other organisations that file the case: one content-free message to each person.

    Mail cannot be taken back, so this is done at least once: when the mail server fails in the
    middle, the job runs again and some people get the same few words twice.
    """
    case = Case.objects.select_related("taken_up_by").get(pk=record.object_id)
    link = settings.SITE_ADDRESS + case.get_absolute_url()
    messages = [message_to(person, link) for person in concerned(case, record.actor)]
    get_connection().send_messages(messages)


def tell_organisations(record: Record) -> None:
    """Mail the organisations that file a case, but not the one of whoever acted: something among them moved, never what."""
    case = Case.objects.get(pk=record.object_id)
    link = settings.SITE_ADDRESS + case.get_absolute_url()
    people = partners_of(case).exclude(organisation=record.actor.organisation_id if record.actor else None)
    get_connection().send_messages([message_to(person, link) for person in people])


def tell_staff(case: Case) -> None:
    """Mail everybody who reviews cases that something about this one is waiting, never what."""
    link = settings.SITE_ADDRESS + case.get_absolute_url()
    get_connection().send_messages([message_to(person, link) for person in _reviewers(case)])


def tell_duty(alarm: Alarm) -> None:
    """Mail whoever is on duty that something is waiting, never what: the address that is set, or every coordinator."""
    link = settings.SITE_ADDRESS + reverse("cases:alarms")
    coordinators = _holding([Role.COORDINATOR]).exclude(organisation=alarm.organisation_id)
    if settings.DUTY_EMAIL:
        get_connection().send_messages([content_free_message(settings.DUTY_EMAIL, link)])
    else:
        get_connection().send_messages([message_to(person, link) for person in coordinators])


def tell_counsel() -> None:
    """Mail the counsel that the operator named that something is waiting, never what nor where."""
    if settings.COUNSEL_EMAIL:
        get_connection().send_messages([content_free_message(settings.COUNSEL_EMAIL, settings.SITE_ADDRESS)])


def tell_of_seal(request: SealRequest) -> None:
    """Mail whoever may decide, or whoever asked when it is decided, that something is waiting, never what."""
    link = settings.SITE_ADDRESS + reverse("cases:identities", args=[request.case.reference])
    keepers = _reviewers(request.case).filter(grants__role__in=policies.KEEPERS).exclude(pk=request.asked_by_id)
    people = keepers.distinct() if request.is_waiting else [request.asked_by]
    get_connection().send_messages([content_free_message(person.email, link) for person in people if person.is_active])


def chase_answers() -> int:
    """Remind each partner once that an answer is late: one message for a case, however many questions. Returns how many cases."""
    late = Question.objects.to_chase().select_related("case").order_by("case_id")
    cases = {question.case_id: question.case for question in late.select_for_update(of=("self",), skip_locked=True)}
    for case in cases.values():
        link = settings.SITE_ADDRESS + case.get_absolute_url()
        people = _holding(PARTNER_ROLES).filter(organisation=case.organisation_id)
        get_connection().send_messages([message_to(person, link) for person in people])
    Question.objects.to_chase().filter(case__in=cases).update(chased_at=timezone.now())
    return len(cases)


def tell_mentioned(note: Note) -> None:
    """Mail those whom a note speaks to that something is waiting, never what; and nobody who may not see the case."""
    link = settings.SITE_ADDRESS + note.case.get_absolute_url()
    people = _reviewers(note.case).filter(Q(pk__in=note.people) | Q(grants__role__in=note.roles)).exclude(pk=note.by_id)
    get_connection().send_messages([message_to(person, link) for person in people.distinct()])


def concerned(case: Case, actor: User | None) -> Iterable[User]:
    """The partners' people when staff acted; else whoever took the case up, or all casework staff, and who else files it.

    Only active people who may see the case, and never the one who acted.
    """
    if actor is not None and actor.is_coalition_staff and not policies.is_on(actor, case):
        return partners_of(case)
    others = _other_partners(case, actor)
    if (reviewer := case.taken_up_by) is not None and _may_hear(reviewer, case):
        return [reviewer, *others]
    people = _reviewers(case)
    return [*(people if actor is None else people.exclude(pk=actor.pk)), *others]


def _other_partners(case: Case, actor: User | None) -> Iterable[User]:
    """Who files a case besides the organisation of whoever acted; also when that one has just left."""
    if actor is None or case.organisations == [actor.organisation_id]:
        return ()
    return partners_of(case).exclude(organisation=actor.organisation_id)


def partners_of(case: Case) -> QuerySet[User]:
    """The people of the organisations that file a case; of one that is not safe nobody: others could see a mail."""
    unsafe = Alarm.objects.open().filter(organisation__in=case.organisations).values("organisation")
    return _holding(PARTNER_ROLES).filter(organisation__in=case.organisations).exclude(organisation__in=unsafe)


def _reviewers(case: Case) -> QuerySet[User]:
    """Whoever reviews cases, but nobody of an organisation that files this one, nor anybody set aside from it."""
    aside = case.recusals.standing().values("person")
    return _holding(CASEWORK_ROLES).exclude(organisation__in=case.organisations).exclude(pk__in=aside)


def _may_hear(reviewer: User, case: Case) -> bool:
    return reviewer.is_active and policies.can_review(reviewer, case) and not policies.is_set_aside(reviewer, case)


def _holding(roles: Iterable[str]) -> QuerySet[User]:
    return User.objects.filter(grants__role__in=roles, is_active=True).distinct()
