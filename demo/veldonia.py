"""Veldonia does not exist. Its people and organisations are invented; any likeness is chance."""

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import give_role

PASSWORD = "veldonia is not a country"  # noqa: S105 -- printed for everybody who starts the demonstration

COALITION = "Small Places coalition"
PARTNERS = ("Orsa Valley Women’s Network", "Kestrel Legal Aid, Port Vel")

# address, name, organisation, roles, governments
CAST: tuple[tuple[str, str, str, tuple[Role, ...], tuple[str, ...]], ...] = (
    ("author@orsa.example", "Ilka Varen", PARTNERS[0], (Role.AUTHOR,), ()),
    ("lead@orsa.example", "Dessa Morun", PARTNERS[0], (Role.LEAD,), ()),
    ("author@kestrel.example", "Tomas Brill", PARTNERS[1], (Role.AUTHOR, Role.LEAD), ()),
    ("coordinator@coalition.example", "Noor Halden", COALITION, (Role.COORDINATOR,), ()),
    ("reviewer@coalition.example", "Sena Okafor-Lind", COALITION, (Role.REVIEWER,), ()),
    ("liaison@coalition.example", "Marek Tolliver", COALITION, (Role.LIAISON,), ("us", "gb", "ca", "eu")),
    ("approver@coalition.example", "Ruth Amsel", COALITION, (Role.APPROVER, Role.LEGAL_REVIEWER, Role.SAFETY_REVIEWER), ()),
    ("analyst@coalition.example", "Pia Quendt", COALITION, (Role.ANALYST,), ()),
    ("editor@coalition.example", "Jonas Reuel", COALITION, (Role.REFERENCE_EDITOR,), ()),
    ("auditor@coalition.example", "Vera Lindqvist", COALITION, (Role.AUDITOR,), ()),
    ("admin@coalition.example", "Sam Ordway", COALITION, (Role.SYSTEM_ADMIN,), ()),
)


def people() -> None:
    """The cast, once: a second call changes nothing."""
    for name in (COALITION, *PARTNERS):
        Organisation.objects.get_or_create(
            name=name, defaults={"is_coalition": name == COALITION, "may_be_named": name != COALITION}
        )
    for email, name, organisation, roles, jurisdictions in CAST:
        person, is_new = User.objects.get_or_create(
            email=email, defaults={"name": name, "organisation": Organisation.objects.get(name=organisation)}
        )
        if is_new:
            person.set_password(PASSWORD)
            person.save(update_fields=["password"])
            for role in roles:
                give_role(person, role, by=None, jurisdictions=jurisdictions if role == Role.LIAISON else ())
