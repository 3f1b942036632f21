from cases.models.case import Case, CaseContent, FirstNote, StepNote
from cases.models.conflict import Interest, Recusal
from cases.models.consent import Consent
from cases.models.custody import CustodyEvent, CustodySeal, DayRoot
from cases.models.desk import Assignment, SavedView, SubmissionWindow
from cases.models.events import Act, Incident, Involvement, Victim
from cases.models.evidence import Claim, EvidenceFile, Source, WorkingCopy
from cases.models.review import Correction, Question
from cases.models.subjects import NamedSubject, Position, Subject, SubjectName
from cases.models.typing import SentSheet, Typed

__all__ = [
    "Act",
    "Assignment",
    "Case",
    "CaseContent",
    "Claim",
    "Consent",
    "Correction",
    "CustodyEvent",
    "CustodySeal",
    "DayRoot",
    "EvidenceFile",
    "FirstNote",
    "Incident",
    "Interest",
    "Involvement",
    "NamedSubject",
    "Position",
    "Question",
    "Recusal",
    "SavedView",
    "SentSheet",
    "Source",
    "StepNote",
    "Subject",
    "SubjectName",
    "SubmissionWindow",
    "Typed",
    "Victim",
    "WorkingCopy",
]
