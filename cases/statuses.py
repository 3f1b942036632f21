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
    ELSEWHERE = "elsewhere", _("Sent before this desk")


# Who must act next.
WITH_STAFF = (CaseStatus.NOTED, CaseStatus.FILED, CaseStatus.IN_REVIEW)
WITH_PARTNER = (CaseStatus.DRAFT, CaseStatus.RETURNED)
OPEN = (*WITH_STAFF, *WITH_PARTNER)


class Section(models.TextChoices):
    """The parts of the form. Each has its own page, can be filled in any order, and can be asked about."""

    SUBJECTS = "subjects", _("Who is responsible")
    INCIDENTS = "incidents", _("What happened")
    VICTIMS = "victims", _("Who was harmed")
    EVIDENCE = "evidence", _("Evidence and sources")
    CLAIMS = "claims", _("What the evidence shows")
    CONSENT = "consent", _("Consent")
    ORGANISATION = "organisation", _("Your organisation and how you know")
    CONTRARY = "contrary", _("What speaks against it")
    REMEDIES = "remedies", _("Justice sought at home")
    RISKS = "risks", _("Risks")
    ELSEWHERE = "elsewhere", _("Where else it was sent")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked yet")
    WITHDRAWN = "withdrawn", _("Taken back")


class ConsentScope(models.TextChoices):
    """What somebody is asked for, each by itself. Governments are asked about one by one."""

    GOVERNMENT = "government", _("Send it to this government")
    STORE = "store", _("Keep it here")
    COALITION = "coalition_staff", _("The coalition's staff read it")
    PARTNERS = "other_partners", _("Other partners read it")
    NAMED = "named_to_government", _("Give their real name to a government")
    CHALLENGED = "disclose_if_challenged", _("Show it to the accused, if they go to court")
    PUBLIC = "public_anonymous", _("Use it in public, without a name")
    PUBLIC_NAMED = "public_named", _("Use it in public, with their name")
    MEDIA = "media", _("Give it to journalists")
    BODIES = "other_bodies", _("Give it to courts and the United Nations")
    RESEARCH = "research", _("Count it in statistics")
    CONTACT = "future_contact", _("Contact them again")


class GivenBy(models.TextChoices):
    SELF = "self", _("The person")
    GUARDIAN = "guardian", _("A parent or guardian")
    KIN = "next_of_kin", _("Next of kin")
    LEGAL = "legal_representative", _("A legal representative")


class Method(models.TextChoices):
    WRITTEN = "written", _("In writing")
    RECORDED = "recorded", _("Recorded")
    WITNESSED = "witnessed", _("Spoken, before a witness")


class Basis(models.TextChoices):
    """On what an answer rests, when it is not the person's own consent."""

    CONSENT = "consent", _("Their consent")
    NEXT_OF_KIN = "next_of_kin", _("They cannot be asked; their next of kin answered")
    PUBLIC = "already_public", _("It is public already")
    UNSAFE = "unsafe_or_impossible", _("Asking is unsafe or impossible: a decision of the staff")


class Coverage(models.TextChoices):
    """Whether a use is covered, and why not."""

    COVERED = "covered", _("covered")
    NOT_ASKED = "not_asked", _("nobody has asked")
    REFUSED = "refused", _("they said no")
    SOME_REFUSED = "some_refused", _("some of the group said no")
    SOME_UNASKED = "some_unasked", _("some of the group were not asked")
    WITHDRAWN = "withdrawn", _("they took it back")
    EXPIRED = "expired", _("it has run out")
    OUT_OF_REACH = "out_of_reach", _("what it rests on does not reach so far")


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
    SENT = "sent", _("sent it with a dossier")
    REMOVED = "removed", _("removed it from a draft")
    UNLOCKED = "unlocked", _("lifted the lock, as the second of two")
    SHREDDED = "shredded", _("destroyed its key, as the second of two")


class FileState(models.TextChoices):
    """How far an evidence file is: stored, read back whole, looked at for viruses, and its working copy made; or set aside."""

    RECEIVED = "received", _("Received")
    HASHED = "hashed", _("Stored whole")
    SCANNED = "scanned", _("Looked at")
    READY = "ready", _("Ready")
    QUARANTINED = "quarantined", _("Set aside")


class Scan(models.TextChoices):
    """What a virus scanner said. Without one, that is said."""

    NOT_SCANNED = "not_scanned", _("Not scanned for viruses")
    CLEAN = "clean", _("Scanned for viruses: nothing found")
    INFECTED = "infected", _("A virus was found")


class Reason(models.TextChoices):
    """Why a file was set aside, or why there is no working copy of it."""

    NOT_WHAT_IT_SAYS = "not_what_it_says", _("It is not the kind of file that its name says.")
    TWO_FACES = "two_faces", _("It is two kinds of file at once, which is how attacks are hidden.")
    BROKEN = "broken", _("It is damaged: it cannot be opened.")
    PASSWORD = "password", _("It is locked with a password. Send it without one.")
    TOO_MUCH = "too_much", _("Opening it took more memory or time than any honest file needs.")
    TOO_MANY_PIXELS = "too_many_pixels", _("The picture has too many pixels. Send a smaller one.")
    BOMB = "bomb", _("What is packed in it is far larger than it says.")
    PATHS = "paths", _("What is packed in it wants to be written elsewhere.")
    LINKS = "links", _("There is a link packed in it.")
    NESTED = "nested", _("There is a packed file within a packed file. Send them singly.")
    MACROS = "macros", _("It carries a program (macros). Save it without them.")
    ENTITIES = "entities", _("It defines words of its own, which is how attacks are hidden.")
    INFECTED = "infected", _("A virus was found in it.")
    TOO_LARGE = "too_large", _("It is too large for a working copy.")
    TOO_MANY_PAGES = "too_many_pages", _("It has too many pages for a working copy.")
    RECORDING = "recording", _("No working copy can be made of this recording.")


class Hidden(models.TextChoices):
    """Details that a file carries and nobody sees. Only that they are there is kept, not what they say."""

    PLACE = "place", _("the place where it was made")
    TIME = "time", _("when it was made or changed")
    DEVICE = "device", _("the camera or telephone")
    AUTHOR = "author", _("who made or changed it")
    SOFTWARE = "software", _("the program it was made with")
    WORDS = "words", _("titles or remarks")
    REMARKS = "remarks", _("comments or earlier wordings")
    ATTACHMENTS = "attachments", _("other files inside it")
    UNSEEN = "unseen", _("signs that nobody sees")


class Shows(models.TextChoices):
    """What may hurt whoever looks at it. It stays veiled until somebody opens it."""

    INJURY = "injury", _("Injury")
    NUDITY = "nudity", _("Nudity")
    DEATH = "death", _("Death")


class Asked(models.TextChoices):
    """What one person asks about something sealed, and another decides."""

    REVEAL = "reveal", _("Read who it is")
    SHRED_IDENTITY = "shred_identity", _("Shred who it is")
    SHRED_CASE = "shred_case", _("Shred everything sealed in the case")
    UNLOCK = "unlock", _("Lift the lock of a file")


class SealStatus(models.TextChoices):
    ASKED = "asked", _("Waits for a second person")
    ALLOWED = "allowed", _("Allowed")
    REFUSED = "refused", _("Refused")
