"""What exactly left with a delivery: a copy that was made for the office, or a file of the version."""

from typing import Any

from accounts.models import User
from audit.log import record
from submissions.models import Delivery, DossierFile, OfficeCopy


def what_left(sent_as: OfficeCopy | DossierFile | None) -> dict[str, Any]:
    """The fields of `Delivery` that say it."""
    return {"copy" if isinstance(sent_as, OfficeCopy) else "file": sent_as}


def name_what_left(delivery: Delivery, sent_as: OfficeCopy | DossierFile | None, *, by: User) -> Delivery:
    """Of a delivery that is recorded already, when nobody had written it down. What was written stays."""
    if sent_as is not None and delivery.sent_as is None:
        Delivery.objects.filter(pk=delivery.pk).update(**what_left(sent_as))
        record(by, "dossier.delivered", delivery)
        delivery.refresh_from_db()
    return delivery
