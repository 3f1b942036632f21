"""An office has what somebody took back: the liaison writes down how it was told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from submissions import policies, services
from submissions.forms.leaving import RecallForm
from submissions.models import Recall
from submissions.views.visible import StaffDossiers


class SettleRecall(StaffDossiers, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        dossier = get_object_or_404(self.get_queryset(), reference=reference)
        if not policies.is_liaison_for(request.user, dossier.jurisdiction):
            raise PermissionDenied
        open_ones = Recall.objects.filter(delivery__dossier=dossier, done_at=None).select_related("delivery__dossier")
        recall, form = get_object_or_404(open_ones, pk=pk), RecallForm(request.POST)
        if form.is_valid():
            services.settle_recall(recall, form.cleaned_data["words"], by=request.user)
            messages.success(request, _("Written down."))
        else:
            messages.error(request, _("Say how and when the office was told."))
        return redirect(dossier)
