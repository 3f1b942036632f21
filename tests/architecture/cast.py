"""The visitors of the access matrix, each with a session, and one object of each kind that belongs to `partner`."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import give_role
from cases.models import Case
from jobs.services import promise
from tests.conftest import prove
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as

BACKEND = "accounts.backends.AccountBackend"

# visitor: organisation, role. `closed` has a session of an account that was closed, `bare` no second step yet,
# `outsider` an account without a role.
PEOPLE = {
    "closed": ("Orsa", Role.LEAD),
    "bare": ("Orsa", Role.LEAD),
    "outsider": ("Kestrel", None),
    "other": ("Kestrel", Role.LEAD),
    "partner": ("Orsa", Role.AUTHOR),
    "lead": ("Orsa", Role.LEAD),
    "coordinator": ("Coalition", Role.COORDINATOR),
    "reviewer": ("Coalition", Role.REVIEWER),
    "liaison": ("Coalition", Role.LIAISON),
    "analyst": ("Coalition", Role.ANALYST),
    "editor": ("Coalition", Role.REFERENCE_EDITOR),
    "auditor": ("Coalition", Role.AUDITOR),
    "admin": ("Coalition", Role.SYSTEM_ADMIN),
}
VISITORS = ("nobody", *PEOPLE)


def assemble():
    """Everybody, their sessions and the partner's objects, by name."""
    houses = {
        name: Organisation.objects.create(name=name, is_coalition=name == "Coalition")
        for name in ("Orsa", "Kestrel", "Coalition")
    }
    world = {name: person(name, houses[house], role) for name, (house, role) in PEOPLE.items()}
    world["second coordinator"] = person("second coordinator", houses["Coalition"], Role.COORDINATOR)
    world["sessions"] = {name: session(world[name]) for name in PEOPLE}
    User.objects.filter(pk=world["closed"].pk).update(is_active=False)
    world["case"] = case(world["partner"])
    world["job"] = promise("audit.verify", by=world["partner"])
    return world


def person(name, organisation, role):
    person = User.objects.create(email=f"{name.replace(' ', '.')}@example.org", name=name, organisation=organisation)
    if role:
        give_role(person, role, by=None, jurisdictions=["us"] if role == Role.LIAISON else ())
    if name != "bare":
        TOTP.activate(person, generate_totp_secret())
    return User.objects.get(pk=person.pk)


def session(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    prove(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def case(partner):
    with look_as(EVERYTHING):
        return Case.objects.create(organisation=partner.organisation, opened_by=partner, data_key=create_data_key())


def client_of(world, visitor):
    """A fresh browser with the visitor's session in it."""
    client = Client()
    if visitor in world["sessions"]:
        client.cookies[settings.SESSION_COOKIE_NAME] = world["sessions"][visitor]
    return client
