"""A file sent in pieces by a real browser arrives byte for byte, whatever falls over meanwhile."""

import hashlib
import random

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases.models import EvidenceFile, Source, Upload
from cases.statuses import CaseStatus
from launch.processes import wait_until
from tests.cases.material import fill
from tests.e2e.conftest import find_chromium
from tests.e2e.mortal import Browser, Server
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SIZE = 48 * 1024 * 1024
PIECE = 8 * 1024 * 1024
SLOWLY = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 12 * 1024 * 1024}


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, status=CaseStatus.DRAFT))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a report.pdf"
    path.write_bytes(b"%PDF-1.7\n" + random.Random(1).randbytes(SIZE - 9))
    return path


@pytest.fixture
def cookie(partner, enrolled):
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(enrolled(partner), backend="accounts.backends.AccountBackend")
    return {"name": name, "value": client.cookies[name].value}


def upload_page(context, server, case, cookie, *, slowly=False):
    """The page on which a file is chosen, and the offset of each piece that it sends."""
    context.add_cookies([{**cookie, "url": server}])
    page, offsets = context.new_page(), []
    page.set_default_timeout(90_000)
    page.on("request", lambda asked: asked.method == "PATCH" and offsets.append(int(asked.headers["upload-offset"])))
    if slowly:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOWLY)
    with look_as(EVERYTHING):
        source = Source.objects.get()
    page.goto(server + reverse("cases:evidence-upload", args=[case.reference, source.pk]))
    return page, offsets


def send(page, path):
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Send the file").click()


def is_more_than_half_there():
    """Sixty per cent."""
    with look_as(EVERYTHING):
        upload = Upload.objects.select_related("case__data_key").first()
        return upload is not None and upload.offset >= 0.6 * SIZE


def assert_arrived(page, path):
    page.wait_for_url("**/files/*/")
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert expected in page.content()
    with look_as(EVERYTHING):
        assert EvidenceFile.objects.get().sha256 == expected


def test_a_file_in_pieces_arrives_byte_for_byte(walk, case, cookie, path):
    ilka = walk()
    page, offsets = upload_page(ilka.page.context, ilka.server, case, cookie)

    send(page, path)

    assert_arrived(page, path)
    assert offsets == list(range(0, SIZE, PIECE))


def test_a_server_killed_at_sixty_per_cent_costs_one_piece_at_most(browser, case, cookie, path):
    with Server() as server, browser.new_context() as context:
        page, offsets = upload_page(context, server.url, case, cookie, slowly=True)
        send(page, path)
        assert wait_until(is_more_than_half_there, 60)

        server.kill()
        page.evaluate("0")  # what was sent until now is told before the answer to this
        before = len(offsets)
        server.start()

        assert_arrived(page, path)
        assert offsets[before] >= 0.6 * SIZE


def test_a_browser_killed_at_sixty_per_cent_goes_on_in_another(browser, case, cookie, path):
    with Server() as server:
        mortal = Browser(browser.browser_type, find_chromium())
        page, _ = upload_page(mortal.browser.new_context(), server.url, case, cookie, slowly=True)
        send(page, path)
        assert wait_until(is_more_than_half_there, 60)
        mortal.kill()

        with browser.new_context() as context:
            page, offsets = upload_page(context, server.url, case, cookie)
            assert "Not finished: a report.pdf" in page.content()
            send(page, path)

            assert_arrived(page, path)
        assert offsets[0] >= 0.6 * SIZE


def test_another_file_of_the_same_name_and_size_begins_at_its_beginning(browser, case, cookie, path, tmp_path):
    other = tmp_path / "another" / path.name
    other.parent.mkdir()
    other.write_bytes(b"%PDF-1.7\n" + random.Random(2).randbytes(SIZE - 9))
    with Server() as server:
        mortal = Browser(browser.browser_type, find_chromium())
        page, _ = upload_page(mortal.browser.new_context(), server.url, case, cookie, slowly=True)
        send(page, path)
        assert wait_until(is_more_than_half_there, 60)
        mortal.kill()

        with browser.new_context() as context:
            page, offsets = upload_page(context, server.url, case, cookie)
            send(page, other)

            assert_arrived(page, other)
        assert offsets[0] == 0
