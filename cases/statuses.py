from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    NOTED = "noted", _("First note")
    DRAFT = "draft", _("Draft")
    FILED = "filed", _("Filed")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned with a question")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Section(models.TextChoices):
    """The parts of the form. Each has its own page, can be filled in any order, and can be asked about."""

    SUBJECTS = "subjects", _("Who is responsible")
    INCIDENTS = "incidents", _("What happened")
    VICTIMS = "victims", _("Who was harmed")
    EVIDENCE = "evidence", _("Evidence and sources")
    CLAIMS = "claims", _("What the evidence shows")
    CONSENT = "consent", _("Consent")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked yet")


class AfterFiling(models.TextChoices):
    """What a partner may say about a case that was filed."""

    CORRECTION = "correction", _("Something was wrong; this is right")
    RECANTATION = "recantation", _("Somebody takes back what they said")


class CustodyKind(models.TextChoices):
    """What can happen to the bytes of an evidence file."""

    RECEIVED = "received", _("received it")
    OPENED = "opened", _("opened the original")
    COPY_OPENED = "copy_opened", _("opened the working copy")
    CHECKED = "checked", _("read it again: unchanged")
    CHANGED = "changed", _("read it again: no longer what was received")
    SCANNED = "scanned", _("scanned it: nothing found")
    SET_ASIDE = "set_aside", _("set it aside")
    LOCKED = "locked", _("locked it")
    SENT = "sent", _("put it into a dossier")
    REMOVED = "removed", _("removed it from a draft")
