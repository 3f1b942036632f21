"""Who files a case: read for those on it, and for those who review it. Nobody else learns a name."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases.models import Case, CoFiling
from cases.public_words import COALITION


@dataclass(frozen=True)
class Filer:
    """One organisation on a case; `row` is none for the one that leads."""

    organisation: Organisation
    part: str
    since: Any
    row: CoFiling | None = None


def filers(case: Case) -> list[Filer]:
    """All that file it together, the one that leads first."""
    rows = case.cofilings.joined().select_related("organisation").order_by("let_in_at") if case.joined_by else ()
    others = [Filer(row.organisation, row.short_part, row.let_in_at, row) for row in rows if row.organisation]
    return [Filer(case.organisation, _("Leads: files, answers and withdraws"), case.opened_at), *others]


def joined(case: Case) -> list[Organisation]:
    """Those that were let into it; asks nothing of a case that one organisation files."""
    return list(Organisation.objects.filter(pk__in=case.joined_by)) if case.joined_by else []


def others_on(case: Case, reader: User) -> list[Organisation]:
    """With whom the reader's organisation files it; asks nothing of a case that one organisation files."""
    if not case.joined_by:
        return []
    keys = [key for key in case.organisations if key != reader.organisation_id]
    return list(Organisation.objects.filter(pk__in=keys))


def names_for(case: Case, reader: User) -> dict[int, str]:
    """What a reader of the case may call each organisation that files it, by key: its name."""
    return {row.pk: row.name for row in [case.organisation, *others_on(case, reader)]}


def called(actor: User | None, reader: User, names: dict[int, str]) -> str:
    """What a partner reads of somebody who did something: a colleague's name, the organisation's, or the side's."""
    if actor is None or actor.organisation.is_coalition:
        return str(COALITION)
    if actor.organisation_id == reader.organisation_id:
        return str(actor)
    return names.get(actor.organisation_id) or _("an organisation that is not on this case")
