"""The ledger, one page for each recommendation that was sent, and its log."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View

from audit.log import record
from cases.models import Case, SubjectName
from delivery import policies
from delivery.due import clocks_of
from delivery.forms.due import ReminderForm
from delivery.forms.ledger import ContactForm, LedgerFilter
from delivery.ledger import in_standing, lines_of, standing_of, tied, with_ledger
from delivery.models import Contact, Reminder
from delivery.services.log import log_contact
from delivery.statuses import Standing
from submissions.checks import NotReady
from submissions.models import Delivery, Recommendation

TABS = ("deliveries", "log")


class LedgerReaders:
    slug_field = slug_url_kwarg = "reference"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_ledger(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Recommendation]:
        return with_ledger(Recommendation.objects.visible_to(self.request.user).sent())


class Ledger(LedgerReaders, ListView):
    """Everything that was sent, newest first, narrowed by government, year, name, and how far the offices are with it."""

    template_name = "delivery/ledger.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Recommendation]:
        self.form = LedgerFilter(self.request.GET)
        told = self.form.cleaned_data if self.form.is_valid() else {}
        asks = super().get_queryset()
        if told.get("government"):
            asks = asks.filter(dossier__jurisdiction=told["government"])
        if told.get("year"):
            asks = asks.filter(dossier__in=Delivery.objects.filter(sent_on__year=told["year"]).values("dossier"))
        if told.get("who"):
            asks = asks.filter(subject__in=SubjectName.objects.filter(text__icontains=told["who"]).values("subject"))
        if told.get("standing"):
            asks = in_standing(asks, told["standing"])
        newest = Delivery.objects.filter(dossier=OuterRef("dossier")).order_by("-sent_on").values("sent_on")
        return asks.annotate(last_sent_on=Subquery(newest[:1])).order_by("-last_sent_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, **kwargs)
        rows = [row_of(ask) for ask in tied(context["page_obj"])]
        narrowed = self.form.is_bound and any(self.form.data.get(name) for name in self.form.fields)
        return {**context, "rows": rows, "is_narrowed": narrowed, "may_bring_in": policies.can_bring_in(self.request.user)}


def row_of(ask: Recommendation) -> dict[str, Any]:
    standing = Standing(standing_of(ask.dossier.contacts.all()))
    return {"ask": ask, "standing": standing, "tone": {Standing.ASKED: "wait", Standing.ANSWERED: "good"}.get(standing, "")}


class LedgerLine(LedgerReaders, DetailView):
    """One recommendation: where it went, what they said, what is due."""

    template_name = "delivery/ledger_line.html"
    context_object_name = "ask"
    form: ContactForm | None = None

    def get_object(self, queryset: QuerySet[Recommendation] | None = None) -> Recommendation:
        return tied([super().get_object(queryset)])[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask, user = self.object, self.request.user
        contacts = list(ask.dossier.contacts.all())
        may_log = policies.can_log(user, ask.dossier)
        wanted = self.request.GET.get("tab", "")
        kwargs.setdefault("reminder_form", ReminderForm())
        found = sorted((clock for _ask, clock in clocks_of([ask], timezone.localdate())), key=lambda clock: clock.due_on)
        return super().get_context_data(
            clocks=found,
            over=[clock for clock in found if not clock.is_open],
            reminders=Reminder.objects.visible_to(user).open().filter(recommendation=ask),
            lines=lines_of(ask.dossier.deliveries.all(), contacts),
            contacts=contacts[::-1],
            standing=standing_of(contacts),
            tab=wanted if wanted in TABS else TABS[0],
            may_log=may_log,
            form=self.form or (ContactForm(dossier=ask.dossier) if may_log else None),
            **kwargs,
        )


class LogContact(LedgerLine):
    """Posting writes a line; what does not fit stands again on the page, with what was typed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("delivery:line", self.get_object().reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        self.object = self.get_object()
        if not policies.can_log(request.user, self.object.dossier):
            raise PermissionDenied
        form = ContactForm(request.POST, request.FILES, dossier=self.object.dossier)
        if form.is_valid():
            told = {name: value for name, value in form.cleaned_data.items() if name != "file"}
            try:
                with transaction.atomic():
                    log_contact(self.object.dossier, told, by=request.user, file=form.cleaned_data["file"] or None)
            except NotReady as problem:
                form.add_error(None, problem.problems)
            else:
                messages.success(request, _("Written down."))
                return redirect(reverse("delivery:line", args=[reference]) + "?tab=log")
        self.form = form
        return self.render_to_response(self.get_context_data())


class ContactFile(View):
    """A file of the log, as it came."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        contacts = Contact.objects.visible_to(request.user).exclude(file="").select_related("dossier__data_key")
        contact = get_object_or_404(contacts, pk=pk)
        record(request.user, "contact.file_read", contact)
        response = FileResponse(contact.file.storage.open(contact.file.name), as_attachment=True, filename=contact.file_name)
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class ToldPartner(ListView):
    """What offices said about a partner's case, as far as it was written down for them."""

    template_name = "delivery/told_partner.html"

    def get_queryset(self) -> QuerySet[Contact]:
        cases = Case.objects.visible_to(self.request.user)
        self.case = get_object_or_404(cases, reference=self.kwargs["reference"])
        contacts = Contact.objects.visible_to(self.request.user).filter(audience="partners")
        return contacts.filter(dossier__recommendations__case=self.case).select_related("dossier").distinct()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)
