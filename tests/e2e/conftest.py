"""A real browser on a real server, bound to loopback. What the pages may not do is watched in every walk."""

import os
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.e2e.codes import code_for

# Playwright keeps an event loop in this thread; the ORM calls of a walk are its own, between two acts in the browser.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The only link that leads out, and only when it is followed: "Leave quickly".
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def find_chromium():
    return next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Gone before its database is: it ends when each page's thread has ended, and with it the thread's connection."""
    live_server.thread.httpd.daemon_threads = False
    return live_server


@dataclass
class Walk:
    """One person at one browser. Addresses are given by the name of their route."""

    page: object
    server: str
    elsewhere: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def go(self, route, *args):
        return self.page.goto(self.server + (reverse(route, args=args) if not route.startswith("/") else route))

    def press(self, name):
        """Press the button, or follow the link, of this name, and wait for the page it leads to."""
        target = self.page.get_by_role("button", name=name, exact=True).or_(self.page.get_by_role("link", name=name, exact=True))
        with self.page.expect_navigation():
            target.first.click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    @property
    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def sign_in(self, person, password, secret=None):
        self.go("account_login")
        self.fill(login=person.email, password=password)
        self.press("Sign in")
        if secret:
            self.fill(code=code_for(secret))
            self.press("Go on")

    def has_passkeys(self):
        """A device with an unlocked authenticator inside, as the browser's own tools simulate it."""
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("WebAuthn.enable")
        authenticator = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
        able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**authenticator, **able}})

    def assert_clean(self):
        """Nothing was blocked by the policy, no script failed, and no other host was asked for anything."""
        assert self.page.evaluate("window.violations") == []
        assert self.complaints == []
        assert self.elsewhere == []


@pytest.fixture
def walk(browser, live_server, settings):
    """Start a walk in a browser of its own: `mia = walk()`."""
    settings.SITE_ADDRESS = live_server.url
    settings.MFA_TOTP_TOLERANCE = 1  # a walk may cross the half minute between reading a code and typing it
    contexts = []

    def start(**options):
        context = browser.new_context(locale="en-GB", **options)
        contexts.append(context)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.set_default_timeout(10_000)
        walk = Walk(page, live_server.url)
        host = urlsplit(live_server.url).netloc
        page.on("request", lambda asked: urlsplit(asked.url).netloc in (host, "") or walk.elsewhere.append(asked.url))
        page.on("pageerror", lambda error: walk.complaints.append(str(error)))
        return walk

    yield start
    for context in contexts:
        context.close()
