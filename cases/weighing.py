"""How well a case is carried: each claim with its sources, whether it passes the gate, and what speaks against. One query."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.utils.translation import gettext as _

from cases.corroboration import NEEDED, Voices, is_anchored
from cases.models import Case, Claim, ContrarySignOff, Override, Source, Told
from cases.packing import packed, unpacked
from cases.questions import STORIES
from cases.statuses import Section

LOOKED = frozenset({"found", "none"})  # what can be answered to "have you looked?" that is no "not yet"
ASKED = tuple(ask.code for ask in STORIES[Section.CONTRARY])


@dataclass(frozen=True)
class Weight:
    """One claim: its sources, how many of them are independent, and why it may stand if they are too few."""

    claim: Claim
    sources: tuple[Source, ...]
    independent: int
    is_anchored: bool
    override: Override | None  # the newest that was written about what the claim is now

    @property
    def passes(self) -> bool:
        """Two independent sources carry it, and one of all that do was there or has authority."""
        return self.independent >= NEEDED and self.is_anchored

    @property
    def is_overridden(self) -> bool:
        return self.override is not None and self.override.confirmed_by_id is not None

    @property
    def stands(self) -> bool:
        return self.passes or self.is_overridden

    @property
    def waits_for_second(self) -> bool:
        return not self.passes and self.override is not None and not self.is_overridden

    @property
    def lack(self) -> str:
        if not self.sources:
            return _("No source carries it")
        if self.independent < NEEDED:
            return _("One source, however often it is told")
        return "" if self.is_anchored else _("None was there, and none has authority")


@dataclass(frozen=True)
class Weighed:
    voices: Voices
    sources: Sequence[Source]
    weights: Sequence[Weight]
    told: Mapping[str, str]  # what the partner says speaks against
    sign_off: ContrarySignOff | None  # of what is told now
    earlier_sign_off: ContrarySignOff | None

    @property
    def thin(self) -> list[Weight]:
        return [weight for weight in self.weights if not weight.stands]

    @property
    def contrary_is_told(self) -> bool:
        return self.told.get("contrary_found") in LOOKED

    def of(self, claims: Collection[int]) -> list[Weight]:
        return [weight for weight in self.weights if weight.claim.pk in claims]


def weigh(case: Case) -> Weighed:
    carrying = Claim.sources.through.objects.filter(claim=OuterRef("pk")).order_by("source")
    standing = Claim.objects.filter(case=case, recanted_at=None)
    told = Told.objects.filter(case=case, code__in=ASKED)
    row = Case.objects.filter(pk=case.pk).values_list(
        packed(Source.objects.filter(case=case)),
        packed(standing, carried_by=ArraySubquery(carrying.values("source"))),
        packed(Override.objects.filter(case=case), by_name=F("by__name"), confirmed_name=F("confirmed_by__name")),
        packed(told),
        packed(ContrarySignOff.objects.filter(case=case), by_name=F("by__name")),
    )
    sources, claims, overrides, stories, signed = map(unpacked, (Source, Claim, Override, Told, ContrarySignOff), row.get())
    said = {story.code: story.text for story in stories}
    return Weighed(
        voices := Voices(numbered(sources)),
        sources,
        [_weight(claim, voices, overrides) for claim in claims],
        said,
        next((one for one in reversed(signed) if one.basis == basis_of_told(said)), None),
        signed[-1] if signed else None,
    )


def numbered(sources: Sequence[Any]) -> Sequence[Any]:
    """Each source knows the number that the page of its case gives it."""
    for number, source in enumerate(sources, start=1):
        source.number = number
    return sources


def _weight(claim: Any, voices: Voices, overrides: Sequence[Override]) -> Weight:
    carried_by = tuple(voices.sources[pk] for pk in claim.carried_by if pk in voices.sources)
    now = basis_of(claim, carried_by)
    written = [one for one in overrides if one.claim_id == claim.pk and one.basis == now]
    return Weight(
        claim,
        carried_by,
        voices.count(source.pk for source in carried_by),
        any(map(is_anchored, carried_by)),
        written[-1] if written else None,
    )


def basis_of(claim: Claim, sources: Collection[Any]) -> str:
    """A digest of what an override is about: what the claim says, and everything that decides who stands behind it."""
    facts = [[one.pk, one.type, one.origin, one.derived_from_id, one.author, one.informant, one.organisation] for one in sources]
    return _digest([claim.text, sorted(facts)])


def basis_of_told(told: Mapping[str, str]) -> str:
    return _digest(sorted(told.items()))


def _digest(facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def is_carried(case: Case) -> bool:
    """Every claim passes the gate of two sources, or two people have said why it may stand without."""
    return not weigh(case).thin


def contrary_is_read(case: Case) -> bool:
    """Somebody of the staff has read what speaks against, as it is told now, and signed."""
    return weigh(case).sign_off is not None
