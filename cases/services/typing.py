"""Nothing typed is lost: what stands in a form is kept, sealed, until it is saved; and a form saved twice is saved once.

A *sheet* is one form on one screen. Its token is in the form, signed, and says whose it is; so what was typed can
be kept after a session has ended, and only for the person to whom the page was shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from cases.models import Case, SentSheet, Typed
from cases.models.typing import way_back
from cases.typed import delete_typed
from vault.fields import SealedText
from vault.models import create_data_key
from vault.sight import Scope, Sight, look_as

SALT = "cases.sheet"
TOKEN_LASTS = timedelta(days=14)
MOST_SHEETS = 50  # of one person; the oldest go
MOST_CHARACTERS = 300_000  # of one sheet: several times the longest form
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "sheet"})

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Sheet:
    """`case` is the key of the case that the form is about, 0 for none; `place` the address of its page."""

    number: UUID
    person: int
    case: int
    place: str

    @property
    def token(self) -> str:
        return signing.dumps([str(self.number), self.person, self.case, self.place], salt=SALT, compress=True)

    @property
    def way_back(self) -> str:
        return way_back(self.place, self.number)


@dataclass(frozen=True)
class Kept:
    """What was typed on a sheet and not saved."""

    sheet: Sheet
    fields: Fields
    at: Any


def new_sheet(place: str, *, of: User, case: Case | None = None) -> Sheet:
    return Sheet(uuid4(), of.pk, case.pk if case else 0, place)


def read_token(token: str) -> Sheet | None:
    """The sheet that a form belongs to; None for a token that is forged, too old, or somebody's whose account is closed."""
    try:
        number, person, case, place = signing.loads(token, salt=SALT, max_age=TOKEN_LASTS)
    except signing.BadSignature:
        return None
    if not User.objects.filter(pk=person, is_active=True).exists():
        return None
    return Sheet(UUID(number), person, case, place)


def typed_in(sent: Any) -> Fields:
    """What somebody typed, out of everything a form sends."""
    return {name: [str(value) for value in values] for name, values in sent.lists() if name not in NOT_TYPED}


def keep(sheet: Sheet, fields: Fields) -> bool:
    """Keep what stands on a sheet, in place of what was kept of it before.

    False when nothing was kept: the sheet was saved already, or there is more on it than any form takes.
    """
    words = json.dumps(fields, ensure_ascii=False)
    if len(words) > MOST_CHARACTERS:
        return False
    with _as_its_person(sheet):
        if SentSheet.objects.filter(pk=sheet.number).exists():
            return False
        typed = Typed.objects.select_for_update().filter(pk=sheet.number).first()
        if typed is None:
            _make_room(sheet.person)
            typed = Typed(pk=sheet.number, person_id=sheet.person, case_id=sheet.case or None, place=sheet.place)
            typed.data_key = create_data_key()
        typed.fields, typed.at = words, timezone.now()
        typed.save()
    return True


def kept_at(place: str, *, of: User, number: str = "") -> Kept | None:
    """What this person typed at this place and did not save: the sheet of this number, or else the newest."""
    rows = Typed.objects.visible_to(of).filter(place=place).select_related("data_key")
    row = (rows.filter(pk=number).first() if number else None) or rows.first()
    return _opened(row) if row else None


def _opened(row: Typed) -> Kept:
    sheet = Sheet(row.pk, row.person_id, row.case_id or 0, row.place)
    words = cast(SealedText, row.fields).reveal()
    return Kept(sheet, json.loads(words or "{}"), row.at)


def kept_in(case: Case, *, of: User, below: str = "") -> list[Typed]:
    """The sheets of a case on which this person typed something that is not saved; `below` narrows to one section.

    What was typed in answer to a question stands beside the question already.
    """
    return list(Typed.objects.visible_to(of).filter(case=case, place__startswith=below or "/").exclude(place__contains="#"))


@transaction.atomic
def forget(number: UUID, *, of: User) -> None:
    """Throw away what was kept of a sheet, with its key."""
    delete_typed(Typed.objects.visible_to(of).filter(pk=number))


def sent_before(sheet: Sheet | None) -> SentSheet | None:
    return SentSheet.objects.filter(pk=sheet.number, person=sheet.person).first() if sheet else None


@transaction.atomic
def mark_sent(sheet: Sheet | None, fields: Fields, *, made: Any = None, of: User) -> bool:
    """Say that a sheet is saved, and forget what was kept of it. False when its twin was faster.

    Two clicks wait here for each other: whoever comes second learns it before anything is written twice.
    """
    if sheet is None:
        return True
    key = made if isinstance(made, int) else None
    _, is_first = SentSheet.objects.get_or_create(
        number=sheet.number, defaults={"person_id": sheet.person, "print": print_of(fields), "made": key}
    )
    forget(sheet.number, of=of)
    return is_first


def print_of(fields: Fields) -> str:
    """The same for the same words, and nothing to anybody who has only this."""
    return salted_hmac(SALT, json.dumps(fields, sort_keys=True), algorithm="sha256").hexdigest()


def is_mine(sheet: Sheet | None, person: User) -> bool:
    return sheet is not None and sheet.person == person.pk


def _as_its_person(sheet: Sheet) -> Any:
    """Whoever brings the text, also nobody: what is written belongs to the person of the sheet, and nothing else is seen."""
    return look_as(Sight(Scope.NOTHING, 0, sheet.person))


def _make_room(person: int) -> None:
    old = Typed.objects.filter(person=person).values_list("pk", flat=True)[MOST_SHEETS - 1 :]
    delete_typed(Typed.objects.filter(pk__in=list(old)))
