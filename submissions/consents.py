"""What everybody in a dossier's cases agreed to, in words, by the sentence with which the leak check names them."""

from typing import Any

from django.utils.translation import gettext as _

from submissions import falling
from submissions.covered import uncovered
from submissions.leaks.protected import named
from submissions.models import Dossier
from submissions.referenced import referenced_sources, referenced_victims


def told_of(dossier: Dossier) -> dict[str, str]:
    """Whoever the dossier refers to; of anybody else it says nothing, and nothing was asked of them for it."""
    told = {}
    for ask in falling.asks_of(dossier):
        lacking: dict[tuple[type, Any], str] = {
            (type(person), person.pk): str(verdict.label) for person, verdict in uncovered(ask)
        }
        for person in (*referenced_victims(ask), *referenced_sources(ask)):
            said = lacking.get((type(person), person.pk)) or _("agreed to this government")
            told[named(str(person), ask.case.reference)] = said
    return told
