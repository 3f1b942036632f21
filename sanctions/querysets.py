from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery

from sanctions.policies import can_read_lists
from sanctions.statuses import Decision, Verdict


class Facts(models.QuerySet):
    """Rows that are all visible to staff and none to anybody else."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if can_read_lists(user) else self.none()


class SnapshotQuerySet(Facts):
    def absorbed(self) -> Self:
        return self.filter(verdict=Verdict.ABSORBED)

    def undecided(self) -> Self:
        """Set aside, and neither released nor refused."""
        return self.filter(verdict=Verdict.QUARANTINED).exclude(decision__in=[Decision.RELEASED, Decision.REFUSED])

    def newest(self) -> Any:
        return self.order_by("pk").last()


class WatchedListQuerySet(Facts):
    def with_newest_snapshots(self) -> Self:
        """`newest` and `absorbed`: the primary keys of the last snapshot, and of the last one that was absorbed."""
        snapshots: Any = self.model._meta.get_field("snapshots").related_model
        own = snapshots.objects.filter(watched_list=OuterRef("pk")).order_by("-pk").values("pk")
        return self.annotate(newest=Subquery(own[:1]), absorbed=Subquery(own.filter(verdict=Verdict.ABSORBED)[:1]))


class ListEntryQuerySet(Facts):
    def listed(self) -> Self:
        """On its list today."""
        return self.filter(gone_since=None)


class EntryVersionQuerySet(Facts):
    def newest_of(self, entries: Any) -> Self:
        """One version of each entry: the last one published."""
        return self.filter(entry__in=entries).order_by("entry_id", "-pk").distinct("entry_id")


class TwinQuerySet(Facts):
    def open(self) -> Self:
        """On which nobody has said anything yet."""
        return self.filter(verdict="")

    def of(self, entry: Any) -> Self:
        return self.filter(models.Q(first=entry) | models.Q(second=entry))


class ReferenceQuerySet(Facts):
    """Programmes, criteria and elements: what the law asks for, with the source that says so."""
