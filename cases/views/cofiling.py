"""Who files a case: the organisations on it, the offers that wait, and the page on which a code is answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from audit.steps import IllegalStep
from cases import policies
from cases.forms.after_filing import PartingForm
from cases.forms.cofiling import ContactForm, JoinForm, PartForm
from cases.models import Case, CoFiling
from cases.services import cofiling, contacts
from cases.together import filers
from cases.views.after_filing import OfOneCase
from cases.views.visible import VisibleCases


class Together(OfOneCase):
    """For those who file the case, and, to be read, for those who review it."""

    template_name = "cases/together.html"
    form_class = PartForm
    may = staticmethod(policies.can_read_parts)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_share(request.user, self.case):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.case, self.request.user
        leads = policies.can_file(user, case)
        waiting = case.cofilings.select_related("organisation") if leads else CoFiling.objects.none()
        return super().get_context_data(
            filers=filers(case),
            offers=[{"row": row, "code": cofiling.code_of(row)} for row in waiting.on_offer() if row.is_on_offer],
            asking=list(waiting.asking()),
            leads=leads,
            may_share=policies.can_share(user, case),
            may_leave=policies.can_leave(user, case),
            may_review=policies.can_review(user, case),
            leaving_form=PartingForm(auto_id="id_leave_%s", leaves=True),
            own=user.organisation_id,
            **kwargs,
        )

    def form_valid(self, form: PartForm) -> HttpResponse:
        try:
            cofiling.offer_part(self.case, form.cleaned_data["part"], by=self.request.user)
        except IllegalStep as problem:
            messages.error(self.request, str(problem))
        else:
            messages.success(self.request, _("Give the code below to the other organisation, on a way that you both trust."))
        return redirect("cases:together", self.case.reference)


class ChangePart(VisibleCases, View):
    """What the lead decides about one part."""

    http_method_names = ["post"]
    ACTS = {"let-in": cofiling.let_in, "end": cofiling.end_part}

    def post(self, request: HttpRequest, reference: str, pk: Any, action: str) -> HttpResponse:
        case = get_object_or_404(self.get_queryset(), reference=reference)
        if not policies.can_file(request.user, case):
            raise PermissionDenied
        part = get_object_or_404(case.cofilings.select_related("case"), pk=pk)
        if action not in self.ACTS:
            raise Http404
        try:
            self.ACTS[action](part, by=request.user)
        except IllegalStep as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Done."))
        return redirect("cases:together", reference)


class LeaveCase(VisibleCases, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        case = get_object_or_404(self.get_queryset(), reference=reference)
        form = PartingForm(request.POST)
        note = form.cleaned_data["note"] if form.is_valid() else form.data.get("note", "")[:4000]
        cofiling.leave(case, note, by=request.user)
        messages.success(request, _("Your organisation has left the case. Nobody of it reads it any more."))
        return redirect("cases:list")


class JoinCase(FormView):
    """Answering with a code. What stands here of a case: nothing, until its lead has let the organisation in."""

    template_name = "cases/join.html"
    form_class = JoinForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_open(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = CoFiling.objects.visible_to(self.request.user).filter(organisation=self.request.user.organisation_id)
        return super().get_context_data(waiting=own.asking(), **kwargs)

    def form_valid(self, form: JoinForm) -> HttpResponse:
        told = form.cleaned_data
        try:
            cofiling.answer_offer(told["code"], by=self.request.user, safe_contact=told["safe_contact"])
        except IllegalStep as problem:
            form.add_error("code", str(problem))
            return self.form_invalid(form)
        messages.success(
            self.request, _("Your answer is with the organisation that gave you the code. When it lets you in, you get a notice.")
        )
        return redirect("cases:join")


class ChangeContact(OfOneCase):
    """At any time, also after filing: how somebody is reached safely changes when it must."""

    template_name = "cases/safe_contact.html"
    form_class = ContactForm

    @cached_property
    def row(self) -> Any:
        return contacts.contact_row(self.case, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_sealed=bool(self.row and self.row.safe_contact), **kwargs)

    def form_valid(self, form: ContactForm) -> HttpResponse:
        try:
            contacts.seal_contact(self.case, form.cleaned_data["safe_contact"], by=self.request.user)
        except contacts.Shredded:
            form.add_error(None, _("This case was shredded: nothing can be kept in it any more."))
            return self.form_invalid(form)
        messages.success(self.request, _("Sealed. It is written down each time somebody reads it."))
        return redirect(self.case)


class ShowContactOf(VisibleCases, View):
    """Answers with the contact itself, so that it is shown once and stands in no address."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, pk: Any) -> HttpResponse:
        case: Case = get_object_or_404(self.get_queryset().select_related("data_key"), reference=reference)
        if not policies.can_review(request.user, case):
            raise PermissionDenied
        if case.data_key.is_shredded or not case.cofilings.joined().filter(pk=pk).exists():
            raise Http404
        contact = contacts.reveal_contact_of(case, pk, by=request.user)
        return render(request, "cases/contact.html", {"case": case, "contact": contact, "of_call": False})
