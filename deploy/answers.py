# ruff: noqa: INP001 -- a script, not a package
"""`python deploy/answers.py [PORT]`: exit 0 when the web server in this container shows the sign-in page, 1 when it does not."""

import http.client
import os
import sys

PORT = 8000
PAGE = "/account/sign-in/"


def answers(port: int) -> bool:
    """Asked as the proxy asks: by the site's own name, and over TLS as far as the site can tell."""
    headers = {"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", PAGE, headers=headers)
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(not answers(int(sys.argv[1]) if len(sys.argv) > 1 else PORT))
