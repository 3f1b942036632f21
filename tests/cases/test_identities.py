"""Who a pseudonym stands for: sealed under a key of its own, read by leave of two, shredded for good."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases import policies
from cases.models import SealedIdentity, SealRequest, Source, Victim
from cases.models.identities import ALLOWED_FOR, READ_FOR
from cases.notices import tell_of_seal
from cases.protected import Word, protected_words
from cases.room import NoRoom
from cases.services import evidence, identities, sections, uploads
from cases.statuses import Asked, CaseStatus, SealStatus, Section
from cases.uploads import ReceivedFile
from cases.workflow import SEAL_STEPS
from tests.cases.material import fill
from vault import halves
from vault.keys import Unreadable
from vault.models import DataKey, shred_again
from vault.sight import BLIND, EVERYTHING, look_as

pytestmark = pytest.mark.django_db
WORDS = {
    "name": "Canary Nameova",
    "also_called": "Canary Alias\nКанарка",
    "contact": "+999 canary 123",
    "marks": "Canary Street 7\n",
}


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.IN_REVIEW))


@pytest.fixture
def person(case):
    with look_as(EVERYTHING):
        return Victim.objects.get()


@pytest.fixture
def identity(case, person, partner):
    with look_as(EVERYTHING):
        return identities.seal_identity(case, person, WORDS, by=partner)


@pytest.fixture
def everything():
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def asked(case, identity, reviewer, everything):
    return identities.ask(case, Asked.REVEAL, "She asked to be called back.", by=reviewer, identity=identity)


def verbs(case):
    return [row.verb for row in Record.objects.about(case).order_by("pk")]


def row_of(identity):
    with connection.cursor() as cursor:
        return cursor.execute("SELECT * FROM cases_sealedidentity WHERE id = %s", [identity.pk]).fetchone()


def test_nothing_of_it_stands_in_clear(identity, everything):
    stored = b"".join(
        bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode() for value in row_of(identity)
    )

    assert b"anary" not in stored
    assert str(SealedIdentity.objects.get().name) == "•••"


def test_its_key_is_in_halves_and_opens_from_no_backup(identity, everything):
    key = DataKey.objects.get(pk=identity.data_key_id)
    (halves.folder() / str(key.pk)).rename(halves.folder() / "elsewhere")

    with pytest.raises(Unreadable, match="is not here"):
        SealedIdentity.objects.get().name.reveal()
    assert key.unwrap_half()  # the database's half is there


def test_written_anew_what_was_there_is_destroyed(
    identity, case, person, partner, everything, django_capture_on_commit_callbacks
):
    before = identity.data_key
    with django_capture_on_commit_callbacks(execute=True):
        again = identities.seal_identity(case, person, {"name": "Another"}, by=partner)

    assert (again.pk, again.name.reveal(), again.contact.reveal()) == (identity.pk, "Another", "")
    assert DataKey.objects.get(pk=before.pk).is_shredded
    assert not (halves.folder() / str(before.pk)).exists()


def test_read_by_leave_of_two(asked, case, reviewer, coordinator):
    identities.decide(asked, "allow", by=coordinator)
    revealed = identities.reveal(asked, by=reviewer)

    assert vars(revealed) == WORDS
    assert "Canary" not in repr(revealed)
    assert verbs(case) == ["case.identity_sealed", "case.identity_asked", "case.identity_revealed"]
    assert [row.verb for row in Record.objects.about(asked)] == ["sealrequest.allow"]


def test_without_its_half_it_is_said_what_to_do(asked, case, reviewer, coordinator):
    identities.decide(asked, "allow", by=coordinator)
    (halves.folder() / str(asked.identity.data_key_id)).unlink()

    with pytest.raises(IllegalStep, match="ask the partner to seal it anew"):
        identities.reveal(asked, by=reviewer)
    assert "case.identity_revealed" not in verbs(case)


def test_each_look_is_on_the_record(asked, case, reviewer, coordinator):
    identities.decide(asked, "allow", by=coordinator)
    identities.reveal(asked, by=reviewer)
    identities.reveal(asked, by=reviewer)

    assert verbs(case).count("case.identity_revealed") == 2


def test_nobody_else_reads_it(asked, coordinator, liaison, partner):
    identities.decide(asked, "allow", by=coordinator)

    for person in (coordinator, liaison, partner):
        with pytest.raises(PermissionDenied):
            identities.reveal(asked, by=person)


@pytest.mark.parametrize("decided", [None, "refuse"])
def test_not_without_leave(asked, reviewer, coordinator, decided):
    if decided:
        identities.decide(asked, decided, by=coordinator)

    with pytest.raises(IllegalStep, match="was not allowed"):
        identities.reveal(asked, by=reviewer)


@pytest.mark.parametrize(
    ("decided", "shown"),
    [(ALLOWED_FOR, None), (READ_FOR + timedelta(minutes=1), READ_FOR)],
    ids=["a day", "a quarter of an hour"],
)
def test_it_lasts_a_short_time(asked, reviewer, coordinator, decided, shown):
    identities.decide(asked, "allow", by=coordinator)
    now = timezone.now()
    SealRequest.objects.update(decided_at=now - decided, shown_at=shown and now - shown)

    with pytest.raises(IllegalStep, match="This is over"):
        identities.reveal(asked, by=reviewer)


# Kind of what is asked, and who may ask; who may decide it is the same for all.
MAY_ASK = {
    Asked.REVEAL: {"reviewer", "coordinator", "liaison", "keeper"},
    Asked.SHRED_IDENTITY: {"partner", "lead", "reviewer", "coordinator", "keeper"},
    Asked.SHRED_CASE: {"partner", "lead", "reviewer", "coordinator", "keeper"},
    Asked.UNLOCK: {"reviewer", "coordinator", "keeper"},
}
MAY_DECIDE = {"coordinator", "keeper"}


@pytest.fixture
def cast(
    case, partner, lead, other_partner, reviewer, coordinator, liaison, analyst, auditor, admin, outsider, enlist, coalition
):
    case.accepted_at = timezone.now()  # so that a liaison sees it
    case.consented_for = ["us"]
    people = {
        "partner": partner, "lead": lead, "other": other_partner, "reviewer": reviewer, "coordinator": coordinator,
        "liaison": liaison, "analyst": analyst, "auditor": auditor, "admin": admin, "outsider": outsider,
    }  # fmt: skip
    return people | {"keeper": enlist("Keeper", coalition, Role.SAFETY_REVIEWER)}


@pytest.mark.parametrize("kind", Asked)
def test_who_may_ask(cast, case, kind):
    _, policy = identities.ASKING[kind]

    assert {name for name, person in cast.items() if policy(person, case)} == MAY_ASK[kind]


def test_who_may_decide_and_never_who_asked(cast, case):
    for asker in cast.values():
        request = SealRequest(case=case, kind=Asked.REVEAL, asked_by=asker)
        may = {name for name, person in cast.items() if policies.can_decide_seal(person, request)}
        assert may == {name for name in MAY_DECIDE if cast[name] != asker}


def test_steps_are_these():
    assert {name: (step.sources, step.target) for name, step in SEAL_STEPS.items()} == {
        "allow": ({SealStatus.ASKED}, SealStatus.ALLOWED),
        "refuse": ({SealStatus.ASKED}, SealStatus.REFUSED),
    }


def test_whoever_asks_never_decides(case, identity, coordinator, everything):
    request = identities.ask(case, Asked.REVEAL, "Why", by=coordinator, identity=identity)

    with pytest.raises(PermissionDenied):
        identities.decide(request, "allow", by=coordinator)
    with pytest.raises(IntegrityError, match="seals_take_two"), transaction.atomic():
        SealRequest.objects.filter(pk=request.pk).update(decided_by=coordinator)


def test_decided_once(asked, coordinator, enlist, coalition):
    keeper = enlist("Keeper", coalition, Role.SAFETY_REVIEWER)
    identities.decide(asked, "refuse", by=coordinator)

    with pytest.raises(IllegalStep, match="Refused"):
        identities.decide(asked, "allow", by=keeper)


def test_asked_once_at_a_time(asked, case, identity, coordinator):
    with pytest.raises(IllegalStep, match="asked already"):
        identities.ask(case, Asked.REVEAL, "Again", by=coordinator, identity=identity)


def test_mail_goes_to_who_decides_and_back_to_who_asked(asked, coordinator, reviewer, partner, mailoutbox):
    tell_of_seal(asked)
    identities.decide(asked, "allow", by=coordinator)
    tell_of_seal(asked)

    assert [mail.to for mail in mailoutbox] == [[coordinator.email], [reviewer.email]]
    assert not any("Canary" in mail.body or "called back" in mail.body for mail in mailoutbox)


def test_shredding_one_takes_two_and_leaves_nothing_to_read(
    case, identity, partner, coordinator, everything, django_capture_on_commit_callbacks
):
    request = identities.ask(case, Asked.SHRED_IDENTITY, "She asked for it.", by=partner, identity=identity)
    with django_capture_on_commit_callbacks(execute=True):
        identities.decide(request, "allow", by=coordinator)

    with pytest.raises(Unreadable, match="erased for good"):
        SealedIdentity.objects.get().name.reveal()
    assert not (halves.folder() / str(identity.data_key_id)).exists()
    assert verbs(case)[-1] == "case.identity_shredded"


def test_a_backup_of_before_does_not_bring_it_back(
    case, identity, partner, coordinator, everything, django_capture_on_commit_callbacks
):
    wrapped = bytes(DataKey.objects.get(pk=identity.data_key_id).wrapped)
    request = identities.ask(case, Asked.SHRED_IDENTITY, "She asked for it.", by=partner, identity=identity)
    with django_capture_on_commit_callbacks(execute=True):
        identities.decide(request, "allow", by=coordinator)
    DataKey.objects.filter(pk=identity.data_key_id).update(wrapped=wrapped)  # as restoring puts it in place

    with pytest.raises(Unreadable):
        SealedIdentity.objects.get().name.reveal()
    assert shred_again() == 1
    (halves.folder() / f"{identity.data_key_id}{halves.MARK}").unlink()  # and elsewhere, where there is no mark
    DataKey.objects.filter(pk=identity.data_key_id).update(wrapped=wrapped)
    with pytest.raises(Unreadable, match="is not here"):
        SealedIdentity.objects.get().name.reveal()


@pytest.fixture
def file(case, partner, everything):
    type(case).objects.filter(pk=case.pk).update(status=CaseStatus.DRAFT)
    with ReceivedFile("Canary own name.txt", "text/plain") as received:
        received.receive(b"Canary content")
        return evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="text/plain")


def test_shredding_a_case_shreds_everybody_and_every_file(
    case, identity, file, coordinator, enlist, coalition, sign_in, django_capture_on_commit_callbacks
):
    request = identities.ask(case, Asked.SHRED_CASE, "The board decided it.", by=coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        identities.decide(request, "allow", by=enlist("Keeper", coalition, Role.SAFETY_REVIEWER))

    file.refresh_from_db()
    assert not file.may_be_opened
    with pytest.raises(Unreadable):
        file.file.open()
    with pytest.raises(Unreadable):
        SealedIdentity.objects.get().name.reveal()
    assert [event.kind for event in case.custody.order_by("pk")] == ["received", "shredded"]
    assert list(protected_words([case])) == []


def test_a_shredded_case_takes_nothing_more(
    case, file, partner, coordinator, enlist, coalition, sign_in, run_jobs, django_capture_on_commit_callbacks
):
    source = Source.objects.get()
    uploads.begin_upload(source, name="a.txt", size=9, shows=[], by=partner)
    request = identities.ask(case, Asked.SHRED_CASE, "The board decided it.", by=coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        identities.decide(request, "allow", by=enlist("Keeper", coalition, Role.SAFETY_REVIEWER))
    run_jobs()

    file.refresh_from_db()
    assert (file.state, file.changed_at, case.uploads.count()) == ("received", None, 0)
    with pytest.raises(NoRoom, match="was shredded"):
        uploads.begin_upload(Source.objects.get(), name="a.txt", size=9, shows=[], by=partner)
    page = sign_in(partner).get(reverse("cases:evidence-upload", args=[case.reference, source.pk]))
    assert page.status_code == 200


def test_pages_of_a_shredded_case_say_so(case, file, partner, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        identities.shred(case.data_key)
    client = sign_in(partner)

    page = client.get(reverse("cases:evidence-receipt", args=[case.reference, file.pk])).content.decode()
    assert "was shredded by two persons" in page
    assert "Canary" not in page
    assert client.get(reverse("cases:evidence-download", args=[case.reference, file.pk])).status_code == 404
    receipt = client.get(reverse("cases:evidence-receipt-file", args=[case.reference, file.pk]) + "?name=own")
    assert file.sha256 in receipt.content.decode()
    assert "cannot be brought back" in client.get(reverse("cases:identities", args=[case.reference])).content.decode()


def test_somebody_taken_out_of_a_draft_takes_their_key_along(case, identity, person, partner, everything):
    type(case).objects.filter(pk=case.pk).update(status=CaseStatus.DRAFT)
    person.acts.all().delete()
    sections.remove(case, Section.VICTIMS, person, by=partner)

    assert not SealedIdentity.objects.exists()
    assert DataKey.objects.get(pk=identity.data_key_id).wrapped is None


def test_a_lock_is_lifted_by_two(case, file, reviewer, coordinator):
    evidence.lock_evidence(file, by=reviewer)
    request = identities.ask(case, Asked.UNLOCK, "It is a drawing.", by=reviewer, file=file)
    assert not file.may_be_opened
    identities.decide(request, "allow", by=coordinator)

    file.refresh_from_db()
    assert file.may_be_opened
    assert [event.kind for event in case.custody.order_by("pk")] == ["received", "locked", "unlocked"]


def test_protected_words_are_each_name_alias_contact_mark_and_file_name(case, identity, file):
    assert {(word.kind, word.whose, word.text) for word in protected_words([case])} == {
        (Word.NAME, "Person 0", "Canary Nameova"),
        (Word.ALIAS, "Person 0", "Canary Alias"),
        (Word.ALIAS, "Person 0", "Канарка"),
        (Word.CONTACT, "Person 0", "+999 canary 123"),
        (Word.MARK, "Person 0", "Canary Street 7"),
        (Word.FILE_NAME, "Statement 0", "Canary own name.txt"),
    }
    assert not any("anary" in repr(word) for word in protected_words([case]))


def test_protected_words_are_for_who_misses_none(case, identity):
    with look_as(BLIND), pytest.raises(RuntimeError, match="Only who sees every row"):
        list(protected_words([case]))


def test_a_partner_sees_rows_of_their_own_case_alone(identity, other_partner, partner):
    with look_as(other_partner.sight):
        assert not SealedIdentity.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            SealedIdentity.objects.create(
                case_id=identity.case_id, victim_id=None, source_id=1, data_key=identity.data_key, given_by=other_partner
            )
    with look_as(partner.sight):
        assert SealedIdentity.objects.visible_to(partner).get() == identity
