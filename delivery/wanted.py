"""What an office asked for, made into the accepted cases that could answer it, each with what it needs still."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cases.completeness import Contents
from cases.meter import Meter, meters
from cases.models import Case
from cases.querysets import CaseQuerySet
from delivery.models import Wanted
from sanctions.countries import CODES, code_of

MOST = 20  # cases whose needs are worked out on one page


@dataclass(frozen=True)
class Fitting:
    case: Case
    meter: Meter
    is_argued: bool


def cases_for(wanted: Wanted, user: Any) -> CaseQuerySet:
    """Accepted, consented for that government, of that kind of abuse and country as far as these were said."""
    cases = Case.objects.visible_to(user).accepted().filter(consented_for__contains=[wanted.jurisdiction])
    if wanted.theme:
        cases = cases.filter(incidents__acts__abuse=wanted.theme)
    if wanted.country:
        named = Q()
        for name in names_of(wanted.country):
            named |= Q(incidents__area__icontains=name) | Q(incidents__place__icontains=name)
            named |= Q(subjects__nationality__iexact=name)
        cases = cases.filter(named)
    return cases.distinct()


def names_of(country: str) -> set[str]:
    """Every name that a country goes by, and the one that was said."""
    code = code_of(country)
    return {country.strip(), *(name for name, other in CODES.items() if other == code and len(name) > 2)}


def fitting(wanted: Wanted, user: Any) -> list[Fitting]:
    """The first few, those that need least first."""
    found = []
    for case in cases_for(wanted, user).select_related("organisation")[:MOST]:
        meter = next(one for one in meters(Contents(case)) if one.government == wanted.jurisdiction)
        found.append(Fitting(case, meter, wanted.jurisdiction in case.argued_before))
    return sorted(found, key=lambda one: (len(one.meter.needs), one.case.pk))
