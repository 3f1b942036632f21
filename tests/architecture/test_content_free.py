"""Mail and background work carry no content: a link or a number, and whoever may see more follows it."""

import ast
import inspect
import re
import uuid

from accounts.mail import content_free_message
from jobs.registry import KINDS
from tests.architecture.sources import ROOT, modules, name, tree

DOORS = {"accounts/mail.py", "demo/mail.py"}
# Arguments of jobs that are words: codes, public names, hashes of what a government published and its day.
CODES = {"slug", "reference", "action", "file_format", "parts", "published_on"}


def makes_mail(path):
    """Whether a module takes more from Django's mail than a connection, over which to send what the door made."""
    taken = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.core.mail"):
            taken |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            taken |= {alias.name for alias in node.names if alias.name.startswith(("django.core.mail", "smtplib"))}
    return not taken <= {"get_connection"}


def test_there_is_one_door_for_mail():
    assert {name(path) for path in modules() if makes_mail(path)} == DOORS


def test_a_mail_holds_a_link_and_nothing_else_of_ours():
    template = (ROOT / "templates" / "accounts" / "mail.txt").read_text()

    assert set(re.findall(r"{{\s*(\w+)", template)) == {"link"}
    assert list(inspect.signature(content_free_message).parameters) == ["address", "link"]


def test_every_mail_has_the_same_subject_and_words(settings):
    mails = [content_free_message(f"{name}@example.org", f"https://x.example/{name}/") for name in ("a", "b")]

    assert {(mail.subject, mail.body.replace(f"/{mail.to[0][0]}/", "")) for mail in mails} == {
        (str(settings.EMAIL_SUBJECT), mails[0].body.replace("/a/", ""))
    }


def test_jobs_are_given_numbers_and_codes():
    wordy = {
        f"{kind.name}({parameter.name}: {parameter.annotation})"
        for kind in KINDS.values()
        if not kind.work.__module__.startswith("tests")
        for parameter in inspect.signature(kind.work).parameters.values()
        if parameter.annotation not in (int, uuid.UUID) and parameter.name not in CODES
    }

    assert wordy == set()
