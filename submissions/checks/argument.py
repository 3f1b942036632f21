"""Checks of what was written: whether it is there, and still fits the facts and the law it rests on.

Each reads a recommendation that was read whole.
"""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions import basis
from submissions.models import Recommendation
from submissions.sections import sections_for
from submissions.statuses import RecommendationStatus


def words_are_there(recommendation: Recommendation) -> Iterator[str]:
    if not recommendation.summary.strip():
        yield _("Say why this person and why now.")
    if not recommendation.affected.strip():
        yield _("Say which persons and groups were affected.")
    if not recommendation.contrary.strip():
        yield _("Say what speaks against, or where you searched and found nothing.")


def elements_are_argued(recommendation: Recommendation) -> Iterator[str]:
    findings = list(recommendation.findings.all())
    for finding in findings:
        if not finding.statement.strip():
            yield _("Element “%(element)s”: say how the facts meet it.") % {"element": finding.element}
        if not finding.standing_claims:
            yield _("Element “%(element)s”: no claim that still stands carries it.") % {"element": finding.element}
    for element in recommendation.new_elements:
        yield _("Element “%(element)s” was added to the law after this was opened: say how the facts meet it.") % {
            "element": element
        }
    if not findings:
        yield _("This criterion has no elements yet. Somebody who edits the reference data must write them first.")


def passages_are_there(ask: Recommendation) -> Iterator[str]:
    said = {passage.section for passage in ask.passages.all() if passage.text.strip()}
    for section in sections_for(ask.dossier.jurisdiction):
        if section.is_required and section.code not in said:
            yield _("This government wants to read: %(section)s.") % {"section": section.heading}


def words_fit_the_facts(ask: Recommendation) -> Iterator[str]:
    """While it is written. Once somebody signed, the signature itself is void when anything changes."""
    if ask.status == RecommendationStatus.DRAFTING:
        yield from stale_words(basis.changes_in(ask))


def stale_words(changes: list[basis.FactChange]) -> Iterator[str]:
    if changes:
        yield ngettext(
            "One fact or law that it rests on has changed since it was written.",
            "%(count)s facts or laws that it rests on have changed since it was written.",
            len(changes),
        ) % {"count": len(changes)}


def elements_rest_on_more_than_one(ask: Recommendation) -> Iterator[str]:
    for finding in ask.findings.all():
        if not finding.is_missing and finding.rests_on_one:
            yield _("Element “%(element)s” rests on one source.") % {"element": Truncator(finding.element).chars(90)}
