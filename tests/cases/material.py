"""Fictional Veldonia: what a partner types, and cases that are ready for the next step."""

from cases.models import Act, Incident, Involvement, NamedSubject, Source, Subject, SubjectName, Told, Victim
from cases.services import weighing
from cases.vocabularies import AbuseType, Mode, SourceType
from vault.sight import EVERYTHING, look_as

SUBJECT = {
    "kind": "person",
    "full_name": "Maro Teskan",
    "original_name": "مارو تسکان",
    "aliases": "M. Teskan\r\nColonel Stone",
    "birth_date": "1968",
    "nationality": "Veldonia",
    "posts-TOTAL_FORMS": "1",
    "posts-INITIAL_FORMS": "0",
    "posts-MIN_NUM_FORMS": "0",
    "posts-MAX_NUM_FORMS": "20",
    "posts-0-title": "Colonel, commander",
    "posts-0-body": "Orsa Mining Guard",
    "posts-0-since": "2019-04",
    "posts-0-until": "",
}
VICTIM = {
    "pseudonym": "The teacher",
    "is_group": "",
    "count": "",
    "group_answer": "given",
    "groups": ["women", "rural_or_land_communities"],
    "role": "environment_land_defender",
}
INCIDENT = {
    "began": "2022-03-09",
    "ended": "2022-03-18",
    "place": "Lower Orsa quarry",
    "narrative": "Four men of the Guard came.",
}
SOURCE = {"title": "Statement of the teacher", "type": "victim_statement", "origin": "primary"}


def fill(case, *, subjects=1, victims=1, incidents=1, sources=1):
    """Rows as they stand after somebody filled the sections; each incident has one whole act."""
    with look_as(EVERYTHING):
        named = [Subject.objects.create(opened_in=case) for _ in range(subjects)]
        for number, subject in enumerate(named):
            NamedSubject.objects.create(case=case, subject=subject)
            SubjectName.objects.create(subject=subject, text=f"Maro Teskan {number}")
        harmed = [Victim.objects.create(case=case, pseudonym=f"Person {number}") for number in range(victims)]
        for _ in range(incidents):
            incident = Incident.objects.create(case=case, began="2022-03", place="Lower Orsa", narrative="Told.")
            act = Act.objects.create(incident=incident, victim=harmed[0], abuse=AbuseType.ARBITRARY_DETENTION)
            Involvement.objects.create(act=act, subject=named[0], mode=Mode.ORDERED)
        for number in range(sources):
            Source.objects.create(case=case, title=f"Statement {number}", type=SourceType.WITNESS)
    return case


def look_for_contrary(case, by):
    """The partner told what speaks against the case, and one of the staff has signed that they read it."""
    with look_as(EVERYTHING):
        Told.objects.create(case=case, code="contrary_found", text="none")
        return weighing.sign_contrary(case, "The court register, and what the Guard says itself.", by=by)
