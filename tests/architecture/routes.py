"""Every route there is, and what stands in its address: an object of `organisation`, and one that does not exist."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts import notices, services
from accounts.models import User
from accounts.roles import Role
from cases.models import Case
from jobs.models import Job
from sanctions import archive
from sanctions.models import Criterion, EntryVersion, ListEntry, Snapshot, Twin, WatchedList
from tests.architecture import argued, delivered, written

MISSING_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Route:
    """`here` makes the arguments for an object of the partner's organisation, `nowhere` for none."""

    here: Any
    nowhere: Any


def of(make: Any, nowhere: Any) -> Route:
    return Route(make, lambda world: nowhere)


# Each kind of address with arguments, named once. `world` is the cast of the matrix; see `cast.py`.
PERSON = of(lambda world: [world["partner"].pk], [MISSING_NUMBER])
CASE = of(lambda world: [case_of(world).reference], ["C-00000"])
TEXT = of(lambda world: [written.translation(world)], [MISSING_NUMBER])
JOB = of(lambda world: [job_of(world).pk], [uuid.UUID(int=0)])

ARGUMENTS = {
    "accounts:person": PERSON,
    "accounts:close": PERSON,
    "accounts:ask-restoration": PERSON,
    "accounts:give-role": PERSON,
    "accounts:take-role": of(lambda world: [world["partner"].pk, "author"], [MISSING_NUMBER, "author"]),
    "accounts:withdraw": of(lambda world: [invitation_of(world).pk], [MISSING_NUMBER]),
    "accounts:decide-restoration": of(lambda world: [restoration_of(world).pk], [MISSING_NUMBER]),
    "accounts:decide-invitation": of(lambda world: [staff_invitation_of(world).pk], [MISSING_NUMBER]),
    "accounts:decide-role": of(lambda world: [role_request_of(world).pk], [MISSING_NUMBER]),
    "accounts:naming": of(lambda world: [world["partner"].organisation_id], [MISSING_NUMBER]),
    "accounts:join": of(lambda world: [notices.invitation_token(invitation_of(world))], ["forged"]),
    "account_reset_password_from_key": of(lambda world: ["zz", "forged"], ["yy", "forged"]),
    "mfa_edit_webauthn": of(lambda world: [passkey_of(world).pk], [MISSING_NUMBER]),
    "mfa_remove_webauthn": of(lambda world: [passkey_of(world).pk], [MISSING_NUMBER]),
    "cases:consent-text-translate": TEXT,
    "cases:consent-text-reviewer": TEXT,
    "cases:step": of(lambda world: [case_of(world).reference, "go_on"], ["C-00000", "go_on"]),
    "cases:end-alarm": of(lambda world: [written.alarm(world)], [MISSING_NUMBER]),
    "cases:blank": of(lambda world: ["docx"], ["pdf"]),
    "cases:forget": of(lambda world: [uuid.UUID(int=1)], [uuid.UUID(int=0)]),
    "cases:window": of(lambda world: [written.window().pk], [MISSING_NUMBER]),
    "cases:add-phase": of(lambda world: [written.window().pk], [MISSING_NUMBER]),
    "cases:set-phase": of(lambda world: [written.window().pk, written.phase().pk], [MISSING_NUMBER, MISSING_NUMBER]),
    "cases:undo": of(lambda world: [uuid.UUID(int=1)], [uuid.UUID(int=0)]),
    "jobs:detail": JOB,
    "jobs:progress": JOB,
    "jobs:cancel": JOB,
    "jobs:again": JOB,
    "sanctions:list": of(lambda world: ["us-ofac-sdn"], ["xx-nothing"]),
    "sanctions:programme": of(lambda world: ["US-GLOMAG"], ["XX-NOTHING"]),
    "sanctions:vocabulary": of(lambda world: ["victim_group"], ["nothing"]),
    "sanctions:reference-add": of(lambda world: ["criterion", "US-GLOMAG"], ["criterion", "XX-NOTHING"]),
    "sanctions:reference-row": of(lambda world: ["criterion", criterion_of(world).pk], ["criterion", MISSING_NUMBER]),
    "sanctions:reference-edit": of(lambda world: ["criterion", criterion_of(world).pk], ["criterion", MISSING_NUMBER]),
    "sanctions:entries": of(lambda world: ["us-ofac-sdn"], ["xx-nothing"]),
    "sanctions:drop": of(lambda world: ["us-ofac-sdn"], ["xx-nothing"]),
    "sanctions:published": of(
        lambda world: ["us-ofac-sdn", aside_of(world).pk, "sdn.csv"], ["us-ofac-sdn", MISSING_NUMBER, "sdn.csv"]
    ),
    "sanctions:publication": of(lambda world: ["us-ofac-sdn", aside_of(world).pk], ["us-ofac-sdn", MISSING_NUMBER]),
    "sanctions:decide": of(
        lambda world: ["us-ofac-sdn", aside_of(world).pk, "refuse"], ["us-ofac-sdn", MISSING_NUMBER, "refuse"]
    ),
    "sanctions:say-of-twins": of(lambda world: [twin_of(world).pk, "same"], [MISSING_NUMBER, "same"]),
    "sanctions:entry": of(lambda world: ["us-ofac-sdn", entry_of(world).reference], ["us-ofac-sdn", "0"]),
}

