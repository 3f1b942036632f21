"""The words of clocks, without a database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What stands behind a day: nobody should take our own habit for a law."""

    LAW = "law", _("law")
    PRACTICE = "practice", _("practice")
    OURS = "ours", _("ours")


class Counting(models.TextChoices):
    DAYS = "days", _("calendar days")
    WORKING = "working", _("working days")
    SITTING = "sitting", _("sitting days")
    YEARS = "years", _("years")


class Happened(models.TextChoices):
    """What can start, stop, pause or end a clock."""

    DELIVERED = "delivered", _("it was delivered")
    QUESTION = "question", _("they asked us something")
    REPLY = "reply", _("we replied")
    WROTE = "wrote", _("we wrote, met or called")
    ANSWERED = "answered", _("they answered")
    LISTED = "listed", _("they listed them")
    WITHDRAWN = "withdrawn", _("it was taken back")
    PARLIAMENT = "parliament", _("parliament asked")
    ORDER = "order", _("an order was made")
    URGENT = "urgent", _("an urgent designation was made")
    EXTENDED = "extended", _("an urgent designation was extended")
    CONDUCT = "conduct", _("the last act that was recorded")
    CONSENT_ENDS = "consent_ends", _("the day before a consent runs out")
    LIST_CONFIRMED = "list_confirmed", _("the list was last found to be what is published")


class State(models.TextChoices):
    RUNNING = "running", _("running")
    DUE = "due", _("due")
    PAUSED = "paused", _("stands still")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class Ball(models.TextChoices):
    """Who must act next."""

    WE = "we", _("We")
    THEY = "they", _("They")
    NOBODY = "nobody", _("Nobody")
