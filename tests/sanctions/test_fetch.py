import contextlib
import http.client
import http.server
import io
import threading
import tracemalloc
from datetime import date
from email.message import Message

import pytest

from sanctions import fetch


class Answer(io.BytesIO):
    def __init__(self, body, **headers):
        super().__init__(body)
        self.headers = Message()
        for name, value in headers.items():
            self.headers[name.replace("_", "-")] = value


@pytest.fixture
def answer(monkeypatch):
    """The other side, without a network."""

    def make(body=b"", problem=None, **headers):
        class Opener:
            def open(self, request, timeout):
                if problem:
                    raise problem
                return Answer(body, **headers)

        monkeypatch.setattr(fetch.urllib.request, "build_opener", lambda *handlers: Opener())

    return make


def test_whole_file_arrives_with_its_day(answer, tmp_path):
    answer(b"list", Content_Length="4", Last_Modified="Fri, 09 Dec 2022 10:00:00 GMT")

    fetched = fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")

    assert (fetched.path.read_bytes(), fetched.modified_on) == (b"list", date(2022, 12, 9))


def test_nonsense_about_the_day_is_no_day(answer, tmp_path):
    answer(b"list", Last_Modified="yesterday")

    assert fetch.download("https://lists.example/a.csv", tmp_path / "a.csv").modified_on is None


def test_file_that_breaks_off_is_no_file(answer, tmp_path):
    answer(b"li", Content_Length="4")

    with pytest.raises(fetch.DownloadFailed, match="2 bytes arrived where 4 were promised"):
        fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")


def test_file_without_end_is_refused(answer, tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "LARGEST", 3)
    answer(b"list")

    with pytest.raises(fetch.DownloadFailed, match="larger"):
        fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")


def test_broken_conversation_heals_with_time(answer, tmp_path):
    answer(problem=http.client.RemoteDisconnected("x"))

    with pytest.raises(OSError, match="broke off"):
        fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")


@pytest.mark.parametrize("url", ["http://lists.example/a.csv", "file:///etc/passwd", "ftp://lists.example/a"])
def test_only_https(url, tmp_path):
    with pytest.raises(fetch.DownloadFailed, match="is not an HTTPS address"):
        fetch.download(url, tmp_path / "a.csv")


def test_redirect_out_of_https_is_refused():
    with pytest.raises(fetch.DownloadFailed, match="is not an HTTPS address"):
        fetch.SecureRedirects().redirect_request(None, None, 302, "", {}, "http://lists.example/a.csv")


@pytest.fixture
def asked(monkeypatch):
    """What the other side is asked, when it answers that nothing changed."""
    requests = []

    class Opener:
        def open(self, request, timeout):
            requests.append(dict(request.header_items()))
            raise fetch.urllib.error.HTTPError(request.full_url, 304, "Not Modified", Message(), None)

    monkeypatch.setattr(fetch.urllib.request, "build_opener", lambda *handlers: Opener())
    return requests


def test_server_is_shown_what_we_have_and_need_not_send_it_again(asked, tmp_path):
    known = {"ETag": '"1"', "Last-Modified": "Fri, 09 Dec 2022 10:00:00 GMT"}

    fetched = fetch.download("https://lists.example/a.csv", tmp_path / "a.csv", known)

    assert (fetched.path, fetched.marks) == (None, known)
    assert asked[0]["If-none-match"] == '"1"'
    assert asked[0]["If-modified-since"] == "Fri, 09 Dec 2022 10:00:00 GMT"
    assert asked[0]["User-agent"].startswith("SmallPlaces/")


def test_nothing_changed_without_being_asked_is_a_failure(asked, tmp_path):
    with pytest.raises(fetch.DownloadFailed, match=r"lists.example answered 304\."):
        fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")


def test_file_that_promises_too_much_is_not_begun(answer, tmp_path):
    answer(b"list", Content_Length=str(10**10))

    with pytest.raises(fetch.DownloadFailed, match="larger"):
        fetch.download("https://lists.example/a.csv", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


@pytest.fixture
def endless():
    """A server on this machine that answers 200 and sends zeros for as long as somebody listens; 10 GB at most."""

    class Zeros(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                sent.extend(self.wfile.write(bytes(1_000_000)) for _ in range(10_000))

        def log_message(self, *words):
            pass

    sent = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Zeros)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sdn.csv", sent
    server.shutdown()
    server.server_close()
    thread.join()


def test_ten_gigabytes_of_zeros_are_left_where_they_are(endless, tmp_path, monkeypatch):
    url, sent = endless
    monkeypatch.setattr(fetch, "_refuse_plain", lambda url: None)
    monkeypatch.setattr(fetch, "LARGEST", 20_000_000)

    tracemalloc.start()
    with pytest.raises(fetch.DownloadFailed, match="larger"):
        fetch.download(url, tmp_path / "sdn.csv")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (tmp_path / "sdn.csv").stat().st_size <= fetch.LARGEST
    assert sum(sent) < 100_000_000
    assert most < 10_000_000