# Addresses inside a case: what stands behind its reference, and nothing of it in a case that does not exist.
INSIDE_A_CASE = {
    "cases:section": (lambda world: ["victims"], ["victims"]),
    "cases:item-add": (lambda world: ["victims"], ["victims"]),
    "cases:item-edit": (lambda world: ["victims", written.entry(world, "victims")], ["victims", MISSING_NUMBER]),
    "cases:item-remove": (lambda world: ["victims", written.entry(world, "victims")], ["victims", MISSING_NUMBER]),
    "cases:act-add": (lambda world: [written.entry(world, "incidents")], [MISSING_NUMBER]),
    "cases:act-edit": (lambda world: [written.act(world)], [MISSING_NUMBER]),
    "cases:act-remove": (lambda world: [written.act(world)], [MISSING_NUMBER]),
    "cases:consent": (lambda world: ["victim", written.entry(world, "victims")], ["victim", MISSING_NUMBER]),
    "cases:consent-take-back": (lambda world: ["victim", written.entry(world, "victims")], ["victim", MISSING_NUMBER]),
    "cases:consent-unsafe": (lambda world: ["victim", written.entry(world, "victims")], ["victim", MISSING_NUMBER]),
    "cases:upload-begin": (lambda world: [written.entry(world, "evidence")], [MISSING_NUMBER]),
    "cases:upload": (lambda world: [written.arriving(world)], [uuid.UUID(int=0)]),
    "cases:evidence-upload": (lambda world: [written.entry(world, "evidence")], [MISSING_NUMBER]),
    "cases:evidence-receipt": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:evidence-download": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:evidence-receipt-file": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:evidence-copy": (lambda world: [written.copied(world)], [uuid.UUID(int=0)]),
    "cases:evidence-veil": (lambda world: [written.copied(world)], [uuid.UUID(int=0)]),
    "cases:evidence-lock": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:evidence-mark": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:evidence-remove": (lambda world: [written.file(world)], [uuid.UUID(int=0)]),
    "cases:identity": (lambda world: ["victim", written.entry(world, "victims")], ["victim", MISSING_NUMBER]),
    "cases:seal-ask": (lambda world: ["shred_case"], ["shred_case"]),
    "cases:identity-read": (lambda world: [written.seal_request(world)], [MISSING_NUMBER]),
    "cases:seal-decide": (lambda world: [written.seal_request(world), "refuse"], [MISSING_NUMBER, "refuse"]),
    "cases:lower-flag": (lambda world: [written.flag(world)], [MISSING_NUMBER]),
    "cases:contact-of": (lambda world: [written.part(world).pk], [uuid.UUID(int=0)]),
    "cases:change-part": (lambda world: [written.offer(world).pk, "end"], [uuid.UUID(int=0), "end"]),
    "cases:answer-question": (lambda world: [written.question(world)], [MISSING_NUMBER]),
}


