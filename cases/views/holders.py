"""Who held and opened a file, as its page tells it."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import CustodyEvent, EvidenceFile
from cases.together import called, names_for


def custody_of(file: EvidenceFile, *, reader: User) -> list[dict[str, Any]]:
    """Who held and opened it, in order. To a partner everybody of the coalition is the coalition."""
    events = CustodyEvent.objects.visible_to(reader).filter(file=file.pk).select_related("actor__organisation")
    names = {} if reader.organisation.is_coalition else names_for(file.case, reader)
    return [{"when": event.at, "what": event.get_kind_display(), "who": _holder(event.actor, reader, names)} for event in events]


def _holder(actor: User | None, reader: User, names: dict[int, str]) -> str:
    if actor is None:
        return _("the system")
    if reader.organisation.is_coalition:
        return str(actor)
    return str(actor.organisation) if actor.organisation.is_coalition else called(actor, reader, names)
