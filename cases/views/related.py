"""Other cases that may tell of the same: what the machine proposes and why, and what people said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from audit.steps import IllegalStep
from cases import policies
from cases.finding.related import links_of, suggest
from cases.models import Case, CaseLink
from cases.services import relating
from cases.views.review import OneCase


class Related(OneCase, View):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        context = {
            "case": self.case,
            "is_filed": policies.is_filed(self.case),
            "suggestions": suggest(self.case, request.user) if policies.is_filed(self.case) else [],
            "links": [self.told(link) for link in links_of(self.case, request.user)],
            "verdicts": CaseLink.Verdict.choices,
        }
        return render(request, "cases/related.html", context)

    def told(self, link: CaseLink) -> dict[str, Any]:
        return {"row": link, "other": link.other if link.case_id == self.case.pk else link.case}

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        typed = request.POST.get("other", "").strip().upper()[:20]
        wanted = typed if typed.startswith("C-") else f"C-{typed}"
        other = Case.objects.visible_to(request.user).filter(reference=wanted).first()
        if other is None:
            messages.error(request, _("There is no case with this reference: %(reference)s.") % {"reference": typed})
            return redirect(request.get_full_path())
        reasons = [one.reasons for one in suggest(self.case, request.user) if one.case == other]
        try:
            relating.judge_pair(
                self.case, other, request.POST.get("verdict", ""), by=request.user, reasons=reasons[0] if reasons else ()
            )
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("It is kept."))
        return redirect(request.get_full_path())
