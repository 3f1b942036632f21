"""Answering questions about a returned case, and sending the answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from audit.steps import IllegalStep
from cases.forms.answers import AnswerForm
from cases.questions import is_story
from cases.services import answers, typing
from cases.statuses import CaseStatus, Section
from cases.views.frame import OfMyCase
from cases.views.sections import section_page
from cases.views.sheets import sheet_of
from cases.views.stories import story_page


class AnswerQuestion(OfMyCase):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(self.case.questions.sent().select_related("case"), pk=pk)
        form = AnswerForm(request.POST, question=question)
        if form.is_valid():
            try:
                answers.write_answer(question, form.cleaned_data["answer"], by=request.user)
            except answers.QuestionOver as problem:
                return self.over(question, form, str(problem))
            typing.mark_sent(sheet_of(request), typing.typed_in(request.POST), of=request.user)
            messages.success(request, _("Your answer is kept. It goes out when you send the answers."))
            return redirect(self.case)
        show = story_page if is_story(question.section) else section_page
        return show(request, self.case, Section(question.section), bound=form)

    def over(self, question: object, form: AnswerForm, why: str) -> HttpResponse:
        """Nothing is lost: what was typed stands on the page once more."""
        context = {"case": self.case, "question": question, "form": form, "why": why}
        return render(self.request, "cases/question_over.html", context, status=409)


class SendAnswers(OfMyCase):
    """A second click leads to the same page as the first."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            answers.send_answers(self.case, by=request.user)
        except IllegalStep as problem:
            self.case.refresh_from_db()
            if self.case.status != CaseStatus.IN_REVIEW:
                messages.error(request, str(problem))
        else:
            messages.success(request, _("The answers are sent. The coalition goes on with the case."))
        return redirect(self.case)