def inside(make: Any, nowhere: list[Any]) -> Route:
    return of(lambda world: [written.draft(world).reference, *make(world)], ["C-00000", *nowhere])


ARGUMENTS |= {name: inside(*places) for name, places in INSIDE_A_CASE.items()}

ACCEPTED_CASE = of(lambda world: [argued.accepted(world).reference], ["C-00000"])
ASK = of(lambda world: [argued.ask(world).reference], ["R-00000"])
DOSSIER = of(lambda world: [argued.dossier(world)], ["D-00000"])
OUTCOME = of(lambda world: [argued.outcome(world)], [MISSING_NUMBER])
CANDIDATE = of(lambda world: [argued.candidate(world)], [MISSING_NUMBER])

SUBJECT = of(lambda world: [argued.named(world)], ["S-00000"])

ARGUMENTS |= {
    "cases:subject": SUBJECT,
    "cases:merge-subjects": SUBJECT,
    "cases:split-subjects": SUBJECT,
    "cases:set-command": SUBJECT,
    "cases:corroboration": ACCEPTED_CASE,
    "submissions:open": ACCEPTED_CASE,
    "submissions:came-of-it": ACCEPTED_CASE,
    "submissions:candidate": CANDIDATE,
    "submissions:judge": CANDIDATE,
    "submissions:recommendation": ASK,
    "submissions:record-outcome": of(argued.sent_ask, ["R-00000"]),
    "submissions:outcome": OUTCOME,
    "submissions:outcome-step": of(lambda world: [argued.outcome(world), "vouch"], [MISSING_NUMBER, "vouch"]),
    "submissions:write": ASK,
    "submissions:facts-are-read": ASK,
    "submissions:reasons": ASK,
    "submissions:elements": ASK,
    "submissions:plan": of(argued.planned, ["C-00000", "S-00000"]),
    "submissions:finding": of(argued.finding, ["R-00000", MISSING_NUMBER]),
    "submissions:step": of(lambda world: [argued.ask(world).reference, "stop"], ["R-00000", "stop"]),
    "submissions:dossier": DOSSIER,
    "submissions:freeze": DOSSIER,
    "submissions:deliver": of(lambda world: argued.file(world)[:2], ["D-00000", 1]),
    "submissions:waive": of(lambda world: [argued.ask(world).reference, "ask"], ["R-00000", "ask"]),
    "submissions:partner-approval": ASK,
    "submissions:sign-part": of(lambda world: [argued.ask(world).reference, "law"], ["R-00000", "law"]),
    "submissions:compare-versions": of(lambda world: [argued.file(world)[0], 1, 1], ["D-00000", 1, 1]),
    "submissions:copies": of(lambda world: argued.copy(world)[:2], ["D-00000", 1]),
    "submissions:copy": of(lambda world: [*argued.copy(world), 1], ["D-00000", 1, uuid.UUID(int=0), 1]),
    "submissions:copy-password": of(argued.copy, ["D-00000", 1, uuid.UUID(int=0)]),
    "submissions:redact": DOSSIER,
    "submissions:leave-out": of(argued.redaction, ["D-00000", "rule", uuid.UUID(int=0), "in"]),
    "submissions:word-template": of(lambda world: ["us"], ["xx"]),
    "submissions:exhibit": of(argued.exhibit, ["D-00000", uuid.UUID(int=0)]),
    "submissions:exhibit-page": of(lambda world: [*argued.exhibit(world), 1], ["D-00000", uuid.UUID(int=0), 1]),
    "submissions:exhibit-act": of(lambda world: [*argued.exhibit(world), "choose"], ["D-00000", uuid.UUID(int=0), "choose"]),
    "submissions:leaks": of(lambda world: argued.checked(world)[:2], ["D-00000", 1]),
    "submissions:leak": of(argued.checked, ["D-00000", 1, uuid.UUID(int=0), "clear"]),
    "submissions:unread": of(lambda world: argued.checked(world)[:2], ["D-00000", 1]),
    "submissions:settle-recall": of(argued.recall, ["D-00000", MISSING_NUMBER]),
    "submissions:file": of(argued.file, ["D-00000", 1, "pdf"]),
}

