"""What people do about the leak check: clear a chance likeness, confirm what another cleared, look at what no machine reads."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from submissions import policies
from submissions.models import DossierVersion, LeakHit, Unread


class NotTwo(Exception):
    """The same person cannot clear a hit and confirm it."""


@transaction.atomic
def clear(hit: LeakHit, because: str, *, by: User) -> LeakHit:
    """Somebody says that it is chance: another Maria. It blocks until a second person says so too. Raises `PermissionDenied`."""
    hit = _held(hit, by)
    hit.cleared_by, hit.cleared_at, hit.because = by, timezone.now(), because
    hit.confirmed_by = hit.confirmed_at = None
    hit.save(update_fields=["cleared_by", "cleared_at", "because", "confirmed_by", "confirmed_at"])
    record(by, "dossier.leak_cleared", hit.check_of.version)
    return hit


@transaction.atomic
def confirm(hit: LeakHit, *, by: User) -> LeakHit:
    """The second person. Raises `NotTwo` when it is the first, or nobody cleared it; `PermissionDenied`."""
    hit = _held(hit, by)
    if hit.cleared_by_id is None or hit.cleared_by_id == by.pk:
        raise NotTwo(_("A second person has to look at it: not the one who cleared it."))
    hit.confirmed_by, hit.confirmed_at = by, timezone.now()
    hit.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "dossier.leak_confirmed", hit.check_of.version)
    return hit


@transaction.atomic
def take_back(hit: LeakHit, *, by: User) -> LeakHit:
    """It is no chance after all: it blocks again."""
    hit = _held(hit, by)
    hit.cleared_by = hit.cleared_at = hit.confirmed_by = hit.confirmed_at = None
    hit.because = ""
    hit.save(update_fields=["cleared_by", "cleared_at", "because", "confirmed_by", "confirmed_at"])
    record(by, "dossier.leak_stands", hit.check_of.version)
    return hit


@transaction.atomic
def tick(version: DossierVersion, keys: Iterable[int], *, by: User) -> int:
    """Somebody looked at these files and found that they name nobody; returns how many are newly ticked."""
    if not policies.can_clear(by, version.dossier):
        raise PermissionDenied
    waiting = Unread.objects.filter(check_of__version=version, pk__in=keys, ticked_by=None)
    if count := waiting.update(ticked_by=by, ticked_at=timezone.now()):
        record(by, "dossier.looked_at", version)
    return count


def _held(hit: LeakHit, by: User) -> LeakHit:
    held = LeakHit.objects.select_for_update(of=("self",)).select_related("check_of__version__dossier").get(pk=hit.pk)
    if not policies.can_clear(by, held.check_of.version.dossier):
        raise PermissionDenied
    return held
