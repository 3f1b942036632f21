"""What a page shows of several tables, read in few statements however much there is, and as it stands at one moment.

What is read afterwards of such rows (`ask.findings.all()`, `ask.case.claims.all()`, `version.files.all()` …) asks the database
no more. What is written later is not seen: read anew.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from cases import fact_base
from cases.models import Case, Position, SubjectName
from cases.packing import keep, packed, unpacked
from sanctions.models import Change, Element, EntryProgramme, EntryVersion, Programme
from submissions.models import (
    Candidate,
    Delivery,
    Dossier,
    DossierFile,
    DossierVersion,
    ElementFinding,
    Judgement,
    LeakCheck,
    LeakHit,
    Outcome,
    PartnerApproval,
    Passage,
    Plan,
    PlannedAsk,
    ReasonSentence,
    Recommendation,
    RedactedCopy,
    SignOff,
    Unread,
    Waiver,
)
from submissions.statuses import OVER

BEHIND = ("subject", "dossier", "criterion__programme__authority")
OF_ASK = {"recommendation": OuterRef("pk")}
OF_SUBJECT = {"subject": OuterRef("subject")}


def read_whole(asks: QuerySet[Recommendation]) -> list[Recommendation]:
    """These recommendations, each with everything it rests on. Two statements for any number; those of one case share it."""
    read: list[Any] = list(asks.select_related(*BEHIND).annotate(**_beside()))
    cases = fact_base.read(Case.objects.filter(pk__in={ask.case_id for ask in read}))
    for ask in read:
        ask.case = cases[ask.case_id]
        _tie(ask)
    return read


def anew(ask: Recommendation) -> Recommendation:
    """The same one, whole, as it stands now."""
    return read_whole(Recommendation.objects.filter(pk=ask.pk))[0]


@cache
def _beside() -> dict[str, ArraySubquery]:
    """What stands beside the row of each recommendation. Put together once: it is the same for all."""
    return {
        "read_findings": packed(
            ElementFinding.objects.filter(**OF_ASK), carried_by=_carrying(ElementFinding), asks=F("element__text")
        ),
        "read_new_elements": packed(
            Element.objects.filter(criterion=OuterRef("criterion")).exclude(
                pk__in=ElementFinding.objects.filter(recommendation=OuterRef(OuterRef("pk"))).values("element")
            )
        ),
        "read_sentences": packed(ReasonSentence.objects.filter(**OF_ASK), carried_by=_carrying(ReasonSentence)),
        "read_passages": packed(Passage.objects.filter(**OF_ASK)),
        "read_waivers": packed(Waiver.objects.filter(**OF_ASK), **_names_of("asked_by", "confirmed_by", "reviewed_by")),
        "read_approvals": packed(PartnerApproval.objects.filter(**OF_ASK), **_names_of("recorded_by")),
        "read_signatures": packed(SignOff.objects.filter(**OF_ASK), **_names_of("person")),
        "read_alternatives": packed(Programme.objects.filter(pk__in=_alternatives())),
        "read_names": packed(SubjectName.objects.filter(**OF_SUBJECT)),
        "read_posts": packed(Position.objects.filter(**OF_SUBJECT)),
        "read_outcomes": packed(Outcome.objects.standing().filter(**OF_ASK)),
        "read_boxed": packed(RedactedCopy.objects.filter(dossier=OuterRef("dossier"), ended_at=None)),
        "read_deliveries": packed(Delivery.objects.filter(dossier=OuterRef("dossier"))),
        "read_plan": packed(
            PlannedAsk.objects.filter(plan__case=OuterRef("case"), plan__subject=OuterRef("subject")),
            embargo=F("plan__embargo_until"),
            together=F("plan__together"),
        ),
        "listed_by": ArraySubquery(
            Outcome.objects.standing()
            .of_listings()
            .filter(recommendation__subject=OuterRef("subject"))
            .order_by()
            .values("recommendation__dossier__jurisdiction")
            .distinct()
        ),
    }


def _carrying(model: Any) -> ArraySubquery:
    through = model.claims.through.objects.filter(**{model._meta.model_name: OuterRef("pk")})
    return ArraySubquery(through.order_by("claim").values("claim"))


def _alternatives() -> QuerySet:
    through: Any = Recommendation.alternatives.through  # type: ignore[attr-defined]
    return through.objects.filter(recommendation=OuterRef(OuterRef("pk"))).values("programme")  # type: ignore[no-any-return]


def _tie(ask: Any) -> None:
    claims = {claim.pk: claim for claim in ask.case.claims.all()}
    findings, sentences = unpacked(ElementFinding, ask.read_findings), unpacked(ReasonSentence, ask.read_sentences)
    for row in (*findings, *sentences):
        row.recommendation = ask
        keep(row, "claims", [claims[key] for key in row.carried_by if key in claims])
    for finding in findings:
        finding.element = Element(pk=finding.element_id, text=finding.asks)
    keep(ask, "findings", findings)
    ask.new_elements = [] if ask.status in OVER else unpacked(Element, ask.read_new_elements)
    keep(ask, "sentences", sentences)
    keep(ask, "passages", unpacked(Passage, ask.read_passages))
    keep(ask, "sign_offs", _with_people(unpacked(SignOff, ask.read_signatures), "person"))
    waivers = _with_people(unpacked(Waiver, ask.read_waivers), "asked_by", "confirmed_by", "reviewed_by")
    keep(ask, "waivers", waivers)
    keep(ask, "partner_approvals", _with_people(unpacked(PartnerApproval, ask.read_approvals), "recorded_by"))
    keep(ask, "alternatives", unpacked(Programme, ask.read_alternatives))
    keep(ask.subject, "names", unpacked(SubjectName, ask.read_names))
    keep(ask.subject, "positions", unpacked(Position, ask.read_posts))
    keep(ask.dossier, "deliveries", unpacked(Delivery, ask.read_deliveries))
    ask.planned = [_of_plan(row) for row in unpacked(PlannedAsk, ask.read_plan)]
    keep(ask.dossier, "redacted_copies", [_of_dossier(ask.dossier, row) for row in unpacked(RedactedCopy, ask.read_boxed)])
    keep(ask, "outcomes", [_of(ask, row) for row in unpacked(Outcome, ask.read_outcomes)])


def _of_plan(row: Any) -> PlannedAsk:
    day = Plan._meta.get_field("embargo_until").to_python(row.embargo)  # type: ignore[union-attr]
    row.plan = Plan(pk=row.plan_id, embargo_until=day, together=row.together)
    return row  # type: ignore[no-any-return]


def _names_of(*people: str) -> dict[str, Any]:
    return {f"name_of_{who}": F(f"{who}__name") for who in people}


def _with_people(rows: list[Any], *people: str) -> list[Any]:
    """Whose names `_names_of` put beside the rows."""
    for row in rows:
        for who in people:
            number = getattr(row, f"{who}_id")
            setattr(row, who, None if number is None else User(pk=number, name=vars(row)[f"name_of_{who}"]))
    return rows


def _of_dossier(dossier: Dossier, copy: RedactedCopy) -> RedactedCopy:
    copy.dossier = dossier
    return copy


def _of(ask: Recommendation, outcome: Outcome) -> Outcome:
    outcome.recommendation = ask
    return outcome


def with_names(asks: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """To be given to `name_subjects` once it was read."""
    return asks.select_related("subject").annotate(read_names=packed(SubjectName.objects.filter(**OF_SUBJECT)))


def name_subjects(asks: Iterable[Any]) -> None:
    for ask in asks:
        keep(ask.subject, "names", unpacked(SubjectName, ask.read_names))


def read_dossier(dossiers: QuerySet[Dossier]) -> Dossier | None:
    """The first of these with its recommendations, its versions with their files, and its deliveries. Three statements."""
    asks = with_names(Recommendation.objects.select_related("case", "criterion__programme").order_by("opened_at"))
    deliveries = Delivery.objects.select_related("recipient", "version__dossier", "copy", "file").defer("version__content")
    files = packed(DossierFile.objects.filter(version=OuterRef("pk")))
    versions = DossierVersion.objects.filter(dossier=OuterRef("pk")).order_by("-number")
    read = dossiers.prefetch_related(Prefetch("recommendations", asks), Prefetch("deliveries", deliveries))
    dossier: Any = read.annotate(
        read_versions=packed(versions, without="content", read_files=files, **_read_back(), **_names_of("frozen_by"))
    ).first()
    if dossier is not None:
        name_subjects(dossier.recommendations.all())
        frozen = _with_people(unpacked(DossierVersion, dossier.read_versions), "frozen_by")
        keep(dossier, "versions", [_with_files(row, dossier) for row in frozen])
    return dossier  # type: ignore[no-any-return]


def _read_back() -> dict[str, Any]:
    """Of each version, when its files were read back, and what that left for people to look at."""
    hits = LeakHit.objects.filter(check_of__version=OuterRef("pk"), confirmed_by=None)
    gaps = Unread.objects.filter(check_of__version=OuterRef("pk"), ticked_by=None)
    checks = packed(LeakCheck.objects.filter(version=OuterRef("pk")))
    return {"read_checks": checks, "open_hits": _number(hits), "open_gaps": _number(gaps)}


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("check_of__version").annotate(number=Count("pk")).values("number")), 0)


def _with_files(version: Any, dossier: Dossier) -> DossierVersion:
    version.dossier = dossier
    files = unpacked(DossierFile, version.read_files)
    for file in files:
        file.version = version
    keep(version, "files", files)
    check = next(iter(unpacked(LeakCheck, version.read_checks)), None)
    DossierVersion._meta.get_field("leak_check").set_cached_value(version, check)  # type: ignore[union-attr]
    return version  # type: ignore[no-any-return]


def read_candidate(candidates: QuerySet[Candidate]) -> Candidate | None:
    """The first of these with names, what people said, and of its entry tags, versions and changes. Two statements."""
    candidate: Any = candidates.annotate(
        read_names=packed(SubjectName.objects.filter(**OF_SUBJECT)),
        read_judgements=packed(Judgement.objects.filter(candidate=OuterRef("pk")), **_names_of("by")),
        read_tags=packed(EntryProgramme.objects.filter(entry=OuterRef("entry"))),
        read_versions=packed(EntryVersion.objects.filter(entry=OuterRef("entry"))),
    ).first()
    if candidate is not None:
        keep(candidate.subject, "names", unpacked(SubjectName, candidate.read_names))
        keep(candidate, "judgements", _with_people(unpacked(Judgement, candidate.read_judgements), "by"))
        keep(candidate.entry, "programmes", unpacked(EntryProgramme, candidate.read_tags))
        keep(candidate.entry, "versions", unpacked(EntryVersion, candidate.read_versions))
        keep(candidate.entry, "changes", list(Change.objects.filter(entry=candidate.entry).select_related("snapshot__previous")))
    return candidate  # type: ignore[no-any-return]
