"""Who held and opened a file, as its page tells it."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import CustodyEvent, EvidenceFile


def custody_of(file: EvidenceFile, *, reader: User) -> list[dict[str, Any]]:
    """Who held and opened it, in order. To a partner everybody of the coalition is the coalition."""
    events = CustodyEvent.objects.visible_to(reader).filter(file=file.pk).select_related("actor__organisation")
    return [{"when": event.at, "what": event.get_kind_display(), "who": _holder(event.actor, reader)} for event in events]


def _holder(actor: User | None, reader: User) -> str:
    if actor is None:
        return _("the system")
    is_theirs = reader.organisation.is_coalition or actor.organisation_id == reader.organisation_id
    return str(actor if is_theirs else actor.organisation)
