"""Sends a file to a server of its own process, as a browser does."""

import base64
import http.client
import re

from django.conf import settings
from django.test import Client
from django.urls import reverse


def cookie_of(person):
    """What their browser sends; the person has a second step."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(person, backend="accounts.backends.AccountBackend")
    return f"{name}={client.cookies[name].value}"


class Sender:
    """Speaks tus 1.0 from the page that offers it. `cookie` is what `cookie_of` says."""

    def __init__(self, server, case, source, cookie):
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        page = self.ask("GET", reverse("cases:evidence-upload", args=[case.reference, source.pk]), Cookie=cookie)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.body.decode())[1]
        own = page.getheader("Set-Cookie").split(";")[0]
        self.headers = {"Cookie": f"{cookie}; {own}", "X-CSRFToken": token, "Tus-Resumable": "1.0.0"}

    def ask(self, method, address, body=None, **headers):
        self.line.request(method, address, body, {"Host": "localhost", **headers})
        answer = self.line.getresponse()
        self.body = answer.read()
        return answer

    def begin(self, address, size):
        told = f"filename {base64.b64encode(b'a.pdf').decode()}"
        answer = self.ask("POST", address, **self.headers, **{"Upload-Length": str(size), "Upload-Metadata": told})
        assert answer.status == 201, self.body
        return answer.getheader("Location")

    def send(self, address, piece, offset):
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        answer = self.ask("PATCH", address, piece, **self.headers, **kind)
        assert answer.status == 204, self.body

    def begin_to_send(self, address, piece, offset, *, only):
        """A piece of which so many bytes arrive and the rest never does."""
        self.line.putrequest("PATCH", address, skip_host=True)
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": offset, "Content-Length": len(piece)}
        for name, value in {"Host": "localhost", **self.headers, **kind}.items():
            self.line.putheader(name, str(value))
        self.line.endheaders(piece[:only])

    def offset(self, address):
        return int(self.ask("HEAD", address, **self.headers).getheader("Upload-Offset"))
