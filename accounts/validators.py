from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class MaximumLength:
    """An upper bound, so that hashing a password of a megabyte cannot be used to stop the site."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Your password may have at most %(count)d characters.") % {"count": self.max_length}


class NotRepeated:
    """Length alone is met by a short word typed twice; lists of common passwords hold few that long."""

    def validate(self, password: str, user: Any = None) -> None:
        folded = password.lower()
        if folded in (folded + folded)[1:-1]:  # true for a word repeated to the end, and for nothing else
            raise ValidationError(self.get_help_text(), code="password_repeated")

    def get_help_text(self) -> str:
        return _("Your password cannot be one word or sign over and over.")
