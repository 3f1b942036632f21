"""A list whose length nobody waits for."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

FAR = 10_000  # nobody turns so many pages; whoever looks for an older case narrows the list


class NearPaginator(Paginator):
    """Counts and turns the first ten thousand, no more: counting a hundred thousand takes longer than the rest of a page."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list.order_by()[:FAR].count())

    def knows(self, count: int) -> None:
        """Somebody has counted already."""
        self.count = min(count, FAR)

    @property
    def ends_early(self) -> bool:
        """Whether there may be more than are counted."""
        return self.count == FAR
