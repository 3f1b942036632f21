"""The entries of a section: one page to write each, one to remove it."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.forms.items import ItemForm
from cases.forms.kept import differing, without_errors
from cases.forms.sections import ActForm
from cases.models import Act, Incident
from cases.services import sections, typing
from cases.statuses import Section
from cases.views.frame import OfMyCase, frame
from cases.views.profiles import MOST, own_profiles, typed_like
from cases.views.sections import PARTS, save_act
from cases.views.sheets import Paper, paper_for, sheet_of


class EditItem(OfMyCase):
    """One entry: a new one without `pk`, an old one with it."""

    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        section = kwargs.pop("section", Section.INCIDENTS)
        if section not in PARTS:
            raise Http404
        self.section = section
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **which: int) -> HttpResponse:
        if not sections.is_open(self.case, self.section, to=request.user):
            return redirect("cases:section", self.case.reference, self.section)
        paper = paper_for(request, self.case)
        typed = paper.typed or self.like(**which)
        try:
            form = self.make_form(typed, **which)
        except Http404:
            if paper.kept is None:
                raise
            return self.gone(paper.typed)
        return self.page(without_errors(form) if typed else form, paper=paper, **which)

    def like(self, **which: int) -> Any:
        """What the organisation wrote of this person in another of its cases, when the address names one."""
        reference = self.request.GET.get("like", "")
        if not reference or self.section != Section.SUBJECTS or not self.is_new(**which):
            return None
        return typed_like(self.case, self.request.user, reference[:12])

    def post(self, request: HttpRequest, **which: int) -> HttpResponse:
        try:
            sections.open_for_change(self.case, self.section, by=request.user)
        except sections.Closed as problem:
            return self.too_late(str(problem), **which)
        sheet, typed = sheet_of(request), typing.typed_in(request.POST)
        if sent := typing.sent_before(sheet):
            if sent.print == typing.print_of(typed):
                return self.saved_already()
            if self.is_new(**which):
                return self.twin(sent, **which)
        try:
            form = self.make_form(request.POST, **which)
        except Http404:
            return self.gone(request.POST)
        if not form.is_valid():
            if sheet:
                typing.keep(sheet, typed)
            return self.page(form, **which)
        saved = self.save(form)
        typing.mark_sent(sheet, typed, made=saved.pk, of=request.user)
        messages.success(request, _("Saved."))
        return redirect(self.after(saved, is_new=self.is_new(**which)))

    def is_new(self, **which: int) -> bool:
        return "pk" not in which

    def extra(self) -> dict[str, Any]:
        named_before = self.section == Section.SUBJECTS and "pk" not in self.kwargs
        return {"profiles": own_profiles(self.case, self.request.user)[:MOST]} if named_before else {}

    def saved_already(self) -> HttpResponse:
        """The second of two clicks: the first one did it."""
        messages.success(self.request, _("Saved."))
        return redirect("cases:section", self.case.reference, self.section)

    def twin(self, sent: Any, **which: int) -> HttpResponse:
        """Sent once more with other words, as after going back: it can become an entry of its own, knowingly."""
        why = _("This entry was saved already; what you typed now is not the same.")
        hint = _("Save it as one more entry, or open the one that was saved and change that.")
        form = without_errors(self.make_form(self.request.POST, **which))
        return self.page(form, 409, why, hint, can_save=True, paper=paper_for(self.request, self.case, fresh=True), **which)

    def too_late(self, why: str, **which: int) -> HttpResponse:
        """What was typed is shown again, so that it can be copied; nothing of it was saved."""
        hint = _("Nothing was saved. What you typed stands below, so that you can copy it.")
        try:
            form = self.make_form(self.request.POST, **which)
        except Http404:
            form = self.blank_form(self.request.POST)
        return self.page(without_errors(form), 409, why, hint, **which)

    def gone(self, typed: Any) -> HttpResponse:
        """A colleague removed this entry while somebody wrote in it: they can keep their words as a new one."""
        why = _("A colleague removed this entry while you were writing.")
        hint = _("What you typed stands below. Save it, and it becomes a new entry; or leave it.")
        form = without_errors(self.blank_form(typed))
        place = self.add_url()
        paper = paper_for(self.request, self.case, place=place, fresh=True)
        return self.page(form, 409, why, hint, can_save=True, paper=paper, action=place)

    def make_form(self, sent: Any = None, **which: int) -> ItemForm:
        part = PARTS[self.section]
        instance = get_object_or_404(part.rows(self.case), pk=which["pk"]) if "pk" in which else None
        return part.form(sent, instance=instance, case=self.case)

    def blank_form(self, typed: Any) -> ItemForm:
        """What was typed, as if the entry were a new one: it knows of no row that is gone."""
        typed = typed.copy()
        typed["seen"], typed["posts-INITIAL_FORMS"] = "", "0"
        for name in [name for name in typed if name.startswith("posts-") and name.endswith(("-id", "-subject"))]:
            typed[name] = ""
        return PARTS[self.section].form(typed, instance=None, case=self.case)

    def add_url(self) -> str:
        return reverse("cases:item-add", args=[self.case.reference, self.section])

    def save(self, form: ItemForm) -> Model:
        return PARTS[self.section].save(self.case, form, self.request.user)

    def after(self, saved: Model, *, is_new: bool) -> str:
        if is_new and isinstance(saved, Incident):
            return reverse("cases:act-add", args=[self.case.reference, saved.pk])
        return reverse("cases:section", args=[self.case.reference, self.section])

    def page(
        self,
        form: ItemForm,
        status: int = 200,
        trouble: str = "",
        hint: str = "",
        *,
        can_save: bool = False,
        paper: Paper | None = None,
        action: str = "",
        **which: int,
    ) -> HttpResponse:
        context = frame(self.case, self.section, self.request.user) | {
            "form": form,
            "trouble": trouble,
            "hint": hint,
            "can_save": can_save or not trouble,
            "paper": paper or paper_for(self.request, self.case),
            "action": action,
            "sides": differing(form) if getattr(form, "has_conflict", False) else (),
            "noun": self.noun(),
            "is_new": self.is_new(**which),
            "remove_url": self.remove_url(**which) if "pk" in which and not trouble else "",
            **self.extra(),
        }
        return render(self.request, self.get_template(), context, status=status)

    def get_template(self) -> str:
        return "cases/item_form.html"

    def noun(self) -> Promise | str:
        return PARTS[self.section].noun

    def remove_url(self, pk: int, **_: int) -> str:
        return reverse("cases:item-remove", args=[self.case.reference, self.section, pk])


class EditAct(EditItem):
    """One act of an incident."""

    def incident(self, incident: int) -> Incident:
        return get_object_or_404(self.case.incidents, pk=incident)

    def make_form(self, sent: Any = None, **which: int) -> ItemForm:
        if "pk" in which:
            instance = get_object_or_404(Act.objects.filter(incident__case=self.case).select_related("incident"), pk=which["pk"])
        else:
            instance = Act(incident=self.incident(which["incident"]))
        return ActForm(sent, instance=instance, case=self.case)

    def blank_form(self, typed: Any) -> ItemForm:
        typed = typed.copy()
        typed["seen"] = ""
        return ActForm(typed, instance=Act(incident=self.case.incidents.first()), case=self.case)

    def after(self, saved: Any, *, is_new: bool) -> str:
        if self.asks_more:
            messages.info(self.request, _("This kind of abuse has a few more questions; they stand below."))
            return reverse("cases:act-edit", args=[self.case.reference, saved.pk])
        return super().after(saved, is_new=is_new)

    def add_url(self) -> str:
        """The first incident there is; where none is left, the act waits for one."""
        first = self.case.incidents.first()
        if first is None:
            return reverse("cases:item-add", args=[self.case.reference, Section.INCIDENTS])
        return reverse("cases:act-add", args=[self.case.reference, first.pk])

    def gone(self, typed: Any) -> HttpResponse:
        if not self.case.incidents.exists():
            hint = _("What you typed stands below, so that you can copy it. Write the incident first, then the act.")
            why = _("A colleague removed the incident of this act while you were writing.")
            return self.page(without_errors(self.blank_form(typed)), 409, why, hint)
        return super().gone(typed)

    def save(self, form: Any) -> Model:
        self.asks_more = form.asks_more()
        return save_act(self.case, form, self.request.user)

    def get_template(self) -> str:
        return "cases/act_form.html"

    def noun(self) -> Promise | str:
        return _("an act: who did what to whom")

    def remove_url(self, pk: int, **_: int) -> str:
        return reverse("cases:act-remove", args=[self.case.reference, pk])


class RemoveItem(OfMyCase):
    """Asks first, then removes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.section = kwargs.pop("section", Section.INCIDENTS)
        return super().dispatch(request, *args, **kwargs)

    def row(self, pk: int) -> Model:
        if self.section not in PARTS:
            raise Http404
        return get_object_or_404(PARTS[self.section].rows(self.case), pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not sections.is_open(self.case, self.section, to=request.user):
            return redirect("cases:section", self.case.reference, self.section)
        row = self.row(pk)
        context = frame(self.case, self.section, request.user) | {"row": row, "why_it_stays": sections.why_it_stays(row)}
        return render(request, "cases/item_confirm_remove.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            row = self.row(pk)
        except Http404:
            messages.info(request, _("This entry is gone already."))
            return redirect("cases:section", self.case.reference, self.section)
        try:
            sections.remove(self.case, self.section, row, by=request.user)
        except (sections.InUse, sections.Closed) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Removed."))
        return redirect("cases:section", self.case.reference, self.section)


class RemoveAct(RemoveItem):
    def row(self, pk: int) -> Model:
        return get_object_or_404(Act.objects.filter(incident__case=self.case).select_related("victim"), pk=pk)
