"""Every write of a person about official lists: files dropped, publications released or refused, twins told apart."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from jobs.models import Job
from jobs.services import promise
from sanctions import archive, policies, refresh
from sanctions.entries import ListSource
from sanctions.models import Snapshot, Twin, WatchedList
from sanctions.statuses import Decision, TwinVerdict


class Decided(Exception):
    """Somebody else was faster, or what was released turned out unreadable; the words are fit for a page."""


@transaction.atomic
def propose_release(snapshot: Snapshot, *, by: User) -> Snapshot:
    """The first of two persons who say that an unlikely publication is the list all the same."""
    snapshot = _locked(snapshot)
    if not policies.can_propose_release(by, snapshot):
        raise PermissionDenied
    snapshot.decision, snapshot.proposed_by = Decision.PROPOSED, by
    snapshot.save(update_fields=["decision", "proposed_by"])
    record(by, "list.release_proposed", snapshot, after=Decision.PROPOSED)
    return snapshot


@transaction.atomic
def release(snapshot: Snapshot, *, by: User) -> refresh.Outcome:
    """The second of the two: the publication is taken in now. Raises `Decided` when it cannot be."""
    snapshot = _locked(snapshot)
    if not policies.can_release(by, snapshot):
        raise PermissionDenied
    if snapshot.pk != snapshot.watched_list.snapshots.newest().pk:
        raise Decided(_("A newer publication was read in the meantime. This one is not taken in any more."))
    outcome = refresh.absorb_released(snapshot)
    if outcome.is_quarantined:
        raise Decided(_("It could not be read after all: %s") % outcome.reason)
    _decide(snapshot, Decision.RELEASED, by)
    record(by, "list.released", snapshot, before=Decision.PROPOSED, after=Decision.RELEASED)
    return outcome


@transaction.atomic
def refuse(snapshot: Snapshot, *, by: User) -> Snapshot:
    """One person is enough: what we hold stays as it is."""
    snapshot = _locked(snapshot)
    if not policies.can_refuse(by, snapshot):
        raise PermissionDenied
    before = snapshot.decision
    _decide(snapshot, Decision.REFUSED, by)
    record(by, "list.refused", snapshot, before=before, after=Decision.REFUSED)
    return snapshot


ACTIONS = {"propose": propose_release, "release": release, "refuse": refuse}


@transaction.atomic
def say_of_twins(twin: Twin, verdict: TwinVerdict, *, by: User) -> Twin:
    """One party or two. Nothing is joined: the entries stay as published, and the word stands beside them."""
    twin = Twin.objects.select_for_update().get(pk=twin.pk)
    if not policies.can_decide_lists(by):
        raise PermissionDenied
    before = twin.verdict
    twin.verdict, twin.said_by, twin.said_at = verdict, by, timezone.now()
    twin.save(update_fields=["verdict", "said_by", "said_at"])
    record(by, "list.twin_judged", twin, before=before, after=verdict)
    return twin


@transaction.atomic
def drop_files(source: ListSource, files: Mapping[str, Path], published_on: date | None, *, by: User) -> Job:
    """Keep files that somebody brought by hand and promise to read them. They are public, so their hashes may be told."""
    if not policies.can_decide_lists(by):
        raise PermissionDenied
    sha256s = {name: archive.sha256_of(path) for name, path in files.items()}
    for name, path in files.items():
        archive.keep(source.slug, path, sha256s[name])
    watched, _made = WatchedList.objects.get_or_create(slug=source.slug)
    record(by, "list.dropped", watched)
    parts = ",".join(f"{name}:{sha256}" for name, sha256 in sorted(sha256s.items()))
    return promise(
        "sanctions.absorb_files",
        by=by,
        slug=source.slug,
        parts=parts,
        published_on=published_on.isoformat() if published_on else "",
    )


def _locked(snapshot: Snapshot) -> Snapshot:
    """The list's row first, as whoever reads the list does."""
    WatchedList.objects.select_for_update().get(pk=snapshot.watched_list_id)
    return Snapshot.objects.select_for_update(of=["self"]).select_related("watched_list").get(pk=snapshot.pk)


def _decide(snapshot: Snapshot, decision: Decision, by: User) -> None:
    snapshot.decision, snapshot.decided_by, snapshot.decided_at = decision, by, timezone.now()
    snapshot.save(update_fields=["decision", "decided_by", "decided_at"])
