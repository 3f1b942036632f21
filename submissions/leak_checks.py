"""What the leak check still asks of people before a version leaves; in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions import content
from submissions.leaks.check import is_fresh
from submissions.leaving import what_it_carries
from submissions.models import Dossier, DossierVersion, LeakCheck
from submissions.reading import read_whole
from submissions.statuses import RecommendationStatus


def leaks_are_dealt_with(version: DossierVersion) -> Iterator[str]:
    """The files were read back, for all that is protected today; each hit is cleared by two, each unread file looked at."""
    check = LeakCheck.objects.filter(version=version).prefetch_related("hits", "gaps").first()
    if check is None:
        yield _("The finished files were not read back yet. Freeze the dossier again: they are read then.")
        return
    if not is_fresh(version):
        yield _("Since the files were read back, more has come to be protected. Freeze the dossier again: they are read anew.")
    if count := len(check.open_hits):
        yield ngettext(
            "One place in the finished files shows something protected: it must go, or two persons say that it is chance.",
            "%(count)s places in the finished files show something protected: they must go, or two say that it is chance.",
            count,
        ) % {"count": count}
    if count := len(check.open_gaps):
        yield ngettext(
            "One file could not be read by a machine. Somebody has to look at it, and say so.",
            "%(count)s files could not be read by a machine. Somebody has to look at each, and say so.",
            count,
        ) % {"count": count}


def what_originals_carry(dossier: Dossier) -> Iterator[str]:
    """Said when it is frozen, before anybody has it: which exhibits tell more than they show. It stops nothing."""
    asks = read_whole(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED))
    yield from filter(None, map(what_it_carries, content.exhibit_files(asks)))
