"""The words of a recommendation, while it is being argued."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import record
from cases.models import Claim
from submissions import basis, checks, policies, sections
from submissions.models import ElementFinding, Passage, ReasonSentence, Recommendation
from submissions.services.meanwhile import require_unchanged, seen_finding, seen_reasons, seen_words


@transaction.atomic
def write_recommendation(ask: Recommendation, words: dict[str, str], *, by: User, seen: str = "") -> None:
    """Save summary, affected and contrary, and of the passages those that `words` names.

    `seen` is what `seen_words` gave when the writer began; "" asks for no comparison. Raises `PermissionDenied`,
    `ChangedMeanwhile`, or `checks.NotReady` once it was signed.
    """
    _require_drafting(ask, by)
    ask.refresh_from_db(fields=["summary", "affected", "contrary", "basis"])
    require_unchanged(seen, seen_words(ask))
    for name in ("summary", "affected", "contrary"):
        setattr(ask, name, words[name])
    for section in sections.sections_for(ask.dossier.jurisdiction):
        if section.code in words:
            Passage.objects.update_or_create(recommendation=ask, section=section.code, defaults={"text": words[section.code]})
    _keep(ask, by)


@transaction.atomic
def write_finding(finding: ElementFinding, statement: str, claims: Iterable[Claim], *, by: User, seen: str = "") -> None:
    """Save how the facts meet one element, and the claims that carry it. Raises as `write_recommendation` does."""
    _require_drafting(finding.recommendation, by)
    finding.refresh_from_db(fields=["statement"])
    require_unchanged(seen, seen_finding(finding))
    finding.statement = statement
    finding.save(update_fields=["statement"])
    finding.claims.set(claims)
    _keep(finding.recommendation, by)


@transaction.atomic
def write_reasons(ask: Recommendation, sentences: Iterable[tuple[str, Iterable[Claim]]], *, by: User, seen: str = "") -> None:
    """The statement of reasons anew, each sentence with the claims that carry it. Raises as `write_recommendation` does."""
    _require_drafting(ask, by)
    require_unchanged(seen, seen_reasons(ask))
    ask.sentences.all().delete()
    for order, (text, claims) in enumerate(sentences, start=1):
        ReasonSentence.objects.create(recommendation=ask, order=order, text=text).claims.set(claims)
    _keep(ask, by)


@transaction.atomic
def confirm_facts(ask: Recommendation, *, by: User) -> None:
    """Somebody has read what changed, and the words still hold. Raises `PermissionDenied`, or `checks.NotReady` once signed."""
    _require_drafting(ask, by)
    ask.basis = basis.taken_now(ask)
    ask.save(update_fields=["basis"])
    record(by, "recommendation.facts_read", ask)


def _keep(ask: Recommendation, by: User) -> None:
    ask.basis = basis.extended(ask)
    ask.save(update_fields=["summary", "affected", "contrary", "basis"])
    record(by, "recommendation.written", ask)


def _require_drafting(ask: Recommendation, by: User) -> None:
    """Locks the row until the transaction ends: nobody signs while somebody writes."""
    ask.refresh_from_db(fields=["status"], from_queryset=Recommendation.objects.select_for_update())
    if not policies.can_draft(by, ask):
        raise PermissionDenied
    checks.require(checks.can_be_written(ask))
