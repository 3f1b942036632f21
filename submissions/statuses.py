from django.db import models
from django.utils.translation import gettext_lazy as _


class RecommendationStatus(models.TextChoices):
    """Where a recommendation stands with us. Whether it was acted on is no status: that is read from its outcomes."""

    DRAFTING = "drafting", _("Being argued")
    TO_SIGN = "to_sign", _("Signed by one, waits for a second")
    APPROVED = "approved", _("Approved by two")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")


class FileFormat(models.TextChoices):
    PDF = "pdf", _("PDF, to read")
    DOCX = "docx", _("Word, to edit")
    ZIP = "zip", _("ZIP, with every exhibit")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("Encrypted e-mail")
    BY_HAND = "by_hand", _("By hand")
    POST = "post", _("Post")


class Verdict(models.TextChoices):
    SAME = "same", _("Same person")
    DIFFERENT = "different", _("Not the same")
    UNSURE = "unsure", _("Not sure yet")


class Standing(models.TextChoices):
    """What the words of all who judged a candidate come to."""

    WAITING = "waiting", _("Waits for judgement")
    DISAGREED = "disagreed", _("Two people disagree")
    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")


class OutcomeKind(models.TextChoices):
    """What an authority did. Codes follow the coalition's list of outcome events."""

    LISTED_SAME_PROGRAMME = "listed_same_programme", _("Listed under the programme asked for")
    LISTED_OTHER_PROGRAMME = "listed_other_programme", _("Listed under another programme")
    LISTED_BEFORE_SENDING = "listed_before_sending", _("Was listed before we sent it")
