"""How much more may come in: per file, per case, per organisation. Limits are the operator's (docs/settings.md)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cases.models import Case, EvidenceFile, Upload

MB = 1024 * 1024


class NoRoom(Exception):
    """The words are fit for a page."""


@dataclass(frozen=True)
class Room:
    """Bytes that may still come in."""

    file: int
    case: int
    organisation: int

    @property
    def most(self) -> int:
        return max(0, min(self.file, self.case, self.organisation))


def room_left(case: Case) -> Room:
    """What has arrived and what is arriving both count."""
    of_case = {"case": case}
    of_organisation = {"case__organisation": case.organisation_id}
    return Room(
        settings.EVIDENCE_FILE_MB * MB,
        settings.EVIDENCE_CASE_MB * MB - _taken(of_case),
        settings.EVIDENCE_ORGANISATION_MB * MB - _taken(of_organisation),
    )


def _taken(whose: dict) -> int:
    arrived = EvidenceFile.objects.filter(**whose).aggregate(total=Sum("size"))["total"] or 0
    arriving = Upload.objects.filter(evidence=None, **whose).aggregate(total=Sum("size"))["total"] or 0
    return int(arrived) + int(arriving)


def require_room(case: Case, size: int) -> None:
    """Raises `NoRoom`, which says which limit it is."""
    if case.data_key.is_shredded:
        raise NoRoom(_("Everything sealed in this case was shredded. Nothing is sealed in it any more."))
    room = room_left(case)
    for left, words in (
        (room.file, _("A file may have at most %(limit)s.")),
        (room.case, _("This case has room for %(limit)s more.")),
        (room.organisation, _("Your organisation has room for %(limit)s more. Ask the coalition.")),
    ):
        if size > left:
            raise NoRoom(words % {"limit": filesizeformat(max(0, left))})
