"""Every number that is a link on a page of figures equals a count over the list behind it, narrowed or not."""

import re

import pytest
from django.urls import reverse

from insight import attribution, working_out
from insight.figures import COLUMNS
from insight.timeline import STEPS
from sanctions.models import EntryVersion
from tests.insight.test_figures import counted, name_the_women  # noqa: F401 -- a fixture: five cases, one acted on

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r'<td class="num"[^>]*>\s*<a href="([^"]+)">([\d,]+)</a>\s*</td>')
PAGES = [
    *(("funnel", {"by": by}) for by in COLUMNS),
    *(("waiting", {"government": government}) for government in ("", "us", "gb")),
    *(("timeline", {"step": step, "government": government}) for step in STEPS for government in ("", "us")),
    ("share", {}),
    *(("silence", {"by": by}) for by in ("country", "region")),
    *(("silence", {"by": "country", "group": group}) for group in ("women", "lgbtiq")),
    ("silence", {"by": "region", "group": "women", "abuse": "arbitrary_detention"}),
    ("recognition", {"programme": "GLOMAG"}),
]


@pytest.fixture
def full(counted, two):  # noqa: F811
    """Something for each page: a listing with its country, whose text names the women, and in which two see a basis."""
    name_the_women(counted, two)
    for person in two:
        attribution.attribute(counted, 3, "One wording.", by=person)
    entry = counted.candidate.entry
    content = {"reference": "1", "kind": "person", "names": [], "programmes": ["GLOMAG"], "nationalities": ["Veldonia"]}
    EntryVersion.objects.create(entry=entry, snapshot=entry.first_seen, content=content)
    working_out.work_out()


def length_of(page):
    """How long the list is that a number leads to, whatever kind of list it is."""
    context = page.context
    if context.get("paginator"):
        return context["paginator"].count
    return len(context["rows"] if "rows" in context else context["entries"])


def test_every_number_is_the_length_of_the_list_behind_it(full, coordinator, sign_in):
    client, followed = sign_in(coordinator), 0
    for name, narrowing in PAGES:
        page = client.get(reverse(f"insight:{name}"), narrowing)
        assert page.status_code == 200
        for address, number in NUMBER.findall(page.content.decode()):
            behind = client.get(address.replace("&amp;", "&"))
            assert behind.status_code == 200, address
            assert length_of(behind) == int(number), address
            followed += 1
    assert followed > 100


@pytest.mark.parametrize("name", ["funnel", "waiting", "timeline", "share", "silence", "recognition"])
def test_every_table_stands_as_csv_beside_its_method(full, coordinator, sign_in, name):
    client = sign_in(coordinator)

    page = client.get(reverse(f"insight:{name}")).content.decode()

    assert reverse(f"insight:{name}-table") in page
    assert "How this is counted" in page
    assert client.get(reverse(f"insight:{name}-table"))["Content-Type"] == "text/csv; charset=utf-8"


PLAIN = re.compile(r'<td class="num"[^>]*>\s*([^<\s]+)\s*</td>')
PUBLIC = ("/insight/share/entries/", "/insight/silence/entries/", "/insight/recognition/designations/")


def test_whoever_sees_no_cases_gets_no_small_number_and_no_list_of_cases(full, analyst, sign_in):
    client, read = sign_in(analyst), set()
    for name, narrowing in PAGES:
        page = client.get(reverse(f"insight:{name}"), narrowing).content.decode()
        assert {address for address, _ in NUMBER.findall(page) if not address.startswith(PUBLIC)} == set()
        read |= set(PLAIN.findall(page))

    assert read == {"0", "&lt;5"}
