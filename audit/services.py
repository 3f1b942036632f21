from typing import Any

from django.db import transaction

from audit.log import record
from jobs.models import Job
from jobs.services import promise


@transaction.atomic
def ask_for_verification(*, by: Any) -> Job:
    """Promise a walk over the whole record, and record who asked; its page shows how far it is and what it found."""
    job = promise("audit.verify", by=by, dedup_key=f"audit.verify:{by.pk}")
    record(by, "record.verified", job)
    return job
