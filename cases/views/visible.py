from django.db.models import QuerySet

from cases.models import Case


class VisibleCases:
    """Every page starts from the cases its person may see; for all others there is nothing there (404)."""

    slug_field = slug_url_kwarg = "reference"

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user).select_related("organisation")  # type: ignore[attr-defined]
