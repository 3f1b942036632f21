from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from sanctions.policies import can_read_lists
from sanctions.statuses import Decision, TwinKind, TwinVerdict, Verdict

ELSEWHERE = "-elsewhere"  # ends the code of a criterion that stands for asks made before this desk


class Facts(models.QuerySet):
    """Rows that are all visible to staff and none to anybody else."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if can_read_lists(user) else self.none()


class SnapshotQuerySet(Facts):
    def absorbed(self) -> Self:
        return self.filter(verdict=Verdict.ABSORBED)

    def waiting_for_a_decision(self) -> Self:
        """Set aside, neither released nor refused, and nothing was read of the list since."""
        later: Any = self.model._default_manager.filter(watched_list=OuterRef("watched_list"), pk__gt=OuterRef("pk"))
        aside: Any = self.filter(verdict=Verdict.QUARANTINED).exclude(decision__in=[Decision.RELEASED, Decision.REFUSED])
        confirmed_since = models.Q(watched_list__confirmed_at__gt=models.F("fetched_at"))
        return aside.exclude(confirmed_since).exclude(Exists(later))  # type: ignore[no-any-return]

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

    def under(self, programme: str) -> Self:
        """Who has this tag now."""
        return self.filter(Exists(self._tags(programme).filter(gone_since=None)))

    def _tags(self, programme: str) -> Any:
        tags: Any = self.model._meta.get_field("programmes").related_model
        return tags.objects.filter(entry=OuterRef("pk"), code=programme)


class ChangeQuerySet(Facts):
    def of_programme(self, programme: str) -> Self:
        """Changes of the tag itself, and every other change of an entry that has had it."""
        entries: Any = self.model._meta.get_field("entry").related_model
        tags: Any = entries._meta.get_field("programmes").related_model
        tagged = Exists(tags.objects.filter(entry=OuterRef("entry"), code=programme))
        return self.filter(models.Q(programme=programme) | (models.Q(programme="") & tagged))


class EntryVersionQuerySet(Facts):
    def newest_of(self, entries: Any) -> Self:
        """One version of each entry: the last one published."""
        return self.filter(entry__in=entries).order_by("entry_id", "-pk").distinct("entry_id")


class TwinQuerySet(Facts):
    def open(self) -> Self:
        """On which nobody has said anything yet."""
        return self.filter(verdict="")

    def left(self, entries: Any) -> Self:
        """Pairs of which one left and is among these entries, unless a person said that they are two parties."""
        return self.filter(first__in=entries).exclude(kind=TwinKind.DOUBLE).exclude(verdict=TwinVerdict.DIFFERENT)

    def came(self, entries: Any) -> Self:
        """Pairs of which one came as the other left, and is among these entries; the same exception."""
        return self.filter(second__in=entries, kind=TwinKind.RENAMED).exclude(verdict=TwinVerdict.DIFFERENT)

    def of(self, entry: Any) -> Self:
        return self.filter(models.Q(first=entry) | models.Q(second=entry))


class ReferenceQuerySet(Facts):
    """Programmes, criteria and elements: what the law asks for, with the source that says so."""

    def can_be_argued(self) -> Self:
        """Criteria of the law that are open; not those that stand for what was asked before this desk, of which only the
        programme is known."""
        return self.filter(is_open=True, programme__is_open=True).exclude(code__endswith=ELSEWHERE)
