"""What the leak check still asks of people before a version leaves; in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions import content
from submissions.leaks.check import is_fresh
from submissions.leaks.protected import digest, protected_in
from submissions.leaving import redacted_copy_of, what_it_carries, why_it_stays
from submissions.models import Dossier, DossierVersion, LeakCheck, Recommendation
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


def exhibits_may_leave(recommendation: Recommendation) -> Iterator[str]:
    """Each file is what was received, nobody reported it, and a scanner found nothing or its cleaned copy goes instead."""
    yield from filter(None, map(why_it_stays, content.exhibit_files([recommendation])))
    yield from boxes_cover_all(recommendation)


def boxes_cover_all(ask: Recommendation) -> Iterator[str]:
    """What was drawn with boxes was searched for all that is protected today; of one that was read whole a moment ago."""
    copies = [(file, redacted_copy_of(file)) for file in content.exhibit_files([ask])]
    drawn = [(file, copy) for file, copy in copies if copy and copy.made_at]
    today = searched_today(ask.dossier) if drawn else ""
    for file, copy in drawn:
        if copy.searched != today:
            yield _(
                "Since the redacted copy of a file of “%(source)s” was drawn, what is protected has changed. "
                "Look through it anew, and have it drawn again."
            ) % {"source": file.source.title}


def searched_today(dossier: Dossier) -> str:
    """What `RedactedCopy.searched` says of a copy that was searched now."""
    return digest(dossier, protected_in(dossier))


def what_originals_carry(dossier: Dossier) -> Iterator[str]:
    """Said when it is frozen, before anybody has it: which exhibits tell more than they show. It stops nothing."""
    asks = read_whole(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED))
    yield from filter(None, map(what_it_carries, content.exhibit_files(asks)))
