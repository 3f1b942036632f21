"""What must hold of a delivery itself: to whom, on which day, and what exactly. What must hold of the dossier is in `leaving`."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.models import DossierFile, DossierVersion, OfficeCopy, Recipient
from submissions.planning import plan_allows


def delivery_is_possible(
    version: DossierVersion, recipient: Recipient, sent_on: date, sent_as: OfficeCopy | DossierFile | None = None
) -> Iterator[str]:
    """To an office of the dossier's government, not tomorrow, and a copy only to the office whose name stands on it.

    The day may lie before the version was frozen: what was sent before this desk existed is recorded late.
    """
    if recipient.jurisdiction != version.dossier.jurisdiction:
        yield _("%(office)s is an office of another government.") % {"office": recipient}
    yield from day_is_possible(sent_on)
    yield from plan_allows(version.dossier, sent_on)
    if sent_as is not None and sent_as.version_id != version.pk:
        yield _("This file is of another version.")
    if isinstance(sent_as, OfficeCopy) and sent_as.recipient_id != recipient.pk:
        yield _("Copy %(number)s was made for %(office)s; its name stands on every page.") % {
            "number": sent_as.number,
            "office": sent_as.recipient,
        }


def day_is_possible(sent_on: date) -> Iterator[str]:
    if sent_on > timezone.localdate():
        yield _("This day is in the future. Record a delivery after it happened.")
