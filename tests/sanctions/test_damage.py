"""Damaged publications of every list: set aside with a reason, or read right. Never a crash, never a changed entry."""

import random

import pytest

from sanctions.models import Snapshot
from sanctions.plain import digest, to_plain
from sanctions.plausibility import refuse_unlikely
from sanctions.publications import gather
from sanctions.reading import Reading
from sanctions.refresh import read as read_publication
from sanctions.sources import SOURCES
from tests.sanctions.damage import damaged, truncated
from tests.sanctions.samples import DAYS, LISTS, body_of, read

FILES = {slug: day for slug, day in DAYS.items() if slug not in {"au-dfat", "us-state-7031c"}}
FUZZED = 300
CUTS = 200


@pytest.fixture
def take(tmp_path, settings):
    """What would come of it: the reason, or the entries with what is said of them."""
    settings.LIST_FLOORS = dict.fromkeys(SOURCES, 1)
    whole = {slug: read(slug, body_of(slug)) for slug in DAYS}

    def make(slug, body):
        source, path = SOURCES[slug], tmp_path / "file"
        path.write_bytes(body)
        held = Snapshot(entry_count=len(whole[slug]), fact_counts={})
        with Reading() as reading:
            try:
                read_publication(gather(source, {source.parts[0].name: path}, {}), reading)
                refuse_unlikely(source, Snapshot(previous=held), reading)
            except (ValueError, LookupError) as problem:
                return str(problem)
            return {reference: packed.digest for reference, packed in reading.entries.items()}

    make.whole = {slug: {ref: digest(to_plain(entry)) for ref, entry in entries.items()} for slug, entries in whole.items()}
    return make


@pytest.mark.parametrize("slug", FILES)
def test_whole_publication_is_read(take, slug):
    assert take(slug, body_of(slug)) == take.whole[slug]


@pytest.mark.parametrize("slug", DAYS)
def test_publication_cut_short_anywhere_is_refused_with_a_reason(take, slug):
    dice = random.Random(slug)

    taken = [take(slug, truncated(slug, body_of(slug), dice)) for _ in range(CUTS if slug in FILES else 20)]

    wrong = [came for came in taken if not isinstance(came, str) or not came]
    assert wrong == [] or slug == "us-state-7031c"  # words of a page have no end that could be missing


@pytest.mark.parametrize("slug", FILES)
def test_damage_is_seen(take, slug):
    assert damage_unseen(take, slug, range(FUZZED // len(FILES))) == []


def damage_unseen(take, slug, seeds):
    unseen = []
    for seed in seeds:
        way, body = damaged(slug, body_of(slug), seed)
        came = take(slug, body)
        if not isinstance(came, str) and came != take.whole[slug]:
            unseen.append((seed, way))
    return unseen


@pytest.mark.parametrize("path", sorted((LISTS / "failures").glob("*.[cxj]*")), ids=lambda path: path.name)
@pytest.mark.parametrize("slug", DAYS)
def test_what_publishers_really_answered_is_refused(take, slug, path):
    reason = take(slug, path.read_bytes())

    assert isinstance(reason, str)
    assert "empty" in reason or "is not the list but" in reason


@pytest.mark.parametrize("slug", FILES)
def test_no_entry_is_ever_half_read(take, slug):
    """Not even when all that is left of an entry is its beginning."""
    body = body_of(slug)

    assert isinstance(take(slug, body[: body.rindex(b"<" if body.lstrip(b"\xef\xbb\xbf").startswith(b"<") else b'"')]), str)
