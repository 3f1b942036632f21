"""The form that makes a new row of the reference data, for reference editors."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from accounts.models import User
from sanctions import policies, services
from sanctions.forms.adding import AddConductRule, AddCriterion, AddElement, AddForm, AddProgramme, AddTerm
from sanctions.mapping.words import GROWING, VocabularyName
from sanctions.models import Criterion, Government, Programme, Sourced
from sanctions.querysets import ELSEWHERE
from sanctions.views.reference import page_of
from sanctions.views.visible import StaffOnly


@dataclass(frozen=True)
class Addition:
    """What can be added below which rows: the name of what leads there, and what the page says above the form."""

    form: type[AddForm]
    above: type[Model] | None  # None for a vocabulary
    parent: str
    title: Promise
    lede: Promise


ADDITIONS = {
    "programme": Addition(
        AddProgramme,
        Government,
        "",
        gettext_lazy("Add a programme"),
        gettext_lazy("A legal basis under which somebody can be named, for instance a new regime for one country."),
    ),
    "criterion": Addition(
        AddCriterion,
        Programme,
        "programme",
        gettext_lazy("Add a criterion"),
        gettext_lazy("One way in which this programme lets somebody be named, with each thing that has to be shown for it."),
    ),
    "element": Addition(
        AddElement,
        Criterion,
        "criterion",
        gettext_lazy("Add an element"),
        gettext_lazy(
            "One thing more that has to be shown. Whoever argues this criterion now is told, and nothing of theirs is signed or"
            " leaves until they have argued it. What was sent keeps the law as it stood."
        ),
    ),
    "conductrule": Addition(
        AddConductRule,
        Programme,
        "programme",
        gettext_lazy("Add a rule of conduct"),
        gettext_lazy("What this programme makes of a kind of conduct on which it says nothing yet."),
    ),
    "term": Addition(
        AddTerm,
        None,
        "vocabulary",
        gettext_lazy("Add a word"),
        gettext_lazy(
            "It is offered in the forms of cases from now on, at the end of the others. Cases that were filed keep the words they"
            " were filed under."
        ),
    ),
}


class AddRow(StaffOnly, FormView):
    """Saving makes version 1. What it is put below stands in the address: a government, a programme, a criterion."""

    template_name = "sanctions/reference_add.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_read_lists(request.user) and not policies.can_edit_reference(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def addition(self) -> Addition:
        if self.kwargs["table"] not in ADDITIONS:
            raise Http404
        return ADDITIONS[self.kwargs["table"]]

    @cached_property
    def below(self) -> Any:
        if self.addition.above is None:
            return vocabulary_or_404(self.kwargs["below"])
        rows: Any = self.addition.above
        known = rows.objects.visible_to(self.request.user).exclude(code__endswith=ELSEWHERE)
        return get_object_or_404(known, code=self.kwargs["below"])

    @property
    def page(self) -> str:
        """Where one came from."""
        if isinstance(self.below, VocabularyName):
            return reverse("sanctions:vocabulary", args=[self.below.value])
        return page_of(self.below)

    def get_form_class(self) -> type[AddForm]:
        return self.addition.form

    def get_form_kwargs(self) -> dict[str, Any]:
        model: Any = self.addition.form._meta.model  # type: ignore[attr-defined]
        parent = {self.addition.parent: self.below} if self.addition.parent else {}
        return {**super().get_form_kwargs(), "below": self.below, "instance": model(**parent)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(addition=self.addition, below=self.below, page=self.page, **kwargs)

    def form_valid(self, form: AddForm) -> HttpResponse:
        row: Sourced = form.instance
        for name, value in form.told().items():
            setattr(row, name, value)
        try:
            _save(row, form, self.request.user)
        except services.CodeTaken as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("Added. It is not verified until somebody has read it in its source and says so."))
        return redirect(page_of(row))


def vocabulary_or_404(name: str) -> VocabularyName:
    if name not in GROWING:
        raise Http404
    return VocabularyName(name)


def _save(row: Sourced, form: AddForm, by: User) -> None:
    why, told = form.cleaned_data["why"], form.cleaned_data
    if isinstance(row, Programme):
        services.add_programme(row, told["like"], why=why, by=by)
    elif isinstance(row, Criterion):
        services.add_criterion(row, told["elements"], why=why, by=by)
    else:
        services.add_row(row, why=why, by=by)
