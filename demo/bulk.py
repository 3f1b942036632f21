"""Many invented cases, for measuring: the same number and seed give the same cases on the same day."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import give_role
from cases import clock
from cases.models import (
    Act,
    Case,
    Claim,
    Consent,
    FirstNote,
    Incident,
    Involvement,
    NamedSubject,
    Source,
    Subject,
    SubjectName,
    Victim,
)
from cases.references import ALPHABET
from cases.statuses import CaseStatus as S
from cases.vocabularies import AbuseType, GroupAnswer, Mode, SourceType, VictimGroup
from demo import veldonia
from vault.keys import ring
from vault.models import DataKey
from vault.sight import EVERYTHING, look_as

AT_ONCE = 1000
PARTNERS = 300
# How many of a hundred cases stand where. Most of what a desk holds is over.
STANDING = {S.NOTED: 4, S.DRAFT: 5, S.FILED: 4, S.IN_REVIEW: 8, S.RETURNED: 4, S.ACCEPTED: 45, S.DECLINED: 25, S.WITHDRAWN: 5}
TOWNS = ("Port Vel", "Lower Orsa", "Teskan Ford", "Marrowgate", "Upper Lind", "Saltmere", "Quarry Cross", "Halden")
SYLLABLES = ("ka", "ro", "mi", "tel", "sun", "dar", "vo", "lin", "esh", "bor", "fa", "gun", "hal", "ir", "jo", "nek")
WHAT = ("Detentions at", "A death in", "Beatings at", "Evictions around", "Arrests of teachers in", "A raid on")


@dataclass
class Rows:
    """What is written together, in the order in which rows refer to each other."""

    made: dict[Any, list[Any]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.made.setdefault(type(row), []).append(row)
        return row

    def write(self) -> None:
        for model, rows in self.made.items():
            model._default_manager.bulk_create(rows)


def sow(count: int, seed: int) -> int:
    """Write so many cases, a thousand in a transaction. Returns how many there are now."""
    dice = random.Random(seed)  # noqa: S311 -- invented cases, nothing secret
    with look_as(EVERYTHING):
        partners, staff = _partners(dice), _staff()
        taken = set(Case.objects.values_list("reference", flat=True))
    for begin in range(0, count, AT_ONCE):
        with look_as(EVERYTHING):
            rows = Rows()
            for _number in range(begin, min(begin + AT_ONCE, count)):
                _one(rows, dice, partners, staff, taken)
            rows.write()
    return len(taken)


def _partners(dice: random.Random) -> list[tuple[Organisation, User]]:
    """Three hundred organisations with one author each; those of an earlier run are used again."""
    made = []
    for number in range(1, PARTNERS + 1):
        organisation, _ = Organisation.objects.get_or_create(name=f"Veldonian Witness Group {number}")
        person, is_new = User.objects.get_or_create(
            email=f"author{number}@witness.example", defaults={"name": _name(dice), "organisation": organisation}
        )
        if is_new:
            give_role(person, Role.AUTHOR, by=None)
        made.append((organisation, person))
    return made


def _staff() -> list[User]:
    veldonia.people()
    return list(User.objects.filter(grants__role__in=(Role.COORDINATOR, Role.REVIEWER)).distinct().order_by("pk"))


def _one(rows: Rows, dice: random.Random, partners: list[tuple[Organisation, User]], staff: list[User], taken: set[str]) -> None:
    organisation, author = dice.choice(partners)
    status = dice.choices(list(STANDING), list(STANDING.values()))[0]
    case = rows.add(_case(dice, organisation, author, status, staff, taken, rows.add(_key())))
    rows.add(
        FirstNote(
            case=case,
            who=f"{_name(dice)}, a commander of the Guard",
            what="People were held without charge and beaten, as three of them told us.",
            how_known="Two of our people spoke with those who were there.",
            written_at=case.opened_at,
        )
    )
    if status != S.NOTED:
        _fill(rows, dice, case, author)


def _key() -> DataKey:
    key = DataKey(wrapped_by=ring().current)
    key.wrapped = ring().wrap(AESGCM.generate_key(bit_length=256), bound_to=key.id.bytes)
    return key


def _case(
    dice: random.Random, organisation: Organisation, author: User, status: S, staff: list[User], taken: set[str], key: DataKey
) -> Case:
    age = timedelta(minutes=dice.randint(0, 5 * 365 * 24 * 60))
    case = Case(
        reference=_reference(dice, "C", taken),
        organisation=organisation,
        opened_by=author,
        title=f"{dice.choice(WHAT)} {dice.choice(TOWNS)}",
        status=status,
        data_key=key,
        opened_at=timezone.now() - age,
    )
    if status in (S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.DECLINED):
        case.taken_up_by = case.assigned_to = dice.choice(staff)
    if status == S.ACCEPTED:
        case.accepted_at = case.opened_at + age / 2
    case.with_us_since, case.days_with_us, case.due_on = None, dice.randint(0, 15), None
    if status in clock.GOALS:
        case.with_us_since = timezone.localdate() - timedelta(days=dice.randint(0, 40))
        case.due_on = clock.working_day_after(case.with_us_since, clock.GOALS[status] - min(case.days_with_us, 4))
    return case


def _fill(rows: Rows, dice: random.Random, case: Case, author: User) -> None:
    """What every filed case has: somebody responsible, somebody harmed, what happened, a source, a claim, an answer."""
    subject = rows.add(Subject(reference=_reference(dice, "S"), opened_in=case, birth_date=str(dice.randint(1950, 1990))))
    rows.add(NamedSubject(case=case, subject=subject))
    rows.add(SubjectName(subject=subject, text=_name(dice)))
    groups = dice.sample(VictimGroup.values, dice.randint(1, 2))
    victim = rows.add(
        Victim(case=case, pseudonym="The teacher", count=dice.randint(1, 9), group_answer=GroupAnswer.GIVEN, groups=groups)
    )
    began = f"{dice.randint(2018, 2022)}-{dice.randint(1, 12):02}"
    incident = rows.add(Incident(case=case, began=began, place=dice.choice(TOWNS), narrative="They were held for nine days."))
    act = rows.add(Act(incident=incident, victim=victim, abuse=dice.choice(AbuseType.values)))
    rows.add(Involvement(act=act, subject=subject, mode=dice.choice(Mode.values)))
    source = rows.add(Source(case=case, title="Statement 1", type=SourceType.WITNESS))
    claim = rows.add(Claim(case=case, text="He was present and gave the order."))
    rows.add(Claim.sources.through(claim=claim, source=source))
    government = dice.choice(("us", "gb", "ca", "eu"))
    rows.add(Consent(case=case, victim=victim, government=government, answer="yes", how="in person", recorded_by=author))


def _reference(dice: random.Random, prefix: str, taken: set[str] | None = None) -> str:
    length = 5 if taken is not None else 9  # subjects are too many for five letters without asking which are taken
    while (made := f"{prefix}-" + "".join(dice.choices(ALPHABET, k=length))) in (taken or ()):
        pass
    if taken is not None:
        taken.add(made)
    return made


def _name(dice: random.Random) -> str:
    return " ".join("".join(dice.choices(SYLLABLES, k=2)).title() for _ in range(2))
