"""What stands behind the addresses of deliveries and of the years before, for the tests that ask every address."""

from django.core.files.base import ContentFile

from delivery.feed import digest_of
from delivery.models import Contact, Notices, Official, PastImport, Reminder, Wanted
from delivery.statuses import ImportState
from submissions.models import Dossier, Recipient, Recommendation
from tests.architecture import argued
from vault.models import create_data_key
from vault.sight import EVERYTHING, look_as


def past_import(world):
    with look_as(EVERYTHING):
        past = PastImport(
            name="years.csv",
            data_key=create_data_key(),
            state=ImportState.NAMED,
            columns={"name": 0, "government": 1, "sent_on": 2},
            brought_by=world["coordinator"],
        )
        past.file.save("", ContentFile(b"Who,Government,Sent\nMaro Teskan,US,2019-04-03\n"), save=False)
        past.save()
    return past


def sent(world):
    """A recommendation of the partner's that went to the first office of the United States."""
    reference = argued.file(world)[0]
    with look_as(EVERYTHING):
        Recommendation.objects.filter(dossier__reference=reference).update(status="sent")
        return Recommendation.objects.get(dossier__reference=reference).reference


def letter(world):
    """With a file, and for the eyes of the partner too."""
    reference = sent(world)
    with look_as(EVERYTHING):
        dossier = Dossier.objects.get(recommendations__reference=reference)
        made = Contact(dossier=dossier, kind="letter", on="2022-10-04", words="-", audience="partners", by=world["liaison"])
        made.file_name = "letter.txt"
        made.file.save("", ContentFile(b"Dear"), save=False)
        made.save()
        return made.pk


def office(world):
    return _first_office().pk


def _first_office():
    with look_as(EVERYTHING):
        return Recipient.objects.filter(jurisdiction="us").first()


def official(world):
    with look_as(EVERYTHING):
        place = _first_office()
        return [place.pk, Official.objects.create(office=place, name="Somebody").pk]


def reminder(world):
    """The liaison's own."""
    reference = sent(world)
    with look_as(world["liaison"].sight):
        ask = Recommendation.objects.get(reference=reference)
        return [Reminder.objects.create(person=world["liaison"], recommendation=ask, on="2030-01-01", words="-").pk]


def calendar(world):
    with look_as(EVERYTHING):
        Notices.objects.update_or_create(person=world["liaison"], defaults={"calendar_sha256": digest_of("secret")})
    return ["secret"]


def wanted(world):
    with look_as(EVERYTHING):
        days = {"asked_on": "2026-01-01", "due_on": "2026-02-01"}
        return Wanted.objects.create(office=_first_office(), jurisdiction="us", by=world["liaison"], **days).pk