ARGUMENTS |= {
    "insight:text": of(lambda world: [argued.text(world)], [MISSING_NUMBER]),
    "insight:report": of(lambda world: [argued.report(world)], [MISSING_NUMBER]),
    "insight:attribution": of(lambda world: [argued.standing(world)], [MISSING_NUMBER]),
    "insight:credit": of(lambda world: [argued.standing(world), "yes"], [MISSING_NUMBER, "yes"]),
    "insight:listing-day": of(lambda world: [argued.listing_day(world)], [MISSING_NUMBER]),
    "insight:tick": of(lambda world: [argued.listing_day(world), "call_partner"], [MISSING_NUMBER, "call_partner"]),
}

PAST = of(lambda world: [delivered.past_import(world).reference], ["P-00000"])
ARGUMENTS |= dict.fromkeys(("delivery:past-import", "delivery:past-columns", "delivery:past-wrong-rows"), PAST)
ARGUMENTS |= dict.fromkeys(("delivery:past-bring-in", "delivery:past-compare", "delivery:past-take-out"), PAST)

LINE = of(lambda world: [delivered.sent(world)], ["R-00000"])
WANTED = of(lambda world: [delivered.wanted(world)], [MISSING_NUMBER])
OFFICE = of(lambda world: [delivered.office(world)], [MISSING_NUMBER])
ARGUMENTS |= {
    "delivery:line": LINE,
    "delivery:log": LINE,
    "delivery:told-partner": ACCEPTED_CASE,
    "delivery:contact-file": of(lambda world: [delivered.letter(world)], [MISSING_NUMBER]),
    "delivery:remind": LINE,
    "delivery:settle-reminder": of(delivered.reminder, [MISSING_NUMBER]),
    "delivery:calendar": of(delivered.calendar, ["forged"]),
    "delivery:wanted-one": WANTED,
    "delivery:wanted-answered": WANTED,
    "delivery:office": OFFICE,
    "delivery:office-card": OFFICE,
    "delivery:official-add": OFFICE,
    "delivery:official-move": of(delivered.official, [MISSING_NUMBER, MISSING_NUMBER]),
}

# Addresses of a room whose only argument is a reference are about the same object.
BY_REFERENCE = {"cases": CASE}


class NotNamed(LookupError):
    """A new route has something in its address, and nobody has said yet what stands there in these tests."""


