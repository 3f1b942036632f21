from django.db import models
from django.utils.translation import gettext_lazy as _


class TextKind(models.TextChoices):
    REASONS = "reasons", _("Statement of reasons, from the list")
    RELEASE = "release", _("Press release")
    OTHER = "other", _("Another official text")


class Recognition(models.TextChoices):
    """What a government's own text says of a group. The order is that of how much it says."""

    EXPLICIT = "explicit", _("Explicit: named as those harmed")
    MISFRAMED = "misframed", _("Misframed: named, and wrongly")
    IMPLICIT = "implicit", _("Implicit: only the kind of abuse points to them")
    CONTEXTUAL = "contextual", _("Contextual: named, but not as those harmed")
    ABSENT = "absent", _("Absent")


class Agreement(models.TextChoices):
    """How far the readings of one text have come."""

    UNREAD = "unread", _("Nobody has read it")
    ONE = "one", _("Read by one; waits for a second")
    DISAGREED = "disagreed", _("Two read it differently")
    AGREED = "agreed", _("Two read it alike")


class Level(models.IntegerChoices):
    """How far an outcome has a basis in what we sent. "A basis in" counts from 3."""

    NONE = 0, _("0: none")
    COINCIDENT = 1, _("1: coincident: listed after we sent it, for other conduct")
    CONSISTENT = 2, _("2: consistent with it: the same conduct stands in the reasons")
    BASIS = 3, _("3: appears to have a basis in it: a fact or wording found in our dossier alone, or officials worked with it")
    ACKNOWLEDGED = 4, _("4: acknowledged: an official or a published text credits it")


BASIS_FROM = Level.BASIS


class Stage(models.IntegerChoices):
    """How far a case has come; each stage includes those before it."""

    BEGUN = 0, _("Begun")
    FILED = 1, _("Filed")
    ACCEPTED = 2, _("Accepted")
    SENT = 3, _("Sent")
    ACKNOWLEDGED = 4, _("Acknowledged")
    ACTED_ON = 5, _("Acted on")
    NAMED = 6, _("Named")


class DayStepKind(models.TextChoices):
    """In the order in which they are done: people first."""

    CALL = "call_partner", _("Call the partner on a line they named as safe")
    REPRISAL = "reprisal_check", _("Ask whether anybody is in danger, and what they need today")
    SURVIVORS = "survivors", _("Ask how survivors wish to be told, and by whom")
    TEXT = "text_kept", _("Keep the government’s own text, and have two people read it")
    STATEMENT = "statement", _("Agree with the partner on a statement, or on none")
    ASK_NEXT = "ask_next", _("Decide which government is asked next")


class CellState(models.TextChoices):
    """Where one government stands with one subject, in the order of how much it has done."""

    LISTED = "listed", _("Listed")
    ASKED = "asked", _("Asked, not listed")
    ARGUED = "argued", _("Being argued")
    GONE = "gone", _("No longer listed")
    NOT_ASKED = "not_asked", _("Not asked")
