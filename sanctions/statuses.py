from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    ABSORBED = "absorbed", _("Absorbed")
    QUARANTINED = "quarantined", _("Set aside")


class ChangeKind(models.TextChoices):
    ADDED = "added", _("Added")
    AMENDED = "amended", _("Amended")
    PROGRAMME_ADDED = "programme_added", _("Programme added")
    PROGRAMME_REMOVED = "programme_removed", _("Programme removed")
    REMOVED = "removed", _("Removed")
    BACK = "back", _("Back on the list")


class EntryKind(models.TextChoices):
    """The same words as `sanctions.entries.Kind`, with labels; a test holds the two together."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Body")
    VESSEL = "vessel", _("Vessel")
    AIRCRAFT = "aircraft", _("Aircraft")
