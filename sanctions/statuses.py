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


class Decision(models.TextChoices):
    """What people made of a publication that was set aside."""

    PROPOSED = "proposed", _("One person would take it in")
    RELEASED = "released", _("Taken in by two people")
    REFUSED = "refused", _("Refused")


class TwinKind(models.TextChoices):
    DOUBLE = "double", _("Two entries at once")
    MERGED = "merged", _("One left as the other stayed")
    RENAMED = "renamed", _("One left as the other came")


class TwinGround(models.TextChoices):
    GROUP = "group", _("one number of the publisher's")
    NUMBER = "number", _("the number of one document")
    NAME_AND_BIRTH = "name_and_birth", _("one name and one day of birth")
    NAME = "name", _("one name")
    PLACE = "place", _("one place in one law")
    SPELLING = "spelling", _("nearly one name, and one day of birth or of listing")


class TwinVerdict(models.TextChoices):
    SAME = "same", _("One party")
    DIFFERENT = "different", _("Two parties")
