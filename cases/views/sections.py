"""The sections of a case: one page each, and one page for each entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.completeness import Contents, gaps_in
from cases.forms.answers import AnswerForm
from cases.forms.items import ItemForm
from cases.forms.sections import ActForm, ClaimForm, IncidentForm, SourceForm, SubjectForm, VictimForm
from cases.models import Act, Case, Incident, Subject
from cases.services import sections
from cases.statuses import Section
from cases.views.consent import consent_page
from cases.views.frame import OfMyCase, asked_about, frame


def _save_subject(case: Case, form: Any, by: User) -> Model:
    posts = form.posts.save(commit=False)
    return sections.save_subject(
        case, form.instance, by=by, names=form.names(), posts=posts, posts_gone=form.posts.deleted_objects
    )


def _save_victim(case: Case, form: Any, by: User) -> Model:
    return sections.save_victim(case, form.instance, by=by)


def _save_incident(case: Case, form: Any, by: User) -> Model:
    return sections.save_incident(case, form.instance, by=by)


def _save_act(case: Case, form: Any, by: User) -> Model:
    return sections.save_act(case, form.instance, by=by, responsible=form.responsible())


def _save_source(case: Case, form: Any, by: User) -> Model:
    return sections.save_source(case, form.instance, by=by)


def _save_claim(case: Case, form: Any, by: User) -> Model:
    return sections.save_claim(case, form.instance, by=by, sources=form.cleaned_data["sources"])


def _subjects(case: Case) -> QuerySet:
    return Subject.objects.filter(named_in__case=case).prefetch_related("names", "positions").order_by("pk")


def _incidents(case: Case) -> QuerySet:
    acts = Act.objects.select_related("victim").prefetch_related("involvements__subject__names")
    return case.incidents.prefetch_related(Prefetch("acts", acts))


@dataclass(frozen=True)
class Part:
    """One kind of entry: where it stands, how it is read, written and called."""

    section: Section
    rows: Callable[[Case], QuerySet]
    form: type[ItemForm]
    save: Callable[[Case, Any, User], Model]
    noun: Promise
    lede: Promise


# fmt: off
PARTS = {
    part.section: part
    for part in (
        Part(Section.SUBJECTS, _subjects, SubjectForm, _save_subject, gettext_lazy("a person or body"),
             gettext_lazy("People and bodies who are said to be responsible. Until an authority acts, that is an allegation.")),
        Part(Section.VICTIMS, lambda case: case.victims.all(), VictimForm, _save_victim, gettext_lazy("somebody who was harmed"),
             gettext_lazy("People who were harmed, each by a name that is not their name. Nobody’s own name belongs here.")),
        Part(Section.INCIDENTS, _incidents, IncidentForm, _save_incident, gettext_lazy("an incident"),
             gettext_lazy("Each thing that happened at one place and time, told once; then, one by one, what was done in it, to "
                          "whom, and by whom.")),
        Part(Section.EVIDENCE, lambda case: case.sources.select_related("derived_from").prefetch_related("files"), SourceForm,
             _save_source, gettext_lazy("a source"),
             gettext_lazy("Where the knowledge comes from: documents, recordings, people who spoke. Each can have files.")),
        Part(Section.CLAIMS, lambda case: case.claims.prefetch_related("sources"), ClaimForm, _save_claim, gettext_lazy("a fact"),
             gettext_lazy("What the evidence shows: one fact in one sentence, with the sources that show it. What is sent to "
                          "governments is made of these.")),
    )
}
# fmt: on


def section_page(request: HttpRequest, case: Case, section: Section, *, bound: AnswerForm | None = None) -> HttpResponse:
    """The list of a section's entries, with what is asked about it beside them."""
    if section == Section.CONSENT:
        return consent_page(request, case, bound=bound)
    part = PARTS[section]
    context = frame(case, section, request.user) | {
        "part": part,
        "rows": part.rows(case),
        "rows_template": f"cases/_{section}.html",
        "gaps": gaps_in(Contents(case), [section]).get(section, []),
        "asked": asked_about(case, section, bound),
    }
    return render(request, "cases/section_detail.html", context)


class SectionPage(OfMyCase):
    def get(self, request: HttpRequest, section: Section) -> HttpResponse:
        return section_page(request, self.case, section)


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
        return self.page(self.make_form(**which), **which)

    def post(self, request: HttpRequest, **which: int) -> HttpResponse:
        try:
            sections.open_for_change(self.case, self.section, by=request.user)
        except sections.Closed as problem:
            return self.too_late(str(problem), **which)
        form = self.make_form(request.POST, **which)
        if not form.is_valid():
            return self.page(form, **which)
        saved = self.save(form)
        messages.success(request, _("Saved."))
        return redirect(self.after(saved, is_new="pk" not in which))

    def too_late(self, why: str, **which: int) -> HttpResponse:
        """What was typed is shown again, so that it can be copied; nothing of it was saved."""
        form = self.make_form(self.request.POST, **which)
        return self.page(form, status=409, too_late=why, **which)

    def make_form(self, sent: Any = None, **which: int) -> ItemForm:
        part = PARTS[self.section]
        instance = get_object_or_404(part.rows(self.case), pk=which["pk"]) if "pk" in which else None
        return part.form(sent, instance=instance, case=self.case)

    def save(self, form: ItemForm) -> Model:
        return PARTS[self.section].save(self.case, form, self.request.user)

    def after(self, saved: Model, *, is_new: bool) -> str:
        if is_new and isinstance(saved, Incident):
            return reverse("cases:act-add", args=[self.case.reference, saved.pk])
        return reverse("cases:section", args=[self.case.reference, self.section])

    def page(self, form: ItemForm, status: int = 200, too_late: str = "", **which: int) -> HttpResponse:
        context = frame(self.case, self.section, self.request.user) | {
            "form": form,
            "too_late": too_late,
            "noun": self.noun(),
            "is_new": "pk" not in which,
            "remove_url": self.remove_url(**which) if "pk" in which else "",
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

    def save(self, form: Any) -> Model:
        return _save_act(self.case, form, self.request.user)

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
            sections.remove(self.case, self.section, self.row(pk), by=request.user)
        except (sections.InUse, sections.Closed) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Removed."))
        return redirect("cases:section", self.case.reference, self.section)


class RemoveAct(RemoveItem):
    def row(self, pk: int) -> Model:
        return get_object_or_404(Act.objects.filter(incident__case=self.case).select_related("victim"), pk=pk)
