"""Sixty and more files that want to do harm: refused at the door, set aside, or never looked at but in a copy made anew."""

import json
import subprocess
import sys

import pytest

from cases import media_types
from cases.statuses import Reason
from cases.treatment import BEGIN
from glovebox.begin import command
from tests.cases.hostile.corpus import DOOR, NEUTRALISED, SET_ASIDE, pdf, png

HALF_A_GIGABYTE = 512 * 1024  # in the kilobytes of getrusage


def media_type(name, content):
    return media_types.media_type_of(name, content[:4096])


# A small process stands between: a child counts as large as whoever started it was, and these tests may be larger.
BETWEEN = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, env={}, cwd="/", timeout=150)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.stdout.buffer.write(done.stdout)
"""


def workshop(name, content):
    """What the child says, and the copy; as `cases.treatment` starts it. Whatever the file was, it stayed small."""
    between = [sys.executable, "-I", "-c", BETWEEN, *command(BEGIN, media_type(name, content), "whole")]
    done = subprocess.run(between, input=content, capture_output=True, check=True, timeout=160)
    assert int(done.stderr) < HALF_A_GIGABYTE
    line, _, rest = done.stdout.partition(b"\n")
    found = json.loads(line) if line else {"reason": "too_much"}
    return found, rest[: found.get("copy", 0)]


def test_the_corpus_is_large_enough():
    files = [*DOOR.values(), *SET_ASIDE.values(), *NEUTRALISED.values()]

    assert len({(name, content) for name, content, *_ in files}) >= 60


@pytest.mark.parametrize("case", DOOR)
def test_refused_at_the_door(case):
    name, content = DOOR[case]

    assert not content or media_type(name, content) == ""


@pytest.mark.parametrize("case", SET_ASIDE)
def test_set_aside(case):
    name, content, reason = SET_ASIDE[case]

    found, copy = workshop(name, content)

    if reason:
        assert (found["reason"], copy) == (reason, b"")
        assert reason in Reason.values
    assert copy == b""


@pytest.mark.parametrize("case", NEUTRALISED)
def test_what_people_look_at_holds_nothing_of_it(case):
    name, content = NEUTRALISED[case]

    found, copy = workshop(name, content)

    assert found["reason"] == ""
    assert copy
    assert found["media_type"] in ("image/jpeg", "application/pdf", "text/plain")
    if found["media_type"] != "text/plain" or "docx" in name:
        assert b"canary" not in copy.lower()
    assert b"\xe2\x80\xae" not in copy


def test_a_pdf_of_ten_thousand_pages_has_no_copy():
    found, copy = workshop("a.pdf", pdf(10_000))

    assert (found["no_copy"], copy) == ("too_many_pages", b"")


def test_as_many_points_as_are_just_allowed_stay_below_half_a_gigabyte():
    found, copy = workshop("a.png", big_picture())

    assert found["reason"] == ""
    assert copy


def big_picture():
    return png(7_000, 7_000, rows=(b"\x00" + b"\x55\x66\x77" * 7_000) * 7_000)
