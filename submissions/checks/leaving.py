"""What must hold of a dossier, of a version and of a signature before anything leaves."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from submissions import content
from submissions.checks.leaks import leaks_are_dealt_with
from submissions.checks.printing import can_be_printed
from submissions.checks.problem import NotReady, require
from submissions.checks.table import problems_in
from submissions.models import Dossier, DossierVersion, Recommendation
from submissions.statuses import SIGNED, RecommendationStatus


def is_as_signed(recommendation: Recommendation) -> Iterator[str]:
    """Two signatures stand, and both are of what it says now; of one that was read whole a moment ago."""
    ask = {"ask": recommendation.reference}
    if recommendation.status not in SIGNED:
        yield _("%(ask)s is not signed by two persons yet.") % ask
        return
    now = content.fingerprint(content.signed_content_of(recommendation))
    if {signature.sha256 for signature in recommendation.sign_offs.all() if signature.voided_at is None} == {now}:
        return
    if recommendation.status == RecommendationStatus.SENT:
        yield _("%(ask)s was sent, and the case has changed since. Argue it anew, in a new dossier.") % ask
    else:
        yield _("%(ask)s is no longer what was signed: the case has changed since. Open it again and have it signed anew.") % ask


def require_ready(recommendation: Recommendation) -> None:
    """Of one that was read whole a moment ago. Raises `NotReady`."""
    require(problems_in(recommendation))


def require_dossier_ready(dossier: Dossier, asks: list[Recommendation]) -> None:
    """Every recommendation in it, as `content.asked_in` read them, must be ready and signed by two. Raises `NotReady`."""
    require(problems_of_dossier(dossier, asks))


def require_deliverable(version: DossierVersion) -> None:
    """A version may leave while it is still what the dossier says and its files are there. Raises `NotReady`."""
    require(problems_of_version(version))


def require_current(version: DossierVersion) -> None:
    """The dossier still says what was frozen, and could be sent. Raises `NotReady`."""
    require(problems_of_content(version))


def require_handed_out(version: DossierVersion) -> None:
    """What was not sent is read by nobody outside until the leak check is done with. Raises `NotReady`."""
    require(leaks_are_dealt_with(version))


def require_ticks(ticks: dict[str, bool]) -> None:
    """The second signer answers for three things, each by a tick. Raises `NotReady`."""
    if not all(ticks.get(name) for name in ("law", "safety", "consent")):
        raise NotReady([_("Tick law, safety and consent, each after you have checked it; or open the recommendation again.")])


def problems_of_version(version: DossierVersion) -> Iterator[str]:
    yield from problems_of_content(version)
    if not version.has_all_files:
        yield _("The files of this version are not finished yet.")
    else:
        yield from leaks_are_dealt_with(version)


def problems_of_content(version: DossierVersion) -> Iterator[str]:
    asks = content.asked_in(version.dossier)
    yield from problems_of_dossier(version.dossier, asks)
    if version.sha256 != content.fingerprint(content.content_of(version.dossier, asks, number=version.number)):
        yield _("The dossier has changed since version %(number)s was frozen. Freeze it again.") % {"number": version.number}


def problems_of_dossier(dossier: Dossier, asks: list[Recommendation]) -> Iterator[str]:
    if dossier.made_elsewhere:
        return (yield _("This dossier was made before this desk was used. Nothing of it is here to be frozen or sent."))
    for ask in asks:
        yield from problems_in(ask)
        yield from is_as_signed(ask)
    if not asks:
        yield _("There is no recommendation in this dossier that could be sent.")
    yield from can_be_printed(content.content_of(dossier, asks, number=0))
