"""Every write about people."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Invitation, Organisation, Restoration, RoleGrant, RoleRequest, User
from accounts.notices import SALT
from accounts.roles import STAFF_ROLES, Role
from audit.log import record
from jobs.services import promise


class InvitationOver(Exception):
    """The link was forged, used, withdrawn, is older than 72 hours, or who sent it may not invite any more.

    Nobody learns which from the outside.
    """


class AskerGone(Exception):
    """Whoever asked may not ask any more, so there is nothing to confirm. Its words are fit for a page."""

    def __init__(self) -> None:
        super().__init__(_("Whoever asked for this has left, or may not ask for it any more. It can only be refused."))


@transaction.atomic
def invite(email: str, organisation: Organisation, role: Role, *, by: User, jurisdictions: Iterable[str] = ()) -> Invitation:
    """Invite one person and promise the mail; for staff the mail waits for a second person.

    Raises `PermissionDenied` when `by` may not give this role there.
    """
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
    record(by, "person.invited", invitation, after=_on_record(role, jurisdictions))
    if not invitation.needs_second_person:
        promise("accounts.send_invitation", by=None, invitation=invitation.pk)
    return invitation


@transaction.atomic
def decide_invitation(invitation: Invitation, *, by: User, confirmed: bool) -> None:
    """The second of two. Confirmed, the link is sent and its 72 hours begin; refused, it opens nothing.

    Raises `PermissionDenied`, also when somebody else decided in the meantime, and `AskerGone`.
    """
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    is_open = invitation.needs_second_person and Invitation.objects.to_confirm().filter(pk=invitation.pk).exists()
    if not is_open or not policies.can_decide_invitation(by, invitation):
        raise PermissionDenied
    if not confirmed:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record(by, "person.invitation_refused", invitation)
        return
    if not policies.still_invites(invitation):
        raise AskerGone
    invitation.confirmed_by, invitation.confirmed_at = by, timezone.now()
    invitation.expires_at = timezone.now() + settings.INVITATION_LIFETIME
    invitation.save(update_fields=["confirmed_by", "confirmed_at", "expires_at"])
    record(by, "person.invitation_confirmed", invitation)
    promise("accounts.send_invitation", by=None, invitation=invitation.pk)


def find_invitation(token: str) -> Invitation:
    """The invitation a link stands for. Raises `InvitationOver`."""
    try:
        key = signing.loads(token, salt=SALT, max_age=settings.INVITATION_LIFETIME)
        invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=key)
    except (signing.BadSignature, Invitation.DoesNotExist):
        raise InvitationOver from None
    if not invitation.is_waiting or not policies.still_invites(invitation):
        raise InvitationOver
    return invitation


@transaction.atomic
def join(invitation: Invitation, *, name: str, password: str) -> User:
    """Use the invitation: once, also when two browsers try at the same moment. Raises `InvitationOver`."""
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    if not invitation.is_waiting or not policies.still_invites(invitation):
        raise InvitationOver
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationOver
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    person = User(email=invitation.email.lower(), name=name, organisation=invitation.organisation)
    person.set_password(password)
    person.save()
    give_role(
        person,
        Role(invitation.role),
        by=invitation.invited_by,
        confirmed_by=invitation.confirmed_by,
        jurisdictions=invitation.jurisdictions,
    )
    record(person, "person.joined", invitation)
    return person


def give_role(
    person: User, role: Role, *, by: User | None, confirmed_by: User | None = None, jurisdictions: Iterable[str] = ()
) -> None:
    """Give a role; for a liaison one grant for each government, and no others."""
    wanted = list(jurisdictions) or [""]
    RoleGrant.objects.filter(person=person, role=role).exclude(jurisdiction__in=wanted).delete()
    given = {"given_by": by, "confirmed_by": confirmed_by}
    for jurisdiction in wanted:
        RoleGrant.objects.get_or_create(person=person, role=role, jurisdiction=jurisdiction, defaults=given)
    record(confirmed_by or by, "person.role_given", person, after=_on_record(role, jurisdictions))


def _on_record(role: str, jurisdictions: Iterable[str]) -> str:
    """A role with the codes of its governments, as in "liaison gb,us"."""
    return " ".join([str(role), *filter(None, [",".join(sorted(jurisdictions))])])


@transaction.atomic
def change_role(person: User, role: Role, *, by: User, jurisdictions: Iterable[str] = ()) -> RoleRequest | None:
    """Give a role to somebody who is here already; a liaison's governments become the ones that are named.

    A role of the coalition's staff waits for a second person: the answer is the request. Raises `PermissionDenied`.
    """
    if not policies.can_give_role(by, person, role):
        raise PermissionDenied
    wanted = sorted(jurisdictions) if role == Role.LIAISON else []
    if role not in STAFF_ROLES:
        give_role(person, role, by=by)
        return None
    RoleRequest.objects.waiting().filter(person=person, role=role).update(decided_at=timezone.now())  # asked anew
    request = RoleRequest.objects.create(person=person, role=role, jurisdictions=wanted, asked_by=by)
    record(by, "person.role_asked", person, after=_on_record(role, wanted))
    return request


@transaction.atomic
def decide_role(request: RoleRequest, *, by: User, confirmed: bool) -> None:
    """The second of two. Raises `PermissionDenied`, also when somebody else decided in the meantime, and `AskerGone`."""
    request.refresh_from_db(from_queryset=RoleRequest.objects.select_for_update())
    if request.decided_at is not None or not policies.can_decide_role(by, request):
        raise PermissionDenied
    if confirmed and not (request.asked_by.is_active and policies.can_give_role(request.asked_by, request.person, request.role)):
        raise AskerGone
    request.decided_by, request.decided_at, request.confirmed = by, timezone.now(), confirmed
    request.save(update_fields=["decided_by", "decided_at", "confirmed"])
    role, governments = Role(request.role), request.jurisdictions
    if confirmed:
        give_role(request.person, role, by=request.asked_by, confirmed_by=by, jurisdictions=governments)
    else:
        record(by, "person.role_refused", request.person, after=_on_record(role, governments))


@transaction.atomic
def take_role(person: User, role: Role, *, by: User) -> None:
    """Take a role away, for every government, and what the person could ask for in it. What they did stays."""
    if not policies.can_change_roles(by, person):
        raise PermissionDenied
    grants = RoleGrant.objects.filter(person=person, role=role)
    held = [grant.jurisdiction for grant in grants if grant.jurisdiction]
    if grants.delete()[0]:
        record(by, "person.role_taken", person, before=_on_record(role, held))
        _withdraw_what_may_not_be_sent(User.objects.get(pk=person.pk), by)


def _withdraw_what_may_not_be_sent(person: User, by: User) -> None:
    for invitation in Invitation.objects.waiting().filter(invited_by=person).select_related("organisation", "invited_by"):
        if not policies.still_invites(invitation):
            Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
            record(by, "person.invitation_withdrawn", invitation)


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
def let_be_named(organisation: Organisation, may: bool, *, by: User) -> None:
    """Whether dossiers name it to governments. What says its name and was signed before is signed anew."""
    if not policies.can_let_be_named(by, organisation):
        raise PermissionDenied
    organisation.may_be_named = may
    organisation.save(update_fields=["may_be_named"])
    record(by, "organisation.may_be_named" if may else "organisation.not_named", organisation)


@transaction.atomic
def close_account(person: User, *, by: User) -> None:
    """Somebody leaves. Their sessions and the invitations they sent end with this transaction; what they did stays."""
    if not policies.can_close_account(by, person):
        raise PermissionDenied
    person.is_active = False
    person.save(update_fields=["is_active"])
    Invitation.objects.waiting().filter(invited_by=person).update(withdrawn_at=timezone.now())
    RoleRequest.objects.waiting().filter(Q(asked_by=person) | Q(person=person)).update(decided_at=timezone.now())
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
