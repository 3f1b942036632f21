from django.db import models
from django.utils.translation import gettext_lazy as _


class RecommendationStatus(models.TextChoices):
    """Where a recommendation stands with us. Whether it was acted on is no status: that is read from its outcomes."""

    DRAFTING = "drafting", _("Being argued")
    TO_SIGN = "to_sign", _("Signed by one, waits for a second")
    APPROVED = "approved", _("Approved by two")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")


SIGNED = (RecommendationStatus.APPROVED, RecommendationStatus.SENT)
OVER = (RecommendationStatus.SENT, RecommendationStatus.STOPPED)


class FileFormat(models.TextChoices):
    PDF = "pdf", _("PDF, to read")
    DOCX = "docx", _("Word, to edit")
    PDFA = "pdfa", _("PDF/A, to keep, with its manifest")
    ZIP = "zip", _("ZIP, with every exhibit")


class LeakKind(models.TextChoices):
    """What a finished file showed; codes of `submissions.leaks.search.Kind`."""

    NAME = "name", _("A protected name")
    CONTACT = "contact", _("An address or a number")
    FILE_NAME = "file_name", _("The name a file came with")


class Hides(models.TextChoices):
    """What the words of a redaction are."""

    PERSON = "person", _("A person")
    PLACE = "place", _("A place")
    TERM = "term", _("Something else")


class Undrawn(models.TextChoices):
    """Why no boxes can be drawn into a file; codes of `submissions.boxes` and of the workshop."""

    RECORDING = "recording", _("It is a recording: leave it out, or have it cut and received anew.")
    PASSWORD = "password", _("It is locked with a password.")
    BROKEN = "broken", _("It cannot be read to its end.")
    TOO_LARGE = "too_large", _("It is too large.")
    TOO_MANY_PAGES = "too_many_pages", _("It has too many pages.")
    TOO_MUCH = "too_much", _("It takes too much to read.")


class CopyFormat(models.TextChoices):
    """As what one office gets a version."""

    PDF = "pdf", _("PDF")
    ZIP = "zip", _("ZIP, with every exhibit")


class Lock(models.TextChoices):
    NONE = "none", _("Not locked: the way it goes is safe")
    PASSWORD = "password", _("PDF with a password (AES-256), which goes another way")
    AGE = "age", _("For the office’s age key")


class NotRead(models.TextChoices):
    """Why no machine could read something in full; codes of `submissions.leaks.reader`."""

    PICTURE = "picture", _("a picture")
    PAGE_PICTURES = "page_pictures", _("pages that hold pictures")
    RECORDING = "recording", _("a recording, or no text")
    PASSWORD = "password", _("locked with a password")
    BROKEN = "broken", _("cannot be read to its end")
    TOO_MUCH = "too_much", _("too large to be read whole")
    NESTED = "nested", _("files within files within files")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("Encrypted e-mail")
    BY_HAND = "by_hand", _("By hand")
    POST = "post", _("Post")
    UNKNOWN = "unknown", _("Not recorded")


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
    """What an authority did. Codes follow the coalition's list of outcome events; `submissions.outcome_kinds` has their rules."""

    LISTED_SAME_PROGRAMME = "listed_same_programme", _("Listed under the programme asked for")
    LISTED_OTHER_PROGRAMME = "listed_other_programme", _("Listed under another programme")
    LISTED_OTHER_AUTHORITY = "listed_other_authority", _("Listed by another authority of the same government")
    VISA_BAN_PUBLIC = "visa_ban_public", _("Public visa ban")
    VISA_BAN_UNNAMED = "visa_ban_announced_unnamed", _("Visa bans announced without names")
    BODY_INSTEAD = "body_listed_instead", _("Their body was listed instead")
    PERSON_INSTEAD = "person_listed_instead", _("A person was listed instead of the body")
    ASSOCIATE = "associate_listed", _("Somebody close to them was listed")
    SUPERIOR = "superior_listed", _("Their superior was listed")
    LISTED_BEFORE_SENDING = "listed_before_sending", _("Was listed before we sent it")
    LISTED_ORDER_UNKNOWN = "listed_order_unknown", _("Listed; whether before or after we sent it is not known")
    LISTED_ELSEWHERE = "listed_elsewhere_first", _("Listed by another government, not by this one")
    AMENDED = "entry_amended", _("Entry amended")
    REASONS_EXPANDED = "reasons_expanded", _("The published reasons were changed")
    DELISTED = "delisted", _("Taken off the list")
    RENEWED = "renewed", _("Renewed, or back on the list")
    URGENT_LAPSED = "urgent_designation_lapsed", _("Urgent designation lapsed")
    DECLINED = "declined", _("Declined")
    PARLIAMENTARY_REPLY = "parliamentary_reply", _("Answer to a parliament")
    LAW_ENFORCEMENT = "law_enforcement_action", _("Police or court action")
    OTHER_EFFECT = "non_sanction_effect", _("Another effect")
    NEGATIVE_EFFECT = "negative_effect", _("Reprisal")
