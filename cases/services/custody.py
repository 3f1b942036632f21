"""What an auditor may ask for: a walk along the chain of custody, and that every file be read again."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.log import record
from jobs.models import Job
from jobs.services import promise


@transaction.atomic
def ask_for_walk(*, by: User) -> Job:
    """Promise a walk along the whole chain; its page shows how far it is and what it found."""
    job = promise("cases.verify_custody", by=by, dedup_key=f"cases.verify_custody:{by.pk}")
    record(by, "custody.verified", job)
    return job


@transaction.atomic
def ask_for_rehash(*, by: User) -> Job:
    """Promise that every file that was received before now is read again."""
    job = promise("cases.rehash_files", by=by, dedup_key="cases.rehash_files:asked", before=int(timezone.now().timestamp()))
    record(by, "custody.reread", job)
    return job
