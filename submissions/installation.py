"""What an installation has to say before dossiers leave it: `check --deploy` asks, and the page of a dossier says it too."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 -- Django's name for it
from django.utils.translation import gettext as _


@register(deploy=True)
def officials_can_reach_us(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    if settings.COALITION_CONTACT.strip():
        return []
    message = (
        "COALITION_CONTACT is empty: no official who reads a dossier can find us. Name an office, never a person or a partner."
    )
    return [Warning(message, id="submissions.W001")]


def what_the_first_page_lacks() -> Iterator[str]:
    """Sentences for whoever is about to send a dossier."""
    if not settings.COALITION_CONTACT.strip():
        yield _(
            "The first page says nowhere how officials reach the coalition. Whoever runs this site sets COALITION_CONTACT; "
            "then freeze it anew."
        )
