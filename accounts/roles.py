"""Roles, and how far each of them sees. A person may hold any number; the widest sight counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.sight import Scope


class Role(models.TextChoices):
    AUTHOR = "author", _("Author")
    LEAD = "lead", _("Lead of a partner organisation")
    COORDINATOR = "coordinator", _("Coordinator")
    REVIEWER = "reviewer", _("Reviewer")
    LIAISON = "liaison", _("Liaison")
    LEGAL_REVIEWER = "legal_reviewer", _("Legal reviewer")
    SAFETY_REVIEWER = "safety_reviewer", _("Safety reviewer")
    APPROVER = "approver", _("Approver")
    ANALYST = "analyst", _("Analyst")
    REFERENCE_EDITOR = "reference_editor", _("Reference editor")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMIN = "system_admin", _("System administrator")


PARTNER_ROLES = frozenset({Role.AUTHOR, Role.LEAD})
STAFF_ROLES = frozenset(set(Role) - PARTNER_ROLES)
CASEWORK_ROLES = frozenset({Role.COORDINATOR, Role.REVIEWER, Role.LEGAL_REVIEWER, Role.SAFETY_REVIEWER, Role.APPROVER})

SCOPES = {
    Role.AUTHOR: Scope.OWN,
    Role.LEAD: Scope.OWN,
    Role.COORDINATOR: Scope.ALL,
    Role.REVIEWER: Scope.ALL,
    Role.LEGAL_REVIEWER: Scope.ALL,
    Role.SAFETY_REVIEWER: Scope.ALL,
    Role.APPROVER: Scope.ALL,
    Role.LIAISON: Scope.ACCEPTED,
    Role.ANALYST: Scope.NOTHING,
    Role.REFERENCE_EDITOR: Scope.NOTHING,
    Role.AUDITOR: Scope.NOTHING,
    Role.SYSTEM_ADMIN: Scope.NOTHING,
}
WIDTH = (Scope.NOTHING, Scope.OWN, Scope.ACCEPTED, Scope.ALL)


class Jurisdiction(models.TextChoices):
    """The governments a liaison may be responsible for."""

    UNITED_STATES = "us", _("United States")
    UNITED_KINGDOM = "gb", _("United Kingdom")
    CANADA = "ca", _("Canada")
    EUROPEAN_UNION = "eu", _("European Union")


def widest(roles: frozenset[Role]) -> Scope:
    """How far somebody with these roles sees."""
    return max((SCOPES[role] for role in roles), key=WIDTH.index, default=Scope.NOTHING)
