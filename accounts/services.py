"""Every write about people."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts import policies
from accounts.models import Invitation, Organisation, Restoration, RoleGrant, User
from accounts.notices import SALT
from accounts.roles import Role
from audit.log import record
from jobs.services import promise


class InvitationOver(Exception):
    """The link was forged, used, withdrawn, or is older than 72 hours. Nobody learns which from the outside."""


@transaction.atomic
def invite(email: str, organisation: Organisation, role: Role, *, by: User, jurisdictions: Iterable[str] = ()) -> Invitation:
    """Invite one person and promise the mail. Raises `PermissionDenied` when `by` may not give this role there."""
    if not policies.can_invite(by, organisation, role):
        raise PermissionDenied
    invitation = Invitation.objects.create(
        email=email,
        organisation=organisation,
        role=role,
        jurisdictions=list(jurisdictions),
        invited_by=by,
        expires_at=timezone.now() + settings.INVITATION_LIFETIME,
    )
    record(by, "person.invited", invitation)
    promise("accounts.send_invitation", by=None, invitation=invitation.pk)
    return invitation


def find_invitation(token: str) -> Invitation:
    """The invitation a link stands for. Raises `InvitationOver`."""
    try:
        key = signing.loads(token, salt=SALT, max_age=settings.INVITATION_LIFETIME)
        invitation = Invitation.objects.select_related("organisation").get(pk=key)
    except (signing.BadSignature, Invitation.DoesNotExist):
        raise InvitationOver from None
    if not invitation.is_waiting:
        raise InvitationOver
    return invitation


@transaction.atomic
def join(invitation: Invitation, *, name: str, password: str) -> User:
    """Use the invitation: once, also when two browsers try at the same moment. Raises `InvitationOver`."""
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    if not invitation.is_waiting or User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationOver
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    person = User(email=invitation.email.lower(), name=name, organisation=invitation.organisation)
    person.set_password(password)
    person.save()
    give_role(person, Role(invitation.role), by=invitation.invited_by, jurisdictions=invitation.jurisdictions)
    record(person, "person.joined", invitation)
    return person


def give_role(person: User, role: Role, *, by: User | None, jurisdictions: Iterable[str] = ()) -> None:
    """Give a role; for a liaison one grant for each government."""
    for jurisdiction in list(jurisdictions) or [""]:
        RoleGrant.objects.get_or_create(person=person, role=role, jurisdiction=jurisdiction, defaults={"given_by": by})
    record(by, "person.role_given", person, after=role)


@transaction.atomic
def change_role(person: User, role: Role, *, by: User, jurisdictions: Iterable[str] = ()) -> None:
    """Give a role to somebody who is here already; a liaison's governments become the ones that are named."""
    if not policies.can_give_role(by, person, role):
        raise PermissionDenied
    wanted = list(jurisdictions) if role == Role.LIAISON else []
    RoleGrant.objects.filter(person=person, role=role).exclude(jurisdiction__in=wanted or [""]).delete()
    give_role(person, role, by=by, jurisdictions=wanted)


@transaction.atomic
def take_role(person: User, role: Role, *, by: User) -> None:
    """Take a role away, for every government. What the person did in it stays."""
    if not policies.can_change_roles(by, person):
        raise PermissionDenied
    taken, _ = RoleGrant.objects.filter(person=person, role=role).delete()
    if taken:
        record(by, "person.role_taken", person, before=role)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    if not policies.can_withdraw_invitation(by, invitation):
        raise PermissionDenied
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=timezone.now())
    record(by, "person.invitation_withdrawn", invitation)


@transaction.atomic
def add_organisation(name: str, *, by: User) -> Organisation:
    if not policies.can_add_organisation(by):
        raise PermissionDenied
    organisation = Organisation.objects.create(name=name)
    record(by, "organisation.added", organisation)
    return organisation


@transaction.atomic
def close_account(person: User, *, by: User) -> None:
    """Somebody leaves. Their sessions and the invitations they sent end with this transaction; what they did stays."""
    if not policies.can_close_account(by, person):
        raise PermissionDenied
    person.is_active = False
    person.save(update_fields=["is_active"])
    Invitation.objects.waiting().filter(invited_by=person).update(withdrawn_at=timezone.now())
    end_sessions(person)
    record(by, "person.deactivated", person)


@transaction.atomic
def ask_restoration(person: User, *, by: User) -> Restoration:
    """The first of two. Asking twice gives the open one."""
    if not policies.can_ask_restoration(by, person):
        raise PermissionDenied
    restoration, is_new = Restoration.objects.get_or_create(person=person, decided_at=None, defaults={"asked_by": by})
    if is_new:
        record(by, "person.restore_asked", person)
    return restoration


@transaction.atomic
def decide_restoration(restoration: Restoration, *, by: User, confirmed: bool) -> None:
    """The second of two. Confirmed, the person's second factors and sessions are gone and must be enrolled anew.

    Raises `PermissionDenied`, also when somebody else decided in the meantime.
    """
    restoration.refresh_from_db(from_queryset=Restoration.objects.select_for_update())
    if restoration.decided_at is not None or not policies.can_decide_restoration(by, restoration):
        raise PermissionDenied
    restoration.decided_by, restoration.decided_at, restoration.confirmed = by, timezone.now(), confirmed
    restoration.save(update_fields=["decided_by", "decided_at", "confirmed"])
    if confirmed:
        Authenticator.objects.filter(user=restoration.person).delete()
        end_sessions(restoration.person)
        promise("accounts.tell_of_restoration", person=restoration.person_id)
    record(by, "person.restore_confirmed" if confirmed else "person.restore_refused", restoration.person)


def end_sessions(person: User) -> None:
    """End every session of a person, on whichever device."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def end_other_sessions(person: User, request: HttpRequest) -> None:
    """End a person's sessions but the one that asks: a stolen one does not survive a changed password."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=request.session.session_key or ""):
        session.end()