def patterns(among: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route by its name with its namespace. One without a name is given by its pattern, and so has no row."""
    for pattern in get_resolver().url_patterns if among is None else among:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern)), pattern
        else:
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from patterns(pattern.url_patterns, inside)


PATTERNS = dict(patterns())


def route_of(name: str) -> Route | None:
    """What stands in the address of this route; None when nothing does."""
    wanted = set(PATTERNS[name].pattern.regex.groupindex)
    room = name.partition(":")[0]
    if name in ARGUMENTS or not wanted:
        return ARGUMENTS.get(name)
    if wanted == {"reference"} and room in BY_REFERENCE:
        return BY_REFERENCE[room]
    raise NotNamed(f"Say in tests/architecture/routes.py what stands in the address of {name!r}: {sorted(wanted)}.")


def is_named(name: str) -> bool:
    try:
        route_of(name)
    except NotNamed:
        return False
    return True


def address(name: str, world: dict[str, Any], *, missing: bool = False) -> str:
    """Where the route leads for an object of the partner's organisation, or for one that does not exist."""
    route = route_of(name)
    return reverse(name, args=(route.nowhere if missing else route.here)(world) if route else [])


def case_of(world: dict[str, Any]) -> Case:
    return world["case"]


def job_of(world: dict[str, Any]) -> Job:
    return world["job"]


def entry_of(world: dict[str, Any]) -> ListEntry:
    """Somebody on an official list: a fact of the world, nobody's own."""
    watched, is_new = WatchedList.objects.get_or_create(slug="us-ofac-sdn")
    if not is_new:
        return watched.entries.get()
    snapshot = Snapshot.objects.create(watched_list=watched, parts={}, fetched_at=timezone.now(), verdict="absorbed")
    entry = ListEntry.objects.create(watched_list=watched, reference="1", kind="person", name="Nobody", first_seen=snapshot)
    content = {"reference": "1", "kind": "person", "names": [{"full": "Nobody"}], "programmes": ["GLOMAG"]}
    EntryVersion.objects.create(entry=entry, snapshot=snapshot, content=content)
    return entry


def aside_of(world: dict[str, Any]) -> Snapshot:
    """A publication that was set aside."""
    watched, _ = WatchedList.objects.get_or_create(slug="us-ofac-sdn")
    return Snapshot.objects.create(
        watched_list=watched, parts=published_parts(), fetched_at=timezone.now(), verdict="quarantined", reason="It is short."
    )


def published_parts() -> dict[str, Any]:
    """One file, kept as if it had been published."""
    path = settings.VAR / "published"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"1,2,3")
    archive.keep("us-ofac-sdn", path, sha256 := archive.sha256_of(path))
    return {"sdn.csv": {"sha256": sha256, "older": False}}


def twin_of(world: dict[str, Any]) -> Twin:
    """Two entries that may be one party, on a list of their own."""
    watched, _ = WatchedList.objects.get_or_create(slug="gb-fcdo")
    snapshot = Snapshot.objects.create(watched_list=watched, parts={}, fetched_at=timezone.now(), verdict="absorbed")
    first, second = (
        ListEntry.objects.create(
            watched_list=watched, reference=f"{name}-{snapshot.pk}", kind="person", name=name, first_seen=snapshot
        )
        for name in ("One", "Other")
    )
    return Twin.objects.create(first=first, second=second, kind="double", ground="name", snapshot=snapshot)


def criterion_of(world: dict[str, Any]) -> Criterion:
    return Criterion.objects.get(code="US-13818-iiA")


def invitation_of(world: dict[str, Any]) -> Any:
    return services.invite("new@partner.example", world["partner"].organisation, Role.AUTHOR, by=world["coordinator"])


def administrator_of(world: dict[str, Any]) -> Any:
    """Somebody who is none of the visitors, so that each of them might be the second."""
    services.give_role(world["second coordinator"], Role.SYSTEM_ADMIN, by=None)
    return User.objects.get(pk=world["second coordinator"].pk)


def staff_invitation_of(world: dict[str, Any]) -> Any:
    asker = administrator_of(world)
    return services.invite("staff@coalition.example", asker.organisation, Role.REVIEWER, by=asker)


def role_request_of(world: dict[str, Any]) -> Any:
    return services.change_role(world["reviewer"], Role.APPROVER, by=administrator_of(world))


def restoration_of(world: dict[str, Any]) -> Any:
    """Asked for by somebody who is none of the visitors, so that each of them might be the second."""
    return services.ask_restoration(world["partner"], by=world["second coordinator"])


def passkey_of(world: dict[str, Any]) -> Any:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.create(user=world["partner"], type="webauthn", data={"name": "x", "credential": {}})
