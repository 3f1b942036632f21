"""A day's custody is stamped by an outside authority, here one made by openssl on loopback."""

import subprocess
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.utils import timezone

from cases import timestamps
from cases.custody import CUSTODY
from cases.models import DayRoot, Source
from cases.services import evidence
from cases.statuses import CaseStatus
from cases.uploads import ReceivedFile
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\n"


def openssl(*words, **options):
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, **options).stdout


def certify(folder):
    """A root, and an authority under it that may stamp and nothing else."""
    (folder / "extensions").write_text(EXTENSIONS)
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    key = ("-newkey", "rsa:2048", "-nodes")
    openssl("req", "-x509", *key, "-subj", "/CN=Root", "-days", 3650, "-keyout", folder / "root.key", "-out", folder / "root.pem")
    openssl("req", "-new", *key, "-subj", "/CN=TSA", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
    signed = ("-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-CAcreateserial", "-days", 3650)
    openssl("x509", "-req", "-in", folder / "tsa.csr", *signed, "-extfile", folder / "extensions", "-out", folder / "tsa.pem")
    return folder


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    return certify(tmp_path_factory.mktemp("tsa"))


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        (self.server.folder / "query").write_bytes(query)
        self.server.asked.append(query)
        config, query = self.server.folder / "tsa.cnf", self.server.folder / "query"
        answer = self.server.answer or openssl("ts", "-reply", "-config", config, "-queryfile", query)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words):
        pass


@pytest.fixture
def authority(certified, settings):
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        server.folder, server.asked, server.answer = certified, [], b""
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
        settings.TIMESTAMP_CERTIFICATES = str(certified / "root.pem")
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def sealed(make_case, organisation, partner, settings, tmp_path):
    """One event of custody, sealed."""
    settings.VAR = tmp_path
    fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING), ReceivedFile("a.txt", "text/plain") as received:
        received.receive(b"words")
        evidence.attach_evidence(Source.objects.get(), received, by=partner, media_type="text/plain")
        CUSTODY.seal()
        yield


def test_nothing_is_asked_when_no_authority_is_configured():
    assert timestamps.stamp_day() == {"stamped": 0}
    assert not DayRoot.objects.exists()


def test_a_day_is_stamped_once_and_the_stamp_holds(authority):
    assert [timestamps.stamp_day(), timestamps.stamp_day()] == [{"stamped": 1}, {"stamped": 0}]

    assert len(authority.asked) == 1
    assert bytes(DayRoot.objects.get().digest) == bytes(CUSTODY.last().digest)
    assert timestamps.broken_root() == ""


def test_a_day_on_which_nothing_happened_needs_no_stamp(authority):
    timestamps.stamp_day()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert timestamps.stamp_day() == {"stamped": 0}


@pytest.mark.parametrize("answer", [b"<html>not today</html>", b"\x30\x05\x30\x03\x02\x01\x02"])
def test_an_answer_that_is_no_token_is_not_kept(authority, answer):
    authority.answer = answer

    with pytest.raises(timestamps.NoToken):
        timestamps.stamp_day()
    assert not DayRoot.objects.exists()


def test_a_stamp_of_somebody_else_is_not_kept(authority, settings, tmp_path):
    settings.TIMESTAMP_CERTIFICATES = str(certify(tmp_path) / "root.pem")

    with pytest.raises(timestamps.NoToken, match="not the configured authority's word"):
        timestamps.stamp_day()


def test_a_stamp_of_another_digest_is_not_taken(authority):
    timestamps.stamp_day()
    authority.answer = bytes(DayRoot.objects.get().token)

    assert timestamps._what_is_wrong(authority.answer, bytes(CUSTODY.last().digest)) == ""
    assert timestamps._what_is_wrong(authority.answer, b"another") != ""
