"""Every write about official texts: kept from the lists or pasted, and read by people."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from insight import policies
from insight.models import Coding, OfficialText, Reading
from insight.models.texts import LONGEST
from insight.statuses import TextKind
from sanctions.models import EntryVersion, ListEntry
from submissions.outcome_kinds import government_of

Code = tuple[str, str, str]  # group, recognition, passage


class Unfit(ValueError):
    """What was typed cannot be kept; the words are fit for a page."""


@transaction.atomic
def add_text(told: dict[str, Any], entries: Iterable[ListEntry], *, by: User) -> OfficialText:
    """Keep a pasted text for these designations. The same text again gains the designations it lacked. Raises `Unfit`."""
    if not policies.can_code(by):
        raise PermissionDenied
    if len(told["text"]) > LONGEST:
        raise Unfit(_("This text is too long to be kept. Paste the part that is about these designations."))
    text, is_new = OfficialText.objects.get_or_create(sha256=_hash(told["text"]), defaults={**told, "added_by": by})
    text.entries.add(*entries)
    if is_new:
        record(by, "text.added", text)
    return text


def keep_reasons(entries: Iterable[int]) -> int:
    """Keep the statements of reasons that the lists publish now for these entries; returns how many are new. Changed reasons are
    another text, to be read anew; the older one stays with its readings and is of no entry any more."""
    new = 0
    versions = EntryVersion.objects.newest_of(list(entries)).select_related("entry", "snapshot")
    for version in versions:
        words = "\n\n".join(version.content.get("reasons", ())).strip()
        if words and version.entry.is_listed:
            new += _keep(version, words)
    return new


def _keep(version: EntryVersion, words: str) -> int:
    entry = version.entry
    text, is_new = OfficialText.objects.get_or_create(
        sha256=_hash(words),
        defaults={
            "government": government_of(entry.watched_list_id),
            "kind": TextKind.REASONS,
            "title": f"{entry.reference} {entry.name}"[:300],
            "published_on": version.content.get("listed_on") or version.snapshot.as_of,
            "text": words,
        },
    )
    for older in entry.official_texts.filter(kind=TextKind.REASONS).exclude(pk=text.pk):
        older.entries.remove(entry)
    text.entries.add(entry)
    return int(is_new)


def _hash(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


@transaction.atomic
def read_text(text: OfficialText, codes: Iterable[Code], *, by: User) -> Reading:
    """One person has read it to its end. Groups that are not in `codes` are absent. Raises `PermissionDenied`, or `Unfit` when a
    passage does not stand in the text."""
    if not policies.can_code(by):
        raise PermissionDenied
    codes = list(codes)
    flat = " ".join(text.text.split())
    for _group, _recognition, passage in codes:
        if " ".join(passage.split()) not in flat:
            raise Unfit(_("This passage does not stand in the text: “%s”. Copy it word for word.") % passage[:200])
    Reading.objects.filter(text=text, coder=by).standing().update(superseded_at=timezone.now())
    reading = Reading.objects.create(text=text, coder=by)
    Coding.objects.bulk_create(Coding(reading=reading, group=g, recognition=r, passage=p) for g, r, p in codes)
    record(by, "text.read", text)
    return reading
