"""Writing what a dossier leaves out: people, sources and files in one act, words by a rule. Whoever signs, signs without them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from cases.models import EvidenceFile, Source, Victim
from submissions import checks, policies
from submissions.models import Dossier, Redaction

LISTS = {"victim": "left_victims", "source": "left_sources", "file": "left_files"}
OF_THE_CASES: dict[str, Callable[[Dossier], Any]] = {
    "victim": lambda dossier: Victim.objects.filter(case__in=dossier.recommendations.values("case")),
    "source": lambda dossier: Source.objects.filter(case__in=dossier.recommendations.values("case")),
    "file": lambda dossier: EvidenceFile.objects.filter(case__in=dossier.recommendations.values("case")),
}


@transaction.atomic
def leave_out(dossier: Dossier, what: str, key: int | UUID, *, by: User) -> Dossier:
    """The dossier says nothing of them from now on, and asks no consent of them. Raises as `redact` does, or `LookupError`."""
    dossier = held(dossier, by)
    if not OF_THE_CASES[what](dossier).filter(pk=key).exists():
        raise LookupError(what)
    return _kept(dossier, what, [*getattr(dossier, LISTS[what]), key], by)


@transaction.atomic
def take_in(dossier: Dossier, what: str, key: int | UUID, *, by: User) -> Dossier:
    dossier = held(dossier, by)
    return _kept(dossier, what, [one for one in getattr(dossier, LISTS[what]) if one != key], by)


@transaction.atomic
def redact(dossier: Dossier, words: str, instead: str, hides: str, *, by: User) -> Redaction:
    """A rule for words. Raises `PermissionDenied`, or `checks.NotReady` when the dossier was sent."""
    row = Redaction(dossier=held(dossier, by), hides=hides, instead=instead, by=by)
    row.words = " ".join(words.split())
    row.save(force_insert=True)
    record(by, "dossier.redacted", row.dossier)
    return row


@transaction.atomic
def lift(rule: Redaction, *, by: User) -> None:
    """The dossier says these words again. Raises as `redact` does."""
    dossier = held(rule.dossier, by)
    rule.delete()
    record(by, "dossier.redaction_lifted", dossier)


def _kept(dossier: Dossier, what: str, keys: list[Any], by: User) -> Dossier:
    setattr(dossier, LISTS[what], sorted(set(keys)))
    dossier.save(update_fields=[LISTS[what]])
    record(by, "dossier.left_out", dossier)
    return dossier


def held(dossier: Dossier, by: User) -> Dossier:
    """The row, locked, for whoever may still decide what it leaves out. Raises as `redact` does."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=dossier.pk)
    if not policies.is_liaison_for(by, held.jurisdiction):
        raise PermissionDenied
    if held.deliveries.exists():
        raise checks.NotReady([_("This dossier was sent already. What it leaves out is decided in a new one.")])
    return held
