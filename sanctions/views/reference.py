"""The editor of reference data: what a row says now, every version of it, and for editors the form that makes the next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, UpdateView

from sanctions import policies, services
from sanctions.forms.reference import TABLES, RowForm, form_for
from sanctions.mapping.words import VocabularyName
from sanctions.models import ConductRule, Criterion, Element, Programme, Sourced, Term
from sanctions.versions import history, in_words
from sanctions.views.law import labels_of
from sanctions.views.visible import StaffOnly


def row_or_404(request: HttpRequest, table: str, pk: int) -> Sourced:
    if table not in TABLES:
        raise Http404
    row: Sourced = get_object_or_404(TABLES[table][0].objects.visible_to(request.user).select_related("checked_by"), pk=pk)
    return row


def page_of(row: Sourced) -> str:
    """The page on which this row is read among others."""
    if isinstance(row, Term):
        return reverse("sanctions:vocabulary", args=[row.vocabulary])
    programme = row if isinstance(row, Programme) else None
    if isinstance(row, Criterion | ConductRule):
        programme = row.programme
    if isinstance(row, Element):
        programme = row.criterion.programme
    return reverse("sanctions:programme", args=[programme.code]) if programme else reverse("sanctions:programmes")


class ReferenceRow(StaffOnly, TemplateView):
    """What one row says and said."""

    template_name = "sanctions/reference_row.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = row_or_404(self.request, self.kwargs["table"], self.kwargs["pk"])
        versions, labels = list(services.versions_of(row)), labels_in(row)
        return super().get_context_data(
            row=row,
            page=page_of(row),
            fields=said_with_labels(row, labels),
            history=history(row, versions, labels),
            may_edit=policies.can_edit_reference(self.request.user),
            **kwargs,
        )


def labels_in(row: Sourced) -> dict[str, str]:
    """The words for codes that stand in lists of this row."""
    return labels_of(VocabularyName.MODE) if isinstance(row, Criterion) else {}


def said_with_labels(row: Sourced, labels: dict[str, str]) -> list[tuple[Any, str]]:
    """The fields that may be edited, in words."""
    told = []
    for name in TABLES[row.table][1]:
        show = getattr(row, f"get_{name}_display", None)
        value = show() if show else getattr(row, name)
        told.append((row._meta.get_field(name).verbose_name, in_words(value, labels)))
    return told


class EditRow(StaffOnly, UpdateView):
    """Saving makes the next version. Who comes second sees what the first wrote, and keeps the own words."""

    template_name = "sanctions/reference_form.html"
    context_object_name = "row"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_read_lists(request.user) and not policies.can_edit_reference(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Sourced:
        return row_or_404(self.request, self.kwargs["table"], self.kwargs["pk"])

    def get_form_class(self) -> type[RowForm]:
        return form_for(self.kwargs["table"])

    def get_initial(self) -> dict[str, Any]:
        newest = services.newest_version(self.object)
        return {**super().get_initial(), "seen": newest.number if newest else 1}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=page_of(self.object), **kwargs)

    def form_valid(self, form: RowForm) -> HttpResponse:
        row = row_or_404(self.request, self.kwargs["table"], self.kwargs["pk"])
        why, seen = form.cleaned_data["why"], form.cleaned_data["seen"]
        try:
            services.change_row(row, form.told(), why=why, seen=seen, by=self.request.user)
        except services.ChangedMeanwhile as problem:
            return self.refused(form, problem, row)
        except services.NothingChanged as problem:
            messages.info(self.request, str(problem))
        else:
            messages.success(self.request, _("Saved as a new version. What was sent keeps the law as it stood."))
        return redirect(row.get_absolute_url())

    def refused(self, form: RowForm, problem: Exception, row: Sourced) -> HttpResponse:
        """Nothing typed is lost: the same form again, now over the newest version."""
        newest = services.newest_version(row)
        form.add_error(None, str(problem))
        again: Any = self.request.POST.copy()
        again["seen"] = newest.number if newest else 1
        form.data = again
        return self.render_to_response(self.get_context_data(form=form, now=said_with_labels(row, labels_in(row))))
