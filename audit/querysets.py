from typing import Any, NoReturn, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models


class AppendOnly(TypeError):
    """What happened is never changed or deleted. PostgreSQL refuses it too."""


class RecordQuerySet(models.QuerySet):
    def about(self, thing: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(object_type=kind, object_id=str(thing.pk))

    def visible_to(self, user: Any) -> Self:
        """The auditor reads the whole record; there is no content in it. Nobody else reads it as a list."""
        return self.all() if user.is_auditor else self.none()

    def delete(self) -> NoReturn:
        raise AppendOnly("Records are never deleted.")

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnly("Records are never changed.")
