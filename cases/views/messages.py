"""One thread for each case, the same page for its partner and for those of the coalition who review it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts.models import User
from cases import policies
from cases.forms.kept import without_errors
from cases.forms.messages import MessageForm
from cases.models import Case, Message
from cases.services import typing
from cases.services.messages import Shredded, read_messages, settle_messages, write_message
from cases.together import called, names_for
from cases.views.review import Act
from cases.views.sheets import Paper, paper_for, sheet_of
from cases.views.visible import VisibleCases


class Messages(VisibleCases, FormView):
    """Opening the page is reading what stands on it."""

    template_name = "cases/messages.html"
    form_class = MessageForm
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.case = get_object_or_404(self.get_queryset(), reference=kwargs["reference"])
        if not policies.can_write_messages(request.user, self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def paper(self) -> Paper:
        return paper_for(self.request, self.case)

    def get_form(self, form_class: Any = None) -> MessageForm:
        return without_errors(MessageForm(self.paper.typed)) if self.paper.kept else super().get_form(form_class)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        read, names = read_messages(self.case, by=user), names_for(self.case, user)
        return super().get_context_data(
            case=self.case,
            paper=self.paper,
            thread=[_shown(message, text, user, names) for message, text in read],
            waits=any(message.waits for message, _text in read),
            may_settle=policies.can_review(user, self.case),
            **kwargs,
        )

    def form_valid(self, form: MessageForm) -> HttpResponse:
        try:
            with transaction.atomic():
                self.send(form.cleaned_data["text"])
        except Shredded:
            form.add_error(None, _("This case was shredded: nothing can be kept in it any more. Write about another one."))
            return self.form_invalid(form)
        messages.success(self.request, _("Your message is sent."))
        return redirect(self.request.get_full_path())

    def send(self, text: str) -> None:
        if typing.mark_sent(sheet_of(self.request), typing.typed_in(self.request.POST), of=self.request.user):
            write_message(self.case, text, by=self.request.user)


def _shown(message: Message, text: str, reader: User, names: dict[int, str]) -> dict[str, Any]:
    """Of the coalition's people, and of another organisation on the case, a partner reads the side, not the name."""
    is_ours = message.is_from_partner != reader.is_coalition_staff
    return {
        "text": text,
        "at": message.at,
        "who": str(message.by) if reader.is_coalition_staff else called(message.by, reader, names),
        "is_ours": is_ours,
        "is_new": message.is_new_to(reader),
        "is_read": bool(message.read_by),
    }


class SettleMessages(Act):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        settle_messages(self.case, by=request.user)
        return self.to_case()
