"""Who is spoken to in a note: `@Noor`, `@noor.haddad`, `@reviewer`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.roles import STAFF_ROLES, Role

CALLED = re.compile(r"(?<![\w@])@([\w.'-]*\w)")
ROLES = {role.value: role for role in STAFF_ROLES} | {f"{role.value}s": role for role in STAFF_ROLES}


@dataclass(frozen=True)
class Spoken:
    people: list[int]
    roles: list[Role]
    unknown: list[str]  # nobody, or more than one person, is called so


def spoken_to(text: str, staff: Iterable[User]) -> Spoken:
    people, roles, unknown = set(), set(), []
    called: dict[str, set[int]] = {}
    for person in staff:
        words = person.name.casefold().split()
        for name in (words[0], ".".join(words), "_".join(words)):
            called.setdefault(name, set()).add(person.pk)
    for word in CALLED.findall(text):
        name = word.casefold()
        if name in ROLES:
            roles.add(ROLES[name])
        elif len(called.get(name, ())) == 1:
            people |= called[name]
        else:
            unknown.append(word)
    return Spoken(sorted(people), sorted(roles), unknown)
