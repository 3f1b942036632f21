"""A file sent in pieces by a real browser arrives byte for byte."""

import hashlib
import random

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases.models import EvidenceFile, Source, Upload
from cases.statuses import CaseStatus
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_file_in_pieces_arrives_byte_for_byte(walk, make_case, organisation, partner, enrolled, tmp_path):
    case, path = fill(make_case(organisation, partner, status=CaseStatus.DRAFT)), tmp_path / "a report.pdf"
    path.write_bytes(b"%PDF-1.7\n" + random.Random(1).randbytes(20_000_000))
    with look_as(EVERYTHING):
        source = Source.objects.get()
    client, name, ilka = Client(), settings.SESSION_COOKIE_NAME, walk()
    client.force_login(enrolled(partner), backend="accounts.backends.AccountBackend")
    ilka.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": ilka.server}])
    ilka.page.goto(ilka.server + reverse("cases:evidence-upload", args=[case.reference, source.pk]))

    ilka.page.locator("input[type=file]").set_input_files(path)
    ilka.page.get_by_role("button", name="Send the file").click()
    ilka.page.wait_for_url("**/files/*/", timeout=60_000)

    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert expected in ilka.page.content()
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.get().sha256 == expected
        assert Upload.objects.get().evidence is not None
    ilka.assert_clean()
