"""Asking for a copy for one office. A worker makes it; the link to it ends after a week."""

import secrets
from collections.abc import Iterator
from typing import Any

import pyrage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from jobs.models import Job
from jobs.services import promise
from submissions import checks, policies
from submissions.models import DossierVersion, OfficeCopy
from submissions.statuses import CopyFormat, Lock
from submissions.title_page import DISCLOSURE

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are mistaken for each other
GROUPS, LENGTH = 5, 5  # 25 signs of 31: 123 bits


@transaction.atomic
def ask_for_copy(version: DossierVersion, told: dict[str, Any], *, by: User) -> tuple[OfficeCopy, Job]:
    """`told` has recipient, format, lock, age_key, part_megabytes, letter. Raises `PermissionDenied`, `checks.NotReady`."""
    if not policies.is_liaison_for(by, version.dossier.jurisdiction):
        raise PermissionDenied
    version = DossierVersion.objects.select_for_update(of=("self",)).select_related("dossier__data_key").get(pk=version.pk)
    checks.require(fits(version, told))
    checks.require_deliverable(version)
    copy = OfficeCopy(version=version, number=version.copies.count() + 1, asked_by=by, **told)
    copy.password = new_password() if copy.lock == Lock.PASSWORD else ""
    copy.save(force_insert=True)
    record(by, "dossier.copy_asked", version)
    return copy, promise("submissions.make_copy", by=by, dedup_key=f"copy:{copy.pk}", copy=copy.pk)


def fits(version: DossierVersion, told: dict[str, Any]) -> Iterator[str]:
    if told["recipient"].jurisdiction != version.dossier.jurisdiction:
        yield _("%(office)s is an office of another government.") % {"office": told["recipient"]}
    if told["lock"] == Lock.PASSWORD and told["format"] != CopyFormat.PDF:
        yield _("A password locks the PDF. Lock a ZIP with the office’s age key.")
    if told["lock"] == Lock.AGE and not is_age_key(told["age_key"]):
        yield _("This is no age key: it begins with age1 and is 62 signs long.")


def is_age_key(text: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def new_password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _sign in range(LENGTH)) for _group in range(GROUPS))


def usual_letter(version: DossierVersion) -> str:
    """What a letter says unless the liaison writes another. English: it goes to a government."""
    return (
        "Please find attached a recommendation for sanctions with its evidence.\n\n"
        "It holds allegations, not findings of fact. People appear in it under pseudonyms and could be harmed if they were "
        "recognised. We ask that it is kept confidential, also when it is asked for under "
        f"{DISCLOSURE[version.dossier.jurisdiction]}, and that we are consulted before any of it is disclosed.\n\n"
        "We would be glad to answer questions, and to send what else you need."
    )
