"""Words for partners in every language: which there are, which have no translation yet, and the catalogues compiled.

`python -m tests.catalogue` writes new words into each `locale/<language>/LC_MESSAGES/django.po`, empty, and compiles what
is there; it needs no gettext on the machine. A language is added by adding such a file.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "locale"
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "_lazy"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy", "_n", "_count"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}

# Whole folders that are everybody's, and the pages of other rooms that a partner opens.
FOLDERS = ("account/", "allauth/", "bootstrap5/", "components/", "mfa/", "usersessions/")
PAGES = (
    "400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html", "accounts/account.html",
    "accounts/enrol.html", "accounts/invitation_over.html", "accounts/join.html", "accounts/mail.txt", "base.html",
    "cases/_case_results.html", "cases/case_list.html", "home.html", "insight/listing_day_detail.html", "language.html",
    "delivery/told_partner.html", "submissions/came_of_it.html",
)  # fmt: skip
# Included in pages that staff and partners share, and shown to staff alone.
OF_STAFF = (
    "cases/_desk_rows.html", "cases/_list_tools.html", "cases/_queues.html", "components/_band.html", "cases/_keys.html",
    "cases/_case_row.html", "cases/alarm_end.html", "cases/alarm_list.html", "cases/consent_unsafe.html",
    "cases/consent_texts.html", "cases/consent_text_form.html", "accounts/organisation_form.html",
    "accounts/_restorations.html", "accounts/_to_confirm.html", "cases/identity_revealed.html",
    "cases/contact.html",
)  # fmt: skip
NAMED = re.compile(r"""["']([\w/]+\.(?:html|txt))["']""")
PARTNER_MODULES = (
    "accounts/adapters.py", "accounts/forms.py", "accounts/mail.py", "accounts/roles.py", "accounts/validators.py",
    "accounts/views.py", "audit/steps.py", "audit/verbs.py", "cases/advice.py", "cases/completeness.py",
    "cases/forms/after_filing.py", "cases/forms/answers.py", "cases/forms/consent.py", "cases/forms/evidence.py",
    "cases/forms/fields.py", "cases/forms/intake.py", "cases/forms/items.py", "cases/forms/kept.py",
    "cases/forms/messages.py", "cases/forms/posts.py", "cases/forms/safety.py", "cases/forms/sections.py",
    "cases/forms/stories.py", "cases/guidance.py", "cases/meter.py", "cases/middleware.py", "cases/models/case.py",
    "cases/models/consent.py", "cases/models/dictation.py",
    "cases/models/events.py", "cases/models/evidence.py", "cases/models/review.py",
    "cases/models/subjects.py", "cases/offline",
    "cases/exporters/blank.py", "cases/exporters/paper.py", "cases/parts.py", "cases/public_words.py",
    "cases/questions.py", "cases/services/answers.py", "cases/services/intake.py", "cases/services/safety.py",
    "cases/services/sections.py", "cases/services/typing.py", "cases/statuses.py", "cases/tenure.py", "cases/validators.py",
    "cases/views/after_filing.py", "cases/views/answers.py", "cases/views/consent.py", "cases/views/evidence.py",
    "cases/views/filled.py",
    "cases/views/intake.py", "cases/views/items.py", "cases/views/messages.py", "cases/views/offline.py",
    "cases/views/paper.py", "cases/views/partner.py", "cases/views/safety.py", "cases/views/sections.py",
    "cases/views/stories.py", "cases/views/typing.py", "cases/vocabularies.py", "config/context.py", "config/languages.py",
    "config/views.py", "delivery/statuses.py", "submissions/statuses.py", "submissions/public_words.py",
    "insight/listing_days.py",
    "cases/disks.py", "cases/room.py", "cases/services/uploads.py", "cases/views/uploads.py",
    "cases/views/consent_texts.py", "cases/forms/consent_texts.py", "cases/views/holders.py",
    "cases/forms/identities.py", "cases/services/identities.py", "cases/views/identities.py",
    "cases/forms/cofiling.py", "cases/models/cofiling.py", "cases/services/cofiling.py", "cases/together.py",
    "cases/views/cofiling.py",
)  # fmt: skip

Message = tuple[str | None, str, str]  # context, singular, plural ("" for none)


def templates() -> list[Path]:
    """Every template that a partner can reach: those that her views name, and what these extend and include."""
    root = ROOT / "templates"
    reached = {path.relative_to(root).as_posix() for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()}
    waiting = {*PAGES, *(f"cases/_{section}.html" for section in ("subjects", "victims", "incidents", "evidence", "claims"))}
    for module in modules():
        waiting |= set(NAMED.findall(module.read_text()))
    waiting |= reached
    reached = set()
    while waiting:
        name = waiting.pop()
        if name not in reached and name not in OF_STAFF and (root / name).exists():
            reached.add(name)
            waiting |= set(NAMED.findall((root / name).read_text()))
    return [root / name for name in sorted(reached)]


def modules() -> Iterator[Path]:
    for name in PARTNER_MODULES:
        path = ROOT / name
        yield from sorted(path.glob("*.py")) if path.is_dir() else [path] if path.exists() else []


def words() -> dict[Message, str]:
    """Every message a partner can meet, each with the file in which it stands first."""
    found: dict[Message, str] = {}
    for path in (*modules(), *templates()):
        text = path.read_text()
        if path.name == "verbs.py":  # of the record a partner reads what happened to her case
            text = "\n".join(line.strip() for line in text.splitlines() if set(re.findall(r'^\s+("case\.\w+")', line)) & told())
        source = text if path.suffix == ".py" else "\n".join(map(str.strip, templatize(text).splitlines()))
        for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
            found.setdefault((context, str(singular), str(plural)), path.relative_to(ROOT).as_posix())
    return found


def told() -> set[str]:
    """The verbs of the record that stand on a partner's page."""
    return set(re.findall(r'"case\.\w+"', (ROOT / "cases/views/partner.py").read_text()))


def languages() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def missing(catalog: Catalog) -> list[str]:
    """Words without a translation, each with the file in which it stands."""
    return [
        f"{place}: {text}" for (context, text, plural), place in words().items() if not is_there(catalog, context, text, plural)
    ]


def is_there(catalog: Catalog, context: str | None, text: str, plural: str) -> bool:
    entry = catalog.get((text, plural) if plural else text, context)
    return entry is not None and bool(entry.string) and (not plural or all(entry.string)) and not entry.fuzzy


def compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def entry_of(message: Message, place: str) -> str:
    """A word that waits for its translation, as it stands in a catalogue."""
    context, text, plural = message
    lines = [f"#: {place}", *([f"msgctxt {normalize(context)}"] if context else []), f"msgid {normalize(text)}"]
    return "\n".join([*lines, *([f"msgid_plural {normalize(plural)}", 'msgstr[0] ""'] if plural else ['msgstr ""'])])


def main() -> None:
    for path in languages():
        catalog = read(path)
        new = {
            message: place
            for message, place in words().items()
            if catalog.get(message[1:] if message[2] else message[1], message[0]) is None
        }
        with path.open("a") as file:
            file.writelines(f"\n{entry_of(message, place)}\n" for message, place in new.items())
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
        sys.stderr.write(f"{path.relative_to(ROOT)}: {len(missing(read(path)))} words without a translation\n")


if __name__ == "__main__":
    main()
