"""Subject by government: where they are listed, where we asked, whom to ask next."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import ListView

from accounts.roles import Jurisdiction
from cases.models import Subject
from insight import matrix
from submissions import policies


class Matrix(ListView):
    """Everybody recommended whom two persons know on some list; `subject` narrows it to one."""

    template_name = "insight/matrix.html"
    paginate_by = 25

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_dossiers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Subject]:
        user, wanted = self.request.user, self.request.GET.get("subject", "")
        subjects = Subject.objects.visible_to(user).prefetch_related("names")
        if wanted:
            return subjects.filter(reference=wanted)
        return subjects.filter(pk__in=matrix.listed_subjects(user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        lines = matrix.lines(context["page_obj"].object_list, self.request.user)
        today = timezone.localdate()
        rows = [(line, [line.cells[code] for code in Jurisdiction.values], line.age(today)) for line in lines]
        return {**context, "rows": rows, "governments": Jurisdiction.choices}
