"""What of a source may be shown beyond the officials: to the public, or to whoever is designated, when they go to court.

The partner says it of the source, and whoever spoke in confidence says it of themselves. The narrower wins; silence is no.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cases.completeness import spoke_in_confidence
from cases.consenting import Use, decide
from cases.models import Consent, Source
from cases.statuses import ConsentScope, Coverage
from submissions.covered import newest
from submissions.models import Recommendation
from submissions.referenced import referenced_sources


@dataclass(frozen=True)
class Disclosure:
    """Whom it may be shown to. What the public may see, the person designated sees too."""

    public: bool = False
    challenged: bool = False


def disclosures(ask: Recommendation) -> dict[int, Disclosure]:
    """Of each source that a recommendation, which was read whole, refers to; by its key."""
    said: dict[int | None, list[Consent]] = defaultdict(list)
    for row in newest(ask.case.consents.all()):
        said[row.source_id].append(row)
    return {source.pk: disclosure_of(source, said[source.pk], timezone.localdate()) for source in referenced_sources(ask)}


def disclosure_of(source: Source, said: list[Consent], on: date) -> Disclosure:
    """`said`: the newest answers of the person behind it."""
    if source.is_open:
        return Disclosure(public=True, challenged=True)

    def agrees(scope: ConsentScope) -> bool:
        return not spoke_in_confidence(source) or decide(said, Use(scope), on) == Coverage.COVERED

    public = source.for_public and agrees(ConsentScope.PUBLIC)
    return Disclosure(public, public or (source.if_challenged and agrees(ConsentScope.CHALLENGED)))
