"""Who somebody is: sealed by the partner, read by two persons' leave for a short time, shredded for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep, take_step
from cases import custody, policies
from cases.arriving import give_up
from cases.models import Case, EvidenceFile, SealedIdentity, SealRequest, Source, Victim
from cases.statuses import Asked, CustodyKind, FileState, SealStatus
from cases.workflow import SEAL_STEPS
from jobs.services import promise
from vault.fields import SealedText
from vault.keys import Unreadable
from vault.models import create_data_key, shred

WORDS = ("name", "also_called", "contact", "marks")
ASKING = {
    Asked.REVEAL: ("case.identity_asked", policies.can_ask_reveal),
    Asked.SHRED_IDENTITY: ("case.shredding_asked", policies.can_ask_shredding),
    Asked.SHRED_CASE: ("case.shredding_asked", policies.can_ask_shredding),
    Asked.UNLOCK: ("case.unlock_asked", policies.can_ask_unlock),
}


@dataclass(frozen=True, repr=False)
class Revealed:
    """In clear, for the one page that shows it. It prints as nothing."""

    name: str
    also_called: str
    contact: str
    marks: str


@transaction.atomic
def seal_identity(case: Case, person: Victim | Source, words: Mapping[str, str], *, by: User) -> SealedIdentity:
    """Seal who this person is. What stood there before is shredded: it is written anew as a whole, never read to be mended.

    Raises `PermissionDenied`; `IllegalStep` when everything sealed in the case was shredded.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_seal_identity(by, case):
        raise PermissionDenied
    if case.data_key.is_shredded:
        raise IllegalStep(_("Everything sealed in this case was shredded. Nothing is sealed in it any more."))
    whose = _whose(person)
    identity = SealedIdentity.objects.filter(**whose).select_related("data_key", "given_by").first()
    if identity and identity.given_by.organisation_id != by.organisation_id and policies.is_on(identity.given_by, case):
        raise IllegalStep(_("Another organisation of this case sealed who this is. It stays as it is; write to them."))
    before = identity.data_key if identity else None
    identity = identity or SealedIdentity(case=case, **whose)
    identity.data_key, identity.given_by, identity.given_at = create_data_key(in_halves=True), by, timezone.now()
    for name in WORDS:
        setattr(identity, name, words.get(name, ""))
    identity.save()
    if before:
        shred(before)
    record(by, "case.identity_sealed", case)
    return identity


def forget_identity_of(person: Victim | Source) -> None:
    """For whoever takes a person out of a draft: the key goes with them."""
    identity = SealedIdentity.objects.filter(**_whose(person)).select_related("data_key").first()
    if identity is not None:
        identity.delete()
        shred(identity.data_key)


def _whose(person: Victim | Source) -> dict[str, Victim | Source]:
    return {"victim": person} if isinstance(person, Victim) else {"source": person}


def require_asking(user: User, case: Case, kind: Asked) -> None:
    """Raises `PermissionDenied` for whoever may not even ask."""
    _, policy = ASKING[kind]
    if not policy(user, case):
        raise PermissionDenied


@transaction.atomic
def ask(
    case: Case, kind: Asked, reason: str, *, by: User, identity: SealedIdentity | None = None, file: EvidenceFile | None = None
) -> SealRequest:
    """The first of two, in writing. Raises `PermissionDenied`, or `IllegalStep` when it is asked already."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    require_asking(by, case, kind)
    try:
        with transaction.atomic():
            request = SealRequest.objects.create(
                case=case, kind=kind, identity=identity, file=file, reason=reason.strip(), asked_by=by
            )
    except IntegrityError:
        raise IllegalStep(_("This was asked already, and waits for a second person.")) from None
    record(by, ASKING[kind][0], case)
    promise("cases.tell_of_seal", request=request.pk)
    return request


@transaction.atomic
def decide(request: SealRequest, action: str, *, by: User) -> SealRequest:
    """The second of two. What is allowed is done at once; reading alone is left to whoever asked.

    Raises `PermissionDenied`, or `IllegalStep` when a colleague was faster.
    """
    case = Case.objects.select_for_update().get(pk=request.case_id)
    take_step(request, action, SEAL_STEPS, by=by)
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["decided_by", "decided_at"])
    if request.status == SealStatus.ALLOWED and request.kind in DONE_AT_ONCE:
        DONE_AT_ONCE[Asked(request.kind)](case, request, by)
    promise("cases.tell_of_seal", request=request.pk)
    return request


@transaction.atomic
def reveal(request: SealRequest, *, by: User) -> Revealed:
    """Who it is, to whoever asked and was allowed, while that lasts. Each look is on the record, and the partner hears of it.

    Raises `PermissionDenied`, or `IllegalStep` when it is over.
    """
    request.refresh_from_db(from_queryset=SealRequest.objects.select_for_update())
    if request.asked_by_id != by.pk or not policies.can_ask_reveal(by, request.case):
        raise PermissionDenied
    if not request.can_be_read or request.identity is None or request.identity.data_key.is_shredded:
        raise IllegalStep(_("This is over, or was not allowed. Ask again, and say why."))
    revealed = _opened(request.identity)
    if request.shown_at is None:
        request.shown_at = timezone.now()
        request.save(update_fields=["shown_at"])
    looked = record(by, "case.identity_revealed", request.case)
    promise("cases.tell_of_step", record=looked.pk)
    return revealed


def _opened(identity: SealedIdentity) -> Revealed:
    try:
        return Revealed(*(cast(SealedText, getattr(identity, name)).reveal() for name in WORDS))
    except Unreadable:
        raise IllegalStep(
            _("It does not open here: a half of its key is missing. Tell the operator; or ask the partner to seal it anew.")
        ) from None


def _shred_identity(case: Case, request: SealRequest, by: User) -> None:
    if request.identity is not None:
        shred(request.identity.data_key)
    record(by, "case.identity_shredded", case)


def _shred_case(case: Case, request: SealRequest, by: User) -> None:
    """Every identity, and everything under the key of the case. Files stay named, with hash and custody, and open no more."""
    for identity in case.identities.select_related("data_key"):
        shred(identity.data_key)
    for upload in case.uploads.filter(evidence=None).select_related("case__data_key"):
        give_up(upload)
    for file in case.evidencefiles.all():
        custody.note(file, CustodyKind.SHREDDED, by=by)
    shred(case.data_key)
    told = record(by, "case.shredded", case)
    promise("cases.tell_of_step", record=told.pk)


def _unlock(case: Case, request: SealRequest, by: User) -> None:
    """The report was a mistake: the file can be opened again, and gets a new working copy."""
    file = EvidenceFile.objects.select_for_update().get(pk=cast(UUID, request.file_id))
    file.locked_at = None
    if file.state == FileState.READY:
        file.state = FileState.SCANNED
    file.save(update_fields=["locked_at", "state"])
    record(by, "case.evidence_unlocked", file)
    custody.note(file, CustodyKind.UNLOCKED, by=by)
    promise("cases.copy_file", file=file.pk)


DONE_AT_ONCE = {Asked.SHRED_IDENTITY: _shred_identity, Asked.SHRED_CASE: _shred_case, Asked.UNLOCK: _unlock}
