"""The sections of a case: one page each, with its entries. `items` has the pages on which an entry is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases import wording, words
from cases.completeness import Contents, gaps_in
from cases.forms.answers import AnswerForm
from cases.forms.items import ItemForm
from cases.forms.sections import ClaimForm, IncidentForm, SourceForm, SubjectForm, VictimForm
from cases.models import Act, Case, Incident, Subject
from cases.services import sections, typing
from cases.statuses import Section
from cases.tenure import post_at
from cases.views.consent import consent_page
from cases.views.frame import asked_about, frame


def _save_subject(case: Case, form: Any, by: User) -> Model:
    posts = form.posts.save(commit=False)
    return sections.save_subject(
        case, form.instance, by=by, names=form.names(), posts=posts, posts_gone=form.posts.deleted_objects
    )


def _save_victim(case: Case, form: Any, by: User) -> Model:
    return sections.save_victim(case, form.instance, by=by)


def _save_incident(case: Case, form: Any, by: User) -> Model:
    return sections.save_incident(case, form.instance, by=by)


def save_act(case: Case, form: Any, by: User) -> Model:
    return sections.save_act(case, form.instance, by=by, responsible=form.responsible(), details=form.details())


def _save_source(case: Case, form: Any, by: User) -> Model:
    return sections.save_source(case, form.instance, by=by)


def _save_claim(case: Case, form: Any, by: User) -> Model:
    return sections.save_claim(case, form.instance, by=by, sources=form.cleaned_data["sources"])


def _subjects(case: Case) -> QuerySet:
    return Subject.objects.filter(named_in__case=case).prefetch_related("names", "positions").order_by("pk")


def _incidents(case: Case) -> list[Incident]:
    """Each act knows which post its subjects held then, and what was answered to the questions of its kind."""
    rows, filed_under = list(_incident_rows(case)), wording.words_of(case)
    for incident in rows:
        wording.read_by(filed_under, incident.acts.all())
        for act in incident.acts.all():
            wording.read_by(filed_under, act.involvements.all())
            act.answers = [
                {"term": words.question(row.code, filed_under), "value": words.answer(row.code, row.text, filed_under)}
                for row in act.details.all()
            ]
            for involvement in act.involvements.all():
                involvement.post = post_at(involvement.subject.positions.all(), incident.began, incident.ended)
    return rows


def _incident_rows(case: Case) -> QuerySet:
    acts = Act.objects.select_related("victim", "told_in").prefetch_related(
        "details", "involvements__subject__names", "involvements__subject__positions"
    )
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
    listed: Callable[[Case], Any] | None = None  # how its entries are read on the page of the section, if not as `rows`


# fmt: off
PARTS = {
    part.section: part
    for part in (
        Part(Section.SUBJECTS, _subjects, SubjectForm, _save_subject, gettext_lazy("a person or body"),
             gettext_lazy("People and bodies who are said to be responsible. Until an authority acts, that is an allegation.")),
        Part(Section.VICTIMS, lambda case: case.victims.all(), VictimForm, _save_victim, gettext_lazy("somebody who was harmed"),
             gettext_lazy("People who were harmed, each by a name that is not their name. Nobody’s own name belongs here.")),
        Part(Section.INCIDENTS, _incident_rows, IncidentForm, _save_incident, gettext_lazy("an incident"),
             gettext_lazy("Each thing that happened at one place and time, told once; then, one by one, what was done in it, to "
                          "whom, and by whom."), _incidents),
        Part(Section.EVIDENCE, lambda case: case.sources.select_related("derived_from").prefetch_related("files"), SourceForm,
             _save_source, gettext_lazy("a source"),
             gettext_lazy("Where the knowledge comes from: documents, recordings, people who spoke. Each can have files.")),
        Part(Section.CLAIMS, lambda case: case.claims.prefetch_related("sources"), ClaimForm, _save_claim, gettext_lazy("a fact"),
             gettext_lazy("One fact in one sentence, with the sources that show it. What governments get is made of these.")),
    )
}
# fmt: on


def section_page(request: HttpRequest, case: Case, section: Section, *, bound: AnswerForm | None = None) -> HttpResponse:
    """The list of a section's entries, with what is asked about it beside them."""
    if section == Section.CONSENT:
        return consent_page(request, case, bound=bound)
    part = PARTS[section]
    rows = list((part.listed or part.rows)(case))
    wording.read_by(wording.words_of(case), rows)
    context = frame(case, section, request.user) | {
        "part": part,
        "rows": rows,
        "rows_template": f"cases/_{section}.html",
        "gaps": gaps_in(Contents(case), [section]).get(section, []),
        "asked": asked_about(request, case, section, bound),
    }
    context["unsaved"] = typing.kept_in(case, of=request.user, below=context["section_url"])
    return render(request, "cases/section_detail.html", context)
