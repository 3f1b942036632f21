"""Which catalogues there are. Read by the settings, so it needs none of them."""

from pathlib import Path


def codes_in(folder: Path) -> list[str]:
    """The languages that have a catalogue in this folder, by their codes."""
    return sorted(path.parts[-3] for path in folder.glob("*/LC_MESSAGES/django.mo"))
