"""Who may do what with people."""

from typing import Any

from accounts.roles import PARTNER_ROLES, STAFF_ROLES, Role


def can_manage_people(user: Any) -> bool:
    return bool(user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR, Role.LEAD))


def can_invite(user: Any, organisation: Any, role: str) -> bool:
    """An administrator invites anybody; a coordinator partners; a lead authors and leads of the own organisation."""
    if organisation.is_coalition == (role in PARTNER_ROLES):
        return False
    if user.has_role(Role.SYSTEM_ADMIN):
        return True
    if role not in PARTNER_ROLES:
        return False
    return bool(user.has_role(Role.COORDINATOR) or (user.has_role(Role.LEAD) and organisation.pk == user.organisation_id))


def still_invites(invitation: Any) -> bool:
    """Whoever sent it is here and may still send it; one made on the machine itself has no sender."""
    sender = invitation.invited_by
    return sender is None or (sender.is_active and can_invite(sender, invitation.organisation, invitation.role))


def can_be_second(user: Any) -> bool:
    return bool(user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR))


def can_decide_invitation(user: Any, invitation: Any) -> bool:
    """The second of two, for the coalition's own staff: never who invites."""
    return can_be_second(user) and invitation.role in STAFF_ROLES and user.pk != invitation.invited_by_id


def can_decide_role(user: Any, request: Any) -> bool:
    """The second of two: neither who asked nor who would get the role."""
    return can_be_second(user) and user.pk not in {request.asked_by_id, request.person_id}


def can_withdraw_invitation(user: Any, invitation: Any) -> bool:
    return can_invite(user, invitation.organisation, invitation.role)


def can_change_roles(user: Any, person: Any) -> bool:
    """An administrator, but never of themselves: who may give roles must not be able to see cases by giving one."""
    return bool(user.has_role(Role.SYSTEM_ADMIN)) and person.is_active and user.pk != person.pk


def can_give_role(user: Any, person: Any, role: str) -> bool:
    return can_change_roles(user, person) and person.organisation.is_coalition != (role in PARTNER_ROLES)


def can_add_organisation(user: Any) -> bool:
    return bool(user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR))


def can_let_be_named(user: Any, organisation: Any) -> bool:
    """The organisation itself decides: its lead, or a coordinator whom it told."""
    if organisation.is_coalition:
        return False
    own = bool(user.has_role(Role.LEAD)) and organisation.pk == user.organisation_id
    return own or bool(user.has_role(Role.COORDINATOR))


def can_close_account(user: Any, person: Any) -> bool:
    if person.pk == user.pk:
        return False
    if user.has_role(Role.SYSTEM_ADMIN):
        return True
    if person.is_coalition_staff or person.organisation.is_coalition:
        return False
    return bool(user.has_role(Role.COORDINATOR) or (user.has_role(Role.LEAD) and person.organisation_id == user.organisation_id))


def can_ask_restoration(user: Any, person: Any) -> bool:
    """One of two. A lost phone of a member of staff is an administrator's matter too."""
    return bool(user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR)) and person.is_active and user.pk != person.pk


def can_decide_restoration(user: Any, restoration: Any) -> bool:
    """The second of two: neither who asked nor whom it is about."""
    return can_ask_restoration(user, restoration.person) and user.pk != restoration.asked_by_id
