from django.http import HttpRequest, HttpResponse

from cases import policies
from cases.exporters.paper import build_paper
from cases.services.after_filing import note_copy
from cases.views.frame import OfMyCase


class CaseOnPaper(OfMyCase):
    """One's own case as a PDF, to print or to keep. That it was taken is on the record."""

    http_method_names = ["get"]
    may = staticmethod(policies.can_contribute)

    def get(self, request: HttpRequest) -> HttpResponse:
        note_copy(self.case, by=request.user)
        response = HttpResponse(build_paper(self.case), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{self.case.reference}.pdf"'
        return response
