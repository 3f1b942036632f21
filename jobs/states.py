from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    SENT = "sent", _("Handed to a worker")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    DEAD = "dead", _("Given up")


OPEN = (JobState.PENDING, JobState.SENT, JobState.RUNNING)
WAITING = (JobState.PENDING, JobState.SENT)
ENDED = (JobState.DONE, JobState.CANCELLED, JobState.DEAD)
