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
    "Recall",
    "Recipient",
    "Recommendation",
    "SignOff",
]
