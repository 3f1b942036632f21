"""A sealed text opens in its own table, row and field, with its own key, and prints nowhere."""

import copy
import json
import pickle
import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.template import Context, Template
from django.test.utils import isolate_apps

from cases.models import FirstNote
from vault.fields import SealedTextField
from vault.keys import Unreadable
from vault.models import rewrap, shred
from vault.sight import EVERYTHING, look_as

CANARY = "canary: Зоряна of the mill house, +00 555 0100"


class KeyInMemory:
    def __init__(self):
        self.key = AESGCM.generate_key(bit_length=256)

    def unwrap(self):
        return self.key


@pytest.fixture(scope="module")
def paper():
    """A row with two sealed fields, which has no table."""
    with isolate_apps("vault"):

        class Paper(models.Model):  # noqa: DJ008 -- prints as Django prints
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            first = SealedTextField()
            second = SealedTextField()

            class Meta:
                app_label = "vault"

    key = KeyInMemory()

    def make(**fields):
        row = Paper(**fields)
        row.data_key = key
        return row

    return make


@pytest.fixture
def case(make_case, organisation, partner):
    with look_as(EVERYTHING):
        yield make_case(organisation, partner)


def stored(note):
    with connection.cursor() as cursor:
        return bytes(cursor.execute("SELECT safe_contact FROM cases_firstnote WHERE id = %s", [note.pk]).fetchone()[0])


def write_note(case, text=CANARY):
    return FirstNote.objects.create(case=case, who="w", what="w", how_known="h", safe_contact=text)


@pytest.mark.parametrize("text", [CANARY, "\N{RIGHT-TO-LEFT OVERRIDE}\0", "long " * 100_000])
def test_round_trip(paper, text):
    row = paper(first=text)

    assert row.first.reveal() == text
    assert text.encode() not in row.first.sealed


def test_nothing_is_nothing(paper):
    row = paper(first="")

    assert row.first.sealed == b""
    assert row.first.reveal() == ""
    assert not row.first


def test_same_text_is_never_sealed_to_the_same_bytes(paper):
    row = paper()
    assert len({row._meta.get_field("first").seal(row, "same") for _ in range(50)}) == 50


def test_it_prints_as_nothing(paper):
    row = paper(first=CANARY)
    sealed = row.first

    shown = [
        str(sealed),
        repr(sealed),
        f"{sealed}",
        str(row),
        repr(row),
        repr(vars(sealed)),
        str(pickle.dumps(row.__dict__["first"])),
    ]
    shown.append(Template("{{ row.first }} {{ row.first.reveal }}").render(Context({"row": row})))

    assert [words for words in shown if "canary" in words] == []
    with pytest.raises(TypeError):
        json.dumps(sealed, cls=DjangoJSONEncoder)


def test_every_flipped_bit_is_found(paper):
    row = paper(first="x")
    good = row.first.sealed

    for position in range(len(good) * 8):
        bad = bytearray(good)
        bad[position // 8] ^= 1 << position % 8
        row.first = bytes(bad)
        with pytest.raises(Unreadable):
            row.first.reveal()


def test_every_shortened_value_is_found(paper):
    row = paper(first="x")
    good = row.first.sealed

    for length in range(1, len(good)):
        row.first = good[:length]
        with pytest.raises(Unreadable):
            row.first.reveal()


def test_bytes_moved_to_another_field_or_row_do_not_open(paper):
    row, other = paper(first=CANARY), paper()

    row.second = row.first.sealed
    other.first = row.first.sealed

    assert row.first.reveal() == CANARY
    for moved in (row.second, other.first):
        with pytest.raises(Unreadable):
            moved.reveal()


def test_value_of_another_row_is_refused_before_it_is_lost(paper):
    row, other = paper(first=CANARY), paper()

    with pytest.raises(ValueError, match="in its own row alone"):
        other.first = row.first


def test_another_key_does_not_open(paper):
    row = paper(first=CANARY)
    sealed = row.first

    row.data_key = KeyInMemory()

    with pytest.raises(Unreadable):
        sealed.reveal()


def test_row_without_primary_key_is_refused(paper):
    with pytest.raises(ValueError, match="primary key"):
        paper(id=None, first="x").first.reveal()


@pytest.mark.django_db
def test_database_holds_no_plain_byte(case):
    note = write_note(case)

    note.refresh_from_db()

    assert b"canary" not in stored(note)
    assert note.safe_contact.reveal() == FirstNote.objects.get().safe_contact.reveal() == CANARY


@pytest.mark.django_db
def test_assigned_text_is_sealed_anew_and_other_fields_are_left(case):
    note = write_note(case)
    before = stored(note)

    note.what = "changed"
    note.save(update_fields=["what"])
    assert stored(note) == before

    note.safe_contact = "new"
    note.save()
    assert FirstNote.objects.get().safe_contact.reveal() == "new"


@pytest.mark.django_db
def test_deferred_field_is_fetched_and_not_taken_for_empty(case):
    write_note(case)

    for note in (FirstNote.objects.defer("safe_contact").get(), FirstNote.objects.only("what").get()):
        assert note.safe_contact.reveal() == CANARY


@pytest.mark.django_db
def test_plain_text_cannot_pass_the_row_by(case):
    note = write_note(case)

    with pytest.raises(TypeError, match="never goes to the database"), transaction.atomic():
        FirstNote.objects.update(safe_contact="plain")
    with pytest.raises(TypeError, match="never goes to the database"):
        FirstNote.objects.filter(safe_contact="plain").exists()

    note.safe_contact = "by the row"
    FirstNote.objects.bulk_update([note], ["safe_contact"])
    assert FirstNote.objects.get().safe_contact.reveal() == "by the row"


@pytest.mark.django_db
def test_moved_in_the_database_it_does_not_open(case, make_case, organisation, partner):
    mine, other = write_note(case), write_note(make_case(organisation, partner), "other")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_firstnote SET safe_contact = %s WHERE id = %s", [stored(mine), other.pk])

    with pytest.raises(Unreadable):
        FirstNote.objects.get(pk=other.pk).safe_contact.reveal()


@pytest.mark.django_db
def test_copied_row_keeps_its_text(case):
    note = write_note(case)
    assert copy.copy(note).safe_contact.reveal() == CANARY


@pytest.mark.django_db
def test_new_wrapping_leaves_the_ciphertext_alone(case):
    note = write_note(case)
    before = stored(note)

    rewrap(case.data_key)

    assert stored(note) == before
    assert FirstNote.objects.get().safe_contact.reveal() == CANARY


@pytest.mark.django_db
def test_shredded_key_takes_the_text_with_it(case):
    note = write_note(case)

    shred(case.data_key)

    assert stored(note) != b""
    with pytest.raises(Unreadable, match="erased for good"):
        FirstNote.objects.get().safe_contact.reveal()
