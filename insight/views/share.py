"""The part of a programme's designations that has a basis in what we sent, and the entries behind each number."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from insight import policies
from insight.share import LEVELS, Share, shares
from insight.views.figures import Counted
from sanctions.models import ListEntry
from submissions.models import Outcome
from vault.sight import EVERYTHING, look_as

OURS = [
    ("acted", _("Acted on, asked by us")),
    *((str(int(level)), level.label) for level in LEVELS),
    ("undecided", _("Not agreed yet")),
]
COLUMNS = [
    ("designated", _("Persons and bodies")),
    ("craft", _("Vessels and aircraft")),
    *OURS,
    ("basis", _("With a basis in ours")),
]
PUBLIC = {"designated", "craft"}


class Shared(Counted):
    @contextmanager
    def outcomes(self) -> Iterator[QuerySet[Outcome]]:
        if self.sees_cases:
            yield Outcome.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        else:
            with look_as(EVERYTHING):
                yield Outcome.objects.all()

    @cached_property
    def shares(self) -> list[Share]:
        with self.outcomes() as outcomes:
            return shares(outcomes)

    def numbers(self, share: Share) -> list[tuple[str, str]]:
        found = [(what, len(share.behind(what))) for what, _label in COLUMNS]
        return [(what, str(count) if what in PUBLIC else self.told(count)) for what, count in found]


class ShareFigures(Shared, TemplateView):
    template_name = "insight/share.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(share, self.numbers(share), share.part if self.sees_cases else None) for share in self.shares]
        return super().get_context_data(rows=rows, columns=COLUMNS, sees_cases=self.sees_cases, public=PUBLIC, **kwargs)


class ShareTable(Shared, TemplateView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="share.csv"'
        writer = csv.writer(response)
        writer.writerow(["programme", *(what for what, _label in COLUMNS)])
        for share in self.shares:
            writer.writerow([share.programme.code, *(number for _what, number in self.numbers(share))])
        return response


class ShareEntries(Shared, TemplateView):
    """The entries behind one number. Which of them are ours is for those who see cases."""

    template_name = "insight/share_entries.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        what, code = self.request.GET.get("what", ""), self.request.GET.get("programme", "")
        share = next((share for share in self.shares if share.programme.code == code), None)
        if share is None or (what not in PUBLIC and not policies.sees_cases(self.request.user)):
            raise Http404
        entries = ListEntry.objects.filter(pk__in=share.behind(what)).order_by("name")
        return super().get_context_data(entries=entries, label=dict(COLUMNS).get(what, what), share=share, **kwargs)
