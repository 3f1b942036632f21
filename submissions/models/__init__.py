from submissions.models.argument import Passage, ReasonSentence
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
from submissions.models.plan import Plan, PlannedAsk
from submissions.models.recalls import Recall
from submissions.models.tracking import Candidate, Judgement, ListCursor, Outcome

__all__ = [
    "Candidate",
    "Delivery",
    "Dossier",
    "DossierFile",
    "DossierVersion",
    "ElementFinding",
    "Exhibit",
    "Judgement",
    "ListCursor",
    "Outcome",
    "Passage",
    "Plan",
    "PlannedAsk",
    "ReasonSentence",
    "Recall",
    "Recipient",
    "Recommendation",
    "SignOff",
]
