import json
from dataclasses import replace

import pytest

from sanctions.entries import Kind, ListedEntry
from sanctions.plain import digest, from_plain, to_plain
from sanctions.statuses import EntryKind
from tests.sanctions.test_us_ofac_sdn import read

ENTRIES = list(read().values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.reference)
def test_entry_comes_back_as_it_went(entry):
    assert from_plain(json.loads(json.dumps(to_plain(entry)))) == entry


def test_empty_facts_are_left_out():
    entry = ListedEntry(reference="1", kind=Kind.PERSON, names=(), programmes=("X",))

    assert to_plain(entry) == {"reference": "1", "kind": "person", "names": [], "programmes": ["X"]}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.reference)
def test_another_order_is_the_same(entry):
    turned = replace(entry, names=entry.names[::-1], addresses=entry.addresses[::-1], remarks=entry.remarks[::-1])

    assert digest(to_plain(turned)) == digest(to_plain(entry))


def test_programmes_are_apart_and_everything_else_counts():
    entry = ENTRIES[0]

    assert digest(to_plain(replace(entry, programmes=("OTHER",)))) == digest(to_plain(entry))
    assert digest(to_plain(replace(entry, remarks=("more",)))) != digest(to_plain(entry))


def test_kinds_have_labels():
    assert set(EntryKind.values) == {kind.value for kind in Kind}
