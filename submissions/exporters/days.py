"""Days as a dossier says them: in English, whichever language its liaison reads."""

from calendar import month_name
from datetime import datetime


def in_words(moment: datetime) -> str:
    return f"{moment.day} {month_name[moment.month]} {moment.year}"
