"""Two frozen versions of a dossier side by side."""

from typing import Any

from django.http import Http404
from django.views.generic import DetailView

from submissions.comparing import differences
from submissions.models import DossierVersion
from submissions.views.visible import StaffDossiers


class CompareVersions(StaffDossiers, DetailView):
    """The earlier one is on the left, in whichever order they are asked for."""

    template_name = "submissions/versions_compared.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = sorted((self.kwargs["first"], self.kwargs["second"]))
        versions = DossierVersion.objects.filter(dossier=self.object, number__in=wanted).select_related("frozen_by")
        found = {version.number: version for version in versions.order_by("number")}
        if set(wanted) - found.keys():
            raise Http404
        before, after = (found[number] for number in wanted)
        compared = list(differences(before.content, after.content))
        return super().get_context_data(before=before, after=after, differences=compared, **kwargs)
