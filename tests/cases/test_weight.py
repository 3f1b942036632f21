"""How heavy a partner's pages are on a bad line: the first load, faces apart, as the server sends it compressed."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from cases.parts import ORDER
from cases.statuses import CaseStatus
from cases.views.sections import PARTS
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

WITH_SCRIPTS, WITHOUT = 100_000, 40_000
LOADED = re.compile(r'(?:src|href)="' + re.escape(settings.STATIC_URL) + r'([^"]+)"')


def compressed(content):
    return len(gzip.compress(content, 6))


def weigh(page):
    """Bytes of the page and all it loads, and of those that are loaded with scripts off; pages themselves go uncompressed."""
    names = {re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name) for name in LOADED.findall(page.content.decode())}
    sizes = {name: compressed(Path(finders.find(name)).read_bytes()) for name in names}
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
    everything = len(page.content) + sum(sizes.values())
    return everything, everything - scripts


def test_every_page_of_a_case_loads_on_a_bad_line(sign_in, partner, make_case, organisation):
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    client = sign_in(partner)
    addresses = [
        reverse("cases:note"),
        reverse("cases:safety"),
        case.get_absolute_url(),
        reverse("cases:file", args=[case.reference]),
    ]
    addresses += [reverse("cases:section", args=[case.reference, section]) for section in ORDER]
    addresses += [reverse("cases:item-add", args=[case.reference, section]) for section in PARTS]
    addresses += [reverse(f"cases:{name}") for name in ("list", "join")]
    about = ("together", "messages", "offline", "identities", "safe-contact", "withdraw")
    addresses += [reverse(f"cases:{name}", args=[case.reference]) for name in about]
    with look_as(EVERYTHING):
        act, source = case.incidents.get().acts.get(), case.sources.get()
    addresses += [
        reverse(f"cases:{name}", args=[case.reference, *which])
        for name, *which in (("act-edit", act.pk), ("consent", "victim", act.victim_id), ("evidence-upload", source.pk))
    ]

    weights = {address.split("/", 3)[-1]: weigh(client.get(address)) for address in addresses}

    assert {address: both for address, both in weights.items() if both[0] > WITH_SCRIPTS or both[1] > WITHOUT} == {}
