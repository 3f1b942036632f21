"""What the first page of a dossier says: who submits it, for whom, where they are reached, and how it is to be kept.

A contact of the coalition's office is a setting. No person and no partner is reached through a dossier.
"""

from typing import Any

from django.conf import settings

# Under which law a government could be asked to hand a paper out.
DISCLOSURE = {
    "us": "the Freedom of Information Act (5 U.S.C. 552)",
    "gb": "the Freedom of Information Act 2000",
    "ca": "the Access to Information Act",
    "eu": "Regulation (EC) No 1049/2001",
}

WITHHELD = "a partner organisation whose name is withheld"  # it has not agreed to be named


def title_page(government: str, recommendations: list[dict[str, Any]]) -> dict[str, Any]:
    """Of `recommendations` as the content has them: what is withheld there is not named here."""
    return {
        "submitter": settings.COALITION_NAME,
        "contact": settings.COALITION_CONTACT,
        "on_behalf_of": on_behalf_of({ask["organisation"] for ask in recommendations}),
        "handling": handling(government),
    }


def on_behalf_of(organisations: set[str]) -> list[str]:
    """Those that are named, then that others are not."""
    unnamed = ["Partner organisations whose names are withheld"] if WITHHELD in organisations else []
    return [*sorted(organisations - {WITHHELD}), *unnamed]


def handling(government: str) -> str:
    return (
        "Submitted in confidence. We ask that it is kept confidential, also when it is asked for under "
        f"{DISCLOSURE[government]}, and that we are consulted before any of it is disclosed or passed on: people who appear "
        "in it under pseudonyms could be harmed if they were recognised."
    )
