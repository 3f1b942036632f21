from submissions.models.argument import Passage, ReasonSentence
from submissions.models.boxes import Box, RedactedCopy
from submissions.models.copies import OfficeCopy
from submissions.models.delivery import Delivery, Recipient
from submissions.models.dossiers import (
    Dossier,
    DossierFile,
    DossierVersion,
    ElementFinding,
    Exhibit,
    Recommendation,
    SignOff,
)
from submissions.models.leaks import LeakCheck, LeakHit, Unread
from submissions.models.plan import Plan, PlannedAsk
from submissions.models.recalls import Recall
from submissions.models.redaction import Redaction
from submissions.models.tracking import Candidate, Judgement, ListCursor, Outcome
from submissions.models.waiver import PartnerApproval, Waiver
from submissions.models.word_template import WordTemplate

__all__ = [
    "Box",
    "Candidate",
    "Delivery",
    "Dossier",
    "DossierFile",
    "DossierVersion",
    "ElementFinding",
    "Exhibit",
    "Judgement",
    "LeakCheck",
    "LeakHit",
    "ListCursor",
    "OfficeCopy",
    "Outcome",
    "PartnerApproval",
    "Passage",
    "Plan",
    "PlannedAsk",
    "ReasonSentence",
    "Recall",
    "Recipient",
    "Recommendation",
    "RedactedCopy",
    "Redaction",
    "SignOff",
    "Unread",
    "Waiver",
    "WordTemplate",
]
