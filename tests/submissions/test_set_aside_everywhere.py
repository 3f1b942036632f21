"""Whoever is set aside walks through every page that can be reached from the first one, and meets no trace of the case."""

import re
from html import unescape

import pytest
from django.utils import timezone

from cases import phases
from cases.models import Flag, Message, Note, ReviewPhase, SavedSearch, SubmissionWindow
from cases.services import conflicts
from tests.submissions.test_set_aside import TITLE, whole  # noqa: F401
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
# What has a page of its own for each of many rows that are of no case: one of them is enough.
ONE_OF_MANY = re.compile(r"^(/lists/[^/]+/|/law/|/programmes/|/vocabularies/|/people/)")
ELSEWHERE = ("/accounts/logout", "/leave", "/static/", "/outbox", "/language")
MOST = 400


@pytest.fixture
def lived(whole, reviewer, coordinator, settings):  # noqa: F811
    """Besides what the case has already: a note, flags, a message, a kept search, a phase of review."""
    settings.REVIEW_PHASES = True
    with look_as(EVERYTHING):
        Note.objects.create(case=whole, text=f"@reviewer {TITLE}", by=coordinator, people=[reviewer.pk], is_urgent=True)
        Message.objects.create(case=whole, text="Of the quarry.", by=whole.opened_by, is_from_partner=True)
        window = SubmissionWindow.objects.get()
        SubmissionWindow.objects.update(closes_on=timezone.localdate())
        ReviewPhase.objects.create(window=window, name="Reading", begins_on=timezone.localdate())
        SavedSearch.objects.create(person=reviewer, name="The quarry", query="quarry")
        assert phases.windows_of(whole)[0].phase is not None
    for person in (coordinator, reviewer):
        with look_as(person.sight):
            Flag.objects.create(case=whole, person=person, why=f"{TITLE}: a hearing", is_shared=person == coordinator)
    return whole


def walk(client, traces):
    """Every page that links lead to from the first one, and for each trace the pages on which it stands."""
    to_visit, seen, kinds = ["/", "/cases/search/?q=quarry", "/delivery/calendar.ics"], set(), set()
    found, pages = {trace: set() for trace in traces}, 0
    while to_visit and pages < MOST:
        address = to_visit.pop(0)
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        pages += 1
        if "text" not in response.get("Content-Type", "") and "json" not in response.get("Content-Type", ""):
            continue
        text = body.decode(errors="replace")
        for trace in traces:
            if trace in text:
                found[trace].add(address)
        for link in map(unescape, re.findall(r'href="(/[^"#]*)', text)):
            kind = ONE_OF_MANY.match(link)
            if link in seen or link.startswith(ELSEWHERE) or (kind and kind[0] in kinds):
                continue
            seen.add(link)
            kinds |= {kind[0]} if kind else set()
            to_visit.append(link)
    return found, pages


def test_no_page_that_can_be_reached_has_a_trace(lived, sent, reviewer, coordinator, sign_in):
    traces = (TITLE, lived.reference, sent.reference, sent.dossier.reference, str(sent.subject.main_name))
    client = sign_in(reviewer)
    before, pages = walk(client, traces)
    assert pages > 50
    assert all(len(where) >= 3 for where in before.values()), before
    with look_as(EVERYTHING):
        conflicts.set_aside(lived, reviewer, reason="other", by=coordinator)

    after, pages = walk(client, traces)

    assert pages > 20
    assert after == {trace: set() for trace in traces}
