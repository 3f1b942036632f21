"""The door to the network against a server that speaks HTTPS, on this machine: nothing of urllib is replaced."""

from dataclasses import replace
from datetime import date

import pytest

from sanctions import fetch
from sanctions.models import Snapshot, WatchedList
from sanctions.refresh import refresh_list
from sanctions.sources import SOURCES
from tests.sanctions.publisher import Publisher
from tests.sanctions.samples import body_of


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Publisher(tmp_path_factory.mktemp("publisher")) as running:
        yield running


@pytest.fixture
def publisher(server, monkeypatch):
    """One whose certificate is known here."""
    server.answers.clear()
    server.asked.clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    monkeypatch.setenv("no_proxy", "*")
    return server


def test_file_comes_once_and_then_is_only_asked_for(publisher, tmp_path):
    publisher.answers["/list.csv"] = 200, {"ETag": '"1"', "Last-Modified": "Fri, 09 Dec 2022 10:00:00 GMT"}, b"list"

    first = fetch.download(f"{publisher.url}/list.csv", tmp_path / "a")
    again = fetch.download(f"{publisher.url}/list.csv", tmp_path / "b", first.marks)

    assert (first.path.read_bytes(), first.modified_on) == (b"list", date(2022, 12, 9))
    assert (again.path, again.marks) == (None, first.marks)
    assert publisher.asked[1][1]["If-Modified-Since"] == "Fri, 09 Dec 2022 10:00:00 GMT"
    assert publisher.asked[0][1]["User-Agent"] == fetch.AGENT


def test_file_that_moved_is_followed(publisher, tmp_path):
    """As OFAC's to storage whose address is good for an hour; the marks are asked for at the address that is known."""
    publisher.answers["/SDN.CSV"] = 302, {"Location": f"{publisher.url}/bucket/sdn?signed"}, b""
    publisher.answers["/bucket/sdn?signed"] = 200, {"ETag": '"2"'}, b"list"

    first = fetch.download(f"{publisher.url}/SDN.CSV", tmp_path / "a")
    again = fetch.download(f"{publisher.url}/SDN.CSV", tmp_path / "b", first.marks)

    assert (first.path.read_bytes(), again.path) == (b"list", None)


def test_redirect_out_of_https_and_in_a_circle_is_refused(publisher, tmp_path):
    publisher.answers["/plain"] = 302, {"Location": publisher.url.replace("https", "http") + "/list.csv"}, b""
    publisher.answers["/circle"] = 302, {"Location": f"{publisher.url}/circle"}, b""

    with pytest.raises(fetch.DownloadFailed, match="is not an HTTPS address"):
        fetch.download(f"{publisher.url}/plain", tmp_path / "a")
    with pytest.raises(fetch.DownloadFailed, match="answered 302"):
        fetch.download(f"{publisher.url}/circle", tmp_path / "a")
    assert len(publisher.asked) < 15


def test_certificate_that_nobody_vouches_for_is_refused(server, tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)

    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch.download(f"{server.url}/list.csv", tmp_path / "a")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, {"Content-Length": "9"}, b"li"), "2 bytes arrived where 9 were promised|broke off"),
        ((200, {"Content-Length": str(10**10)}, b""), "larger"),
        ((503, {}, b"busy"), "answered 503"),
        ((404, {}, b""), "answered 404"),
    ],
    ids=["cut short", "10 GB", "busy", "not there"],
)
def test_what_does_not_arrive_whole_is_no_file(publisher, tmp_path, answer, said):
    publisher.answers["/list.csv"] = answer

    with pytest.raises(fetch.DownloadFailed, match=said):
        fetch.download(f"{publisher.url}/list.csv", tmp_path / "a")


def test_file_that_takes_too_long_is_given_up(publisher, tmp_path, monkeypatch):
    publisher.answers["/list.csv"] = 200, {}, b"list"
    monkeypatch.setattr(fetch, "LONGEST", -1)

    with pytest.raises(fetch.DownloadFailed, match="slower"):
        fetch.download(f"{publisher.url}/list.csv", tmp_path / "a")


@pytest.mark.django_db
def test_list_is_read_confirmed_and_read_anew_from_a_server(publisher, settings):
    source = SOURCES["us-ofac-consolidated"]
    (part,) = source.parts
    source = replace(source, parts=(replace(part, url=f"{publisher.url}/list.xml"),))
    settings.LIST_FLOORS = {source.slug: 1}

    verdicts = []
    for etag, day in (("1", "2022-12-15"), ("1", "2022-12-15"), ("2", "2022-12-15"), ("3", "2026-01-01")):
        publisher.answers["/list.xml"] = 200, {"ETag": f'"{etag}"'}, body_of(source.slug, day)
        verdicts.append(refresh_list(source).verdict)

    assert verdicts == ["absorbed", "unchanged", "unchanged", "absorbed"]
    assert [heard.get("If-None-Match") for _, heard in publisher.asked] == [None, '"1"', '"1"', '"2"']
    assert (Snapshot.objects.count(), WatchedList.objects.get().marks[part.name]["ETag"]) == (2, '"3"')
