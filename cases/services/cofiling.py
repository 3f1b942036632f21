"""Filing a case together: the lead offers a part, another organisation answers with the code, the lead lets it in.

Nobody is found by name: which organisations work with the coalition is told to no partner. The code goes from one to the
other on a way of their own; whoever answers with it learns nothing of the case, and is let in only by the one who leads.
"""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies, recusing
from cases.models import Case, CoFiling, Correction, Interest, Recusal
from cases.models.cofiling import OPEN_FOR
from cases.references import ALPHABET
from cases.statuses import AfterFiling
from jobs.services import promise
from vault.sight import EVERYTHING, look_as

SALT = "cases.cofiling"
GROUPS, EACH = 3, 6  # 28 to the power of 18: nobody guesses one
MOST_OFFERS = 10  # that wait in one case


def code_of(part: CoFiling) -> str:
    """What the lead passes on, such as `7K3QFB-…`. It is kept nowhere: the row and the site's secret make it again."""
    number = int.from_bytes(salted_hmac(SALT, str(part.pk), algorithm="sha256").digest())
    letters = [ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(GROUPS * EACH)]
    return "-".join("".join(letters[start : start + EACH]) for start in range(0, GROUPS * EACH, EACH))


def digest_of(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def offer_part(case: Case, part: CoFiling.Part, *, by: User) -> CoFiling:
    """Make an offer whose code works once, for fourteen days. Raises `PermissionDenied`, or `IllegalStep` when too many wait."""
    _lock(case)
    if not policies.can_share(by, case):
        raise PermissionDenied
    waiting = case.cofilings.on_offer().filter(offered_at__gt=timezone.now() - OPEN_FOR)
    if waiting.count() >= MOST_OFFERS:
        raise IllegalStep(_("Too many codes wait for an answer. Take one back first."))
    offer = CoFiling(case=case, part=part, offered_by=by)
    offer.digest = digest_of(code_of(offer))
    offer.save(force_insert=True)
    record(by, "case.part_offered", case)
    return offer


@transaction.atomic
def answer_offer(code: str, *, by: User, safe_contact: str = "") -> CoFiling:
    """Say yes for one's organisation. It sees nothing of the case until the lead lets it in.

    Raises `PermissionDenied`, or `IllegalStep`: to somebody without an open code always in the same words.
    """
    if not policies.can_open(by) or by.organisation.is_coalition:
        raise PermissionDenied
    with look_as(EVERYTHING):  # the case is out of their sight, and stays there
        offer = CoFiling.objects.select_related("case").on_offer().filter(digest=digest_of(code)).first()
        if offer is None:
            raise IllegalStep(_("No case waits for this code. A code works once, for fourteen days: ask for a new one."))
        _lock(offer.case)
        offer.refresh_from_db(from_queryset=CoFiling.objects.select_related("case__data_key"))
        _require_open(offer, by)
        offer.organisation, offer.answered_by, offer.answered_at = by.organisation, by, timezone.now()
        offer.safe_contact = safe_contact
        offer.save(update_fields=["organisation", "answered_by", "answered_at", "safe_contact"])
        answered = record(by, "case.part_answered", offer.case)
        promise("cases.tell_organisations", record=answered.pk)
    return offer


def _require_open(offer: CoFiling, by: User) -> None:
    if not offer.is_on_offer or offer.case.status in policies.OVER_FOR_PARTNERS or offer.case.data_key.is_shredded:
        raise IllegalStep(_("No case waits for this code. A code works once, for fourteen days: ask for a new one."))
    if policies.is_on(by, offer.case):
        raise IllegalStep(_("This code is from a case of yours. The organisation that is to join uses it."))
    if offer.case.cofilings.asking().filter(organisation=by.organisation_id).exists():
        raise IllegalStep(_("Your organisation has answered already. It waits to be let in."))


@transaction.atomic
def let_in(part: CoFiling, *, by: User) -> None:
    """From now on the organisation reads the case. Staff who have a tie to it are set aside. A second click changes nothing.

    Raises `PermissionDenied`, or `IllegalStep` when it is over.
    """
    case = _locked(part)
    if not policies.can_share(by, case):
        raise PermissionDenied
    if part.is_in:
        return
    if not part.asks_to_be_let_in:
        raise IllegalStep(_("This can no longer be done: it is over."))
    part.let_in_by, part.let_in_at = by, timezone.now()
    part.save(update_fields=["let_in_by", "let_in_at"])
    joined = record(by, "case.part_given", case)
    with look_as(EVERYTHING):
        for tie in Interest.objects.filter(organisation=part.organisation_id).select_related("person"):
            recusing.set_aside(case, tie.person, reason=Recusal.Reason.ORGANISATION, by=None)
    promise("cases.tell_organisations", record=joined.pk)


@transaction.atomic
def end_part(part: CoFiling, *, by: User) -> None:
    """The lead takes an offer back, refuses who answered, or ends a part: the organisation sees nothing more of the case.

    What it wrote stays in the case. A second click changes nothing. Raises `PermissionDenied`.
    """
    case = _locked(part)
    if not policies.can_file(by, case):
        raise PermissionDenied
    _end(part, by, "case.part_ended")


@transaction.atomic
def leave(case: Case, note: str, *, by: User) -> None:
    """An organisation goes. Of a case that was filed nothing more is sent until staff have looked at what that changes.

    Raises `PermissionDenied`.
    """
    _lock(case)
    part = case.cofilings.joined().filter(organisation=by.organisation_id).first()
    if part is None or not policies.can_leave(by, case):
        raise PermissionDenied
    if policies.can_correct(by, case):
        words = note.strip() or _("An organisation that filed this case with others has left it, and gave no reason.")
        Correction.objects.create(case=case, kind=AfterFiling.CORRECTION, text=words, by=by)
    told = record(by, "case.part_left", case)
    promise("cases.tell_of_step", record=told.pk)
    with look_as(EVERYTHING):  # writing this, they lose sight of it
        _end(part, by, "")


def _end(part: CoFiling, by: User, verb: str) -> None:
    if part.is_over:
        return
    part.ended_by, part.ended_at = by, timezone.now()
    part.save(update_fields=["ended_by", "ended_at"])
    if verb:
        record(by, verb, part.case)


def _lock(case: Case) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def _locked(part: CoFiling) -> Case:
    """The case of a part, both as they stand now."""
    _lock(part.case)
    part.refresh_from_db(from_queryset=CoFiling.objects.select_related("case"))
    return part.case
