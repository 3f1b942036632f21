"""Templates for Word: the coalition's own, one for each government, tried before they are kept; else that of the site."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from accounts.models import User
from audit.log import record
from cases.workshop import archives
from cases.workshop.findings import Refused
from submissions import policies
from submissions.exporters.docx import TEMPLATE, CannotBeFilled, build_docx
from submissions.models import WordTemplate

LARGEST = 2 * 1024 * 1024
SAMPLE = Path(TEMPLATE).parent / "sample.json"
MAIN = "word/document.xml"
LINK = "/hyperlink"


def standing(government: str) -> WordTemplate | None:
    return WordTemplate.objects.filter(government=government, ended_at=None).first()


def body_of(template: WordTemplate | None) -> bytes:
    return bytes(template.body) if template else TEMPLATE.read_bytes()


@transaction.atomic
def keep(government: str, body: bytes, *, by: User) -> WordTemplate:
    """From now on versions are built with it; those that are frozen keep theirs. Raises `PermissionDenied`."""
    end(government, by=by)
    template = WordTemplate.objects.create(government=government, body=body, sha256=hashlib.sha256(body).hexdigest(), by=by)
    record(by, "template.kept", template)
    return template


@transaction.atomic
def end(government: str, *, by: User) -> None:
    """The one that comes with the site is used again."""
    if not policies.can_keep_template(by, government):
        raise PermissionDenied
    WordTemplate.objects.filter(government=government, ended_at=None).update(ended_at=timezone.now())


def problems_of(body: bytes) -> Iterator[str]:
    """What is wrong with a Word file as a template, in sentences; it is filled once with invented words to see."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = package.namelist()
            if any("vbaproject" in name.lower() for name in names):
                yield _("It holds macros. Save it without them.")
                return
            archives.check(package)
            parts = {name: package.read(name) for name in names if name.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, Refused, NotImplementedError, EOFError, RuntimeError):
        yield _("This is no Word file, or a broken one.")
        return
    if MAIN not in parts:
        yield _("This is no Word file, or a broken one.")
        return
    found = list(_carried(names, parts))
    yield from found or _tried(body)


def _carried(names: list[str], parts: dict[str, bytes]) -> Iterator[str]:
    """What must not come along into a file for a government."""
    if any(name.startswith("word/comments") for name in names):
        yield _("It holds remarks. Delete them in Word, and save it again.")
    trees = {
        name: etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True)) for name, part in parts.items()
    }
    tags = {etree.QName(element).localname for tree in trees.values() for element in tree.iter("{*}ins", "{*}del")}
    if tags:
        yield _("It holds changes that nobody accepted. Accept or reject them in Word, and save it again.")
    relations = [element for name, tree in trees.items() if name.endswith(".rels") for element in tree]
    if any(one.get("TargetMode") == "External" and not one.get("Type", "").endswith(LINK) for one in relations):
        yield _("It fetches something from elsewhere when it is opened, a picture or a template. Put it into the file.")


def _tried(body: bytes) -> Iterator[str]:
    try:
        build_docx(json.loads(SAMPLE.read_text()), made_on=timezone.now(), template=body)
    except CannotBeFilled as problem:
        yield _("A tag in it cannot be filled: %(what)s") % {"what": problem}
    except Exception:  # noqa: BLE001 -- whatever a broken part does to a library, it is no template
        yield _("This is no Word file, or a broken one.")
