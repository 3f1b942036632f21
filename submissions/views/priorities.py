from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.views.generic import ListView

from cases.models import Case
from submissions.priorities import BY_SLUG, ORDERS, Order, PassedOver, passed_over, waiting, with_shares
from submissions.views.visible import StaffOnly


class Priorities(StaffOnly, ListView):
    """What to take up first, by the figure that the address names (`?by=severity`)."""

    template_name = "submissions/priorities.html"
    paginate_by = 25

    @property
    def order(self) -> Order:
        return BY_SLUG.get(self.request.GET.get("by", ""), ORDERS[0])

    @cached_property
    def over(self) -> PassedOver:
        return passed_over(Case.objects.visible_to(self.request.user))

    def get_queryset(self) -> QuerySet[Case]:
        return waiting(Case.objects.visible_to(self.request.user), self.order, self.over)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(orders=ORDERS, order=self.order, **kwargs)
        return {**context, "cases": with_shares(context["page_obj"], self.over)}
