from typing import Any, Self

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.roles import PARTNER_ROLES, STAFF_ROLES, Role


class OrganisationQuerySet(models.QuerySet):
    def open_to(self, user: Any) -> Self:
        """Organisations into which somebody may invite (see `policies.can_invite`)."""
        if user.has_role(Role.SYSTEM_ADMIN):
            return self.all()
        partners = self.filter(is_coalition=False)
        return partners if user.has_role(Role.COORDINATOR) else partners.filter(pk=user.organisation_id)


SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class UserManager(BaseUserManager):
    def with_rights(self) -> models.QuerySet:
        """People with all that a request asks about whoever sends it: organisation, roles, second factor."""
        granted = ArrayAgg(Concat("grants__role", Value(":"), "grants__jurisdiction"), filter=~Q(grants=None), default=Value([]))
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
        return self.get_queryset().select_related("organisation").annotate(granted=granted, enrolled=Exists(factors))

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email__iexact=username)

    def visible_to(self, user: Any) -> models.QuerySet:
        """Staff who manage people see everybody; a lead sees the people of their own organisation."""
        people = (
            self.get_queryset().select_related("organisation").prefetch_related("grants").order_by("organisation__name", "name")
        )
        if user.is_operator or user.has_role(Role.COORDINATOR):
            return people
        if user.has_role(Role.LEAD):
            return people.filter(organisation=user.organisation_id)
        return people.none()


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        invitations = self.select_related("organisation", "invited_by")
        if user.is_operator or user.has_role(Role.COORDINATOR):
            return invitations
        if user.has_role(Role.LEAD):
            return invitations.filter(organisation=user.organisation_id, role__in=PARTNER_ROLES)
        return invitations.none()

    def waiting(self) -> Self:
        """Not used, not withdrawn, not expired."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def to_confirm(self) -> Self:
        """Into the coalition's staff, and nobody has confirmed it yet."""
        return self.waiting().filter(role__in=STAFF_ROLES, confirmed_at=None).exclude(invited_by=None)


class RoleRequestQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR) else self.none()

    def waiting(self) -> Self:
        return self.filter(decided_at=None).select_related("person__organisation", "asked_by")


class RestorationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.has_role(Role.SYSTEM_ADMIN, Role.COORDINATOR) else self.none()

    def waiting(self) -> Self:
        return self.filter(decided_at=None).select_related("person", "asked_by")
