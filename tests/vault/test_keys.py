"""The ring of wrapping keys, and the data keys it wraps."""

import base64
import json
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from vault import keys, models
from vault.keys import KeyRing, Unreadable, read_ring
from vault.models import DataKey, create_data_key, rewrap, rewrap_all, shred

OLD, NEW = b"o" * 32, b"n" * 32


def line(name, key=OLD):
    return f"{name}:{base64.b64encode(key).decode()}\n"


@pytest.fixture
def key_file(tmp_path):
    def write(text, mode=0o600):
        path = tmp_path / "wrapping_key"
        path.write_text(text)
        path.chmod(mode)
        return path

    return write


@pytest.fixture
def use_ring(monkeypatch):
    def use(**by_name):
        monkeypatch.setattr(models, "ring", lambda: KeyRing(by_name))

    return use


def test_first_key_seals_and_all_open(key_file):
    wrapped = read_ring(key_file(line("old"))).wrap(b"secret", bound_to=b"row")

    ring = read_ring(key_file(line("new", NEW) + line("old")))

    assert ring.current == "new"
    assert ring.unwrap(wrapped, name="old", bound_to=b"row") == b"secret"


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        (line("k"), 0o640, "Others can read"),
        (line("k"), 0o604, "Others can read"),
        ("", 0o600, "is empty"),
        ("\n\n", 0o600, "is empty"),
        ("k", 0o600, "not 'name:base64"),
        ("k:????", 0o600, "not 'name:base64"),
        ("k:c2hvcnQ=\n", 0o600, "not 'name:base64"),
        (line(""), 0o600, "not 'name:base64"),
        (line("k" * 41), 0o600, "not 'name:base64"),
        (line("k") + line("k", NEW), 0o600, "same name"),
    ],
)
def test_key_file_that_is_not_right_is_refused(key_file, text, mode, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        read_ring(key_file(text, mode))


def test_missing_key_file_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="missing or cannot be read"):
        read_ring(tmp_path / "nothing")


def test_refusal_quotes_no_key(key_file):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_ring(key_file("name:bm90LWEta2V5"))

    assert "bm90" not in str(refusal.value)


def test_wrapped_key_opens_only_where_it_was_bound():
    ring = KeyRing({"k": OLD})
    wrapped = ring.wrap(b"secret", bound_to=b"row")

    for attempt in ({"name": "k", "bound_to": b"other"}, {"name": "gone", "bound_to": b"row"}):
        with pytest.raises(Unreadable):
            ring.unwrap(wrapped, **attempt)
    with pytest.raises(Unreadable):
        KeyRing({"k": NEW}).unwrap(wrapped, name="k", bound_to=b"row")


def test_derived_keys_differ_by_purpose_and_by_wrapping_key():
    ring = KeyRing({"a": NEW, "b": OLD})

    assert len({ring.derive("chain"), ring.derive("mail"), ring.derive("chain", "b")}) == 3
    assert ring.derive("chain") == ring.derive("chain", "a")
    with pytest.raises(Unreadable):
        ring.derive("chain", "gone")


def test_the_process_reads_its_ring_from_the_settings(settings, key_file):
    settings.WRAPPING_KEY_FILE = key_file(line("mine"))
    keys.ring.cache_clear()
    try:
        assert keys.ring().current == "mine"
    finally:
        keys.ring.cache_clear()


@pytest.mark.django_db
def test_data_key_is_stored_wrapped():
    key = create_data_key()

    stored = DataKey.objects.get(pk=key.pk)

    assert stored.unwrap() == key.unwrap()
    assert key.unwrap() not in bytes(stored.wrapped)
    assert len({create_data_key().unwrap() for _ in range(20)}) == 20


@pytest.mark.django_db
def test_wrapped_bytes_under_another_key_do_not_open():
    mine, other = create_data_key(), create_data_key()

    mine.wrapped = other.wrapped

    with pytest.raises(Unreadable):
        mine.unwrap()


@pytest.mark.django_db
def test_shredded_key_opens_never_again(use_ring):
    use_ring(old=OLD)
    key = create_data_key()
    stale = DataKey.objects.get(pk=key.pk)

    shred(key)
    use_ring(new=NEW, old=OLD)
    rewrap(stale)

    with pytest.raises(Unreadable, match="erased for good"):
        DataKey.objects.get(pk=key.pk).unwrap()


@pytest.mark.django_db
def test_rewrapping_changes_the_wrapping_and_nothing_else(use_ring):
    use_ring(old=OLD)
    made = [create_data_key() for _ in range(20)]
    plain = {key.pk: key.unwrap() for key in made}
    shred(made.pop())

    use_ring(new=NEW, old=OLD)
    out = StringIO()
    call_command("rewrap_keys", stdout=out)
    again = rewrap_all()

    use_ring(new=NEW)
    assert json.loads(out.getvalue()) == {"rewrapped": 19}
    assert again == 0
    assert {key.pk: DataKey.objects.get(pk=key.pk).unwrap() for key in made} == {key.pk: plain[key.pk] for key in made}
