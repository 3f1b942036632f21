from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far a spreadsheet of past recommendations is."""

    READ = "read", _("Read, its columns not named yet")
    NAMED = "named", _("Tried, nothing brought in yet")
    PROMISED = "promised", _("Being brought in")
    HERE = "here", _("Brought in")
    UNDONE = "undone", _("Taken out again")


class ContactKind(models.TextChoices):
    """What can be written in the log of a dossier. Which of them mean what stands in `delivery.ledger`."""

    PROOF = "proof", _("Proof that it arrived")
    ACKNOWLEDGED = "acknowledged", _("They confirmed that they have it")
    ANSWERED = "answered", _("They answered")
    QUESTION = "question", _("They asked us something")
    REPLY = "reply", _("We replied")
    LETTER = "letter", _("We wrote to them")
    MEETING = "meeting", _("A meeting")
    CALL = "call", _("A call")
    PARLIAMENT = "parliament", _("A request from parliament")
    ORDER = "order", _("They made an order")
    URGENT = "urgent", _("They made an urgent designation")
    EXTENDED = "extended", _("They extended an urgent designation")
    WITHDRAWN = "withdrawn", _("We took it back")


REPLIES: tuple[ContactKind, ...] = (ContactKind.REPLY, ContactKind.ANSWERED)
ASKING = (ContactKind.QUESTION, ContactKind.PARLIAMENT)  # what a reply can be to
SETTLED_BY: Mapping[str, tuple[ContactKind, ...]] = {
    ContactKind.PARLIAMENT: (ContactKind.ANSWERED,)
}  # no word of ours replies to a parliament


class Audience(models.TextChoices):
    STAFF = "staff", _("Staff alone")
    PARTNERS = "partners", _("Also the partners whose cases these are")


class Standing(models.TextChoices):
    """How far an office is with what it was given."""

    SILENT = "silent", _("No word from them")
    ACKNOWLEDGED = "acknowledged", _("They have it")
    ASKED = "asked", _("They asked, and we owe an answer")
    ANSWERED = "answered", _("They answered")
