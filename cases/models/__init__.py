from cases.models.case import Case, CaseContent, FirstNote, StepNote
from cases.models.cofiling import CoFiling
from cases.models.conflict import Interest, Recusal
from cases.models.consent import Consent, ConsentText
from cases.models.custody import CustodyEvent, CustodySeal, DayRoot
from cases.models.deciding import Assessment, CaseVersion, Determination, Identification, Note, Screening
from cases.models.desk import Assignment, Flag, SavedView
from cases.models.dictation import Dictation
from cases.models.events import Act, Incident, Involvement, Victim
from cases.models.evidence import Claim, EvidenceFile, Source, WorkingCopy
from cases.models.finding import FileRead, IndexCursor, SavedSearch, SearchText, SubjectKey
from cases.models.identities import SealedIdentity, SealRequest
from cases.models.message import Message
from cases.models.register import Command, Merger
from cases.models.related import CaseLink, PictureKey, PlaceKey
from cases.models.review import Correction, Question
from cases.models.safety import Alarm
from cases.models.subjects import NamedSubject, Position, Subject, SubjectName
from cases.models.told import Detail, Told
from cases.models.translation import Translation
from cases.models.typing import SentSheet, Typed
from cases.models.uploads import Upload
from cases.models.weighing import ContrarySignOff, Override
from cases.models.windows import Placement, ReviewPhase, SubmissionWindow
from cases.models.wording import Wording

__all__ = [
    "Act",
    "Alarm",
    "Assessment",
    "Assignment",
    "Case",
    "CaseContent",
    "CaseLink",
    "CaseVersion",
    "Claim",
    "CoFiling",
    "Command",
    "Consent",
    "ConsentText",
    "ContrarySignOff",
    "Correction",
    "CustodyEvent",
    "CustodySeal",
    "DayRoot",
    "Detail",
    "Determination",
    "Dictation",
    "EvidenceFile",
    "FileRead",
    "FirstNote",
    "Flag",
    "Identification",
    "Incident",
    "IndexCursor",
    "Interest",
    "Involvement",
    "Merger",
    "Message",
    "NamedSubject",
    "Note",
    "Override",
    "PictureKey",
    "PlaceKey",
    "Placement",
    "Position",
    "Question",
    "Recusal",
    "ReviewPhase",
    "SavedSearch",
    "SavedView",
    "Screening",
    "SealRequest",
    "SealedIdentity",
    "SearchText",
    "SentSheet",
    "Source",
    "StepNote",
    "Subject",
    "SubjectKey",
    "SubjectName",
    "SubmissionWindow",
    "Told",
    "Translation",
    "Typed",
    "Upload",
    "Victim",
    "Wording",
    "WorkingCopy",
]
