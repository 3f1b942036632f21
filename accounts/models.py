from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import InvitationQuerySet, OrganisationQuerySet, RestorationQuerySet, RoleRequestQuerySet, UserManager
from accounts.roles import STAFF_ROLES, Jurisdiction, Role, widest
from vault.sight import Sight


class Organisation(models.Model):
    """A partner organisation, or the coalition's own secretariat."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    is_coalition = models.BooleanField(_("the coalition's own staff"), default=False)
    may_be_named = models.BooleanField(_("dossiers may name it to governments"), default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A person who signs in. Nobody is ever deleted: people leave, what they did stays."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    language = models.CharField(_("language"), max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def rights(self) -> list[tuple[str, str]]:
        """Pairs of role and government ("" for none), without a query for whoever is signed in."""
        if "granted" in self.__dict__:  # annotated by `with_rights`
            return [(role, government) for role, _, government in (right.partition(":") for right in self.__dict__["granted"])]
        return [(grant.role, grant.jurisdiction) for grant in self.grants.all()]

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(role) for role, _ in self.rights)

    @cached_property
    def jurisdictions(self) -> frozenset[str]:
        """The governments this person is liaison for."""
        return frozenset(government for _, government in self.rights if government)

    @property
    def sight(self) -> Sight:
        """What this person's requests and jobs may see."""
        if not self.is_active:
            return Sight()
        return Sight(widest(self.roles), self.organisation_id, self.pk, self.jurisdictions)

    @property
    def is_coalition_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_operator(self) -> bool:
        return Role.SYSTEM_ADMIN in self.roles

    @property
    def is_auditor(self) -> bool:
        return Role.AUDITOR in self.roles

    def has_role(self, *wanted: Role) -> bool:
        return not self.roles.isdisjoint(wanted)


class RoleGrant(models.Model):
    person = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    jurisdiction = models.CharField(_("government"), max_length=2, choices=Jurisdiction.choices, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["role", "jurisdiction"]
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "jurisdiction"], name="one_grant_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(jurisdiction="") | models.Q(role=Role.LIAISON), name="only_liaisons_have_a_government"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.get_jurisdiction_display()}".strip()


def with_governments(role: str, codes: Iterable[str]) -> str:
    """A role in words, with the governments of a liaison."""
    return ", ".join([str(Role(role).label), *(str(Jurisdiction(code).label) for code in codes)])


class Invitation(models.Model):
    """The only way in: one person, one organisation, one role, once, within 72 hours.

    Into the coalition's own staff it takes two: until a second person confirms it, its link is not sent and opens nothing.
    One without `invited_by` was made on the machine itself, for the first people.
    """

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    jurisdictions = models.JSONField(default=list, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("invited_by")),
                name="invitation_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def is_waiting(self) -> bool:
        """For its person: not used, not withdrawn, not too old, and not waiting for a second person."""
        is_open = self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
        return is_open and not self.needs_second_person

    @property
    def role_with_governments(self) -> str:
        return with_governments(self.role, self.jurisdictions)

    @property
    def needs_second_person(self) -> bool:
        return self.role in STAFF_ROLES and self.invited_by_id is not None and self.confirmed_at is None


class RoleRequest(models.Model):
    """A role of the coalition's staff for somebody who is here already: asked by one person, decided by another."""

    person = models.ForeignKey(User, models.PROTECT, related_name="role_requests")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    jurisdictions = models.JSONField(default=list, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(decided_at=None), name="one_open_request_for_a_role"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | (~models.Q(decided_by=models.F("asked_by")) & ~models.Q(decided_by=models.F("person"))),
                name="role_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return with_governments(self.role, self.jurisdictions)


class Restoration(models.Model):
    """Access restored after a lost phone: asked by one member of staff, decided by another."""

    person = models.ForeignKey(User, models.PROTECT, related_name="restorations")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)

    objects = RestorationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(decided_at=None), name="one_open_restoration"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | (~models.Q(decided_by=models.F("asked_by")) & ~models.Q(decided_by=models.F("person"))),
                name="restoration_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
