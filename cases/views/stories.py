"""The parts that are told in words: each is one form at the address of its section."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import wording, words
from cases.completeness import Contents, gaps_in
from cases.forms.answers import AnswerForm
from cases.forms.stories import OrganisationForm, StoryForm
from cases.models import Case
from cases.questions import STORIES, is_story
from cases.services import sections
from cases.services.contacts import contact_row, seal_contact
from cases.statuses import Section
from cases.views.frame import OfMyCase, asked_about, frame
from cases.views.items import EditItem
from cases.views.sections import section_page

LEDES: dict[str, Promise] = {
    Section.ORGANISATION: _("Who you are to those concerned, and how you came to know. Staff weigh a case by how it is known."),
    Section.CONTRARY: _("A case is stronger when it says itself what can be said against it."),
    Section.REMEDIES: _("Whether anybody could find justice at home, and what else is under way."),
    Section.RISKS: _(
        "Who could be harmed by this case, so that nothing is sent that harms them. This part never leaves the coalition."
    ),
    Section.ELSEWHERE: _("So that two of us do not send the same thing twice, and no promise is broken."),
}


class StoryPage(EditItem):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.section = kwargs.pop("section")
        return super(EditItem, self).dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **which: int) -> HttpResponse:
        if not sections.is_open(self.case, self.section, to=request.user):
            return story_page(request, self.case, self.section)
        return super().get(request, **which)

    def make_form(self, sent: Any = None, **which: int) -> Any:
        told = dict(self.case.tolds.values_list("code", "text"))
        common: dict[str, Any] = {"case": self.case, "asks": STORIES[self.section], "told": told}
        row = contact_row(self.case, self.request.user) if self.section == Section.ORGANISATION else None
        return OrganisationForm(sent, is_sealed=bool(row.safe_contact), **common) if row else StoryForm(sent, **common)

    def save(self, form: Any) -> Any:
        sections.tell(self.case, self.section, form.answers(), by=self.request.user)
        if contact := form.cleaned_data.get("safe_contact"):
            seal_contact(self.case, contact, by=self.request.user)
        return self.case

    def after(self, saved: Any, *, is_new: bool) -> str:
        return str(self.case.get_absolute_url())

    def is_new(self, **which: int) -> bool:
        return False

    def noun(self) -> str:
        return ""

    def get_template(self) -> str:
        return "cases/story_form.html"

    def extra(self) -> dict[str, Any]:
        return {
            "lede": LEDES[self.section],
            "asked": asked_about(self.request, self.case, self.section),
            "gaps": gaps_in(Contents(self.case), [self.section]).get(self.section, []),
        }


def story_page(request: HttpRequest, case: Case, section: Section, *, bound: AnswerForm | None = None) -> HttpResponse:
    """A part as it stands, to be read."""
    context = frame(case, section, request.user) | {
        "lede": LEDES[section],
        "facts": told_in(case, section),
        "asked": asked_about(request, case, section, bound),
    }
    return render(request, "cases/story_detail.html", context)


def told_in(case: Case, section: str) -> list[dict[str, str]]:
    """Every question of a part with its answer, in the words under which the case was filed."""
    said, filed_under = dict(case.tolds.values_list("code", "text")), wording.words_of(case)
    return [
        {"term": words.question(ask.code, filed_under), "value": words.answer(ask.code, said.get(ask.code, ""), filed_under)}
        for ask in STORIES[section]
    ]


class SectionPage(OfMyCase):
    """One address for each part, whatever kind it is of."""

    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_story(kwargs["section"]):
            return StoryPage.as_view()(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, section: Section) -> HttpResponse:
        return section_page(request, self.case, section)

    def post(self, request: HttpRequest, section: Section) -> HttpResponse:
        return HttpResponseNotAllowed(["GET"])
