"""What is asked, in the words of the law: as it reads now, or, once it was sent, as the version says that left."""

from dataclasses import dataclass
from typing import Any

from submissions.models import DossierVersion, Recommendation
from submissions.statuses import RecommendationStatus


@dataclass(frozen=True)
class Asked:
    """`elements` by their place; `is_as_sent` when it is no longer read from the rows that editors change."""

    authority: str
    programme: str
    criterion: str
    alternatives: list[str]
    elements: list[str]
    is_as_sent: bool = False


def asked_in(ask: Recommendation) -> Asked:
    """Of a recommendation that was read whole. One statement for what was sent, none for what was not."""
    told = _as_sent(ask) if ask.status == RecommendationStatus.SENT else None
    return _of_version(told) if told else _now(ask)


def _as_sent(ask: Recommendation) -> dict[str, Any] | None:
    """What the newest version that was given to somebody says of this recommendation."""
    delivered = DossierVersion.objects.filter(deliveries__dossier=ask.dossier_id).order_by("-number")
    content = delivered.values_list("content", flat=True).first() or {"recommendations": []}
    return next((row for row in content["recommendations"] if row["reference"] == ask.reference), None)


def _of_version(told: dict[str, Any]) -> Asked:
    elements = [row["element"] for row in told["elements"]]
    return Asked(told["authority"], told["programme"], told["criterion"], told["alternatives"], elements, is_as_sent=True)


def _now(ask: Recommendation) -> Asked:
    criterion = ask.criterion
    return Asked(
        str(criterion.programme.authority),
        str(criterion.programme),
        f"{criterion.citation}: {criterion.wording}",
        [str(programme) for programme in ask.alternatives.all()],
        [finding.element.text for finding in ask.findings.all()],
    )
