"""A code of a vocabulary that reference editors keep."""

from typing import Any

from django.db import models


class TermField(models.CharField):
    """Its `choices` are the codes that were shipped. Others were added since, so no row is refused for having one: what can be
    chosen is what the form offers (`cases.wording`). `vocabulary` is the name by which `cases.words` knows it.
    """

    def __init__(self, *args: Any, vocabulary: str = "", **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        if value in self.empty_values:
            super().validate(value, model_instance)

    def deconstruct(self) -> Any:
        """To the database it is text like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
