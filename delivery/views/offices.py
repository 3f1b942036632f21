"""The directory of offices: how each takes things, who is there, and what went to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormMixin

from delivery import policies
from delivery.forms.ledger import CardForm, MoveForm, OfficeForm, OfficialForm
from delivery.models import OfficeCard, Official
from delivery.services import offices as services
from submissions.checks import NotReady
from submissions.models import Delivery, Recipient
from submissions.models.delivery import NOT_RECORDED


class OfficeReaders:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_read_ledger(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Recipient]:
        standing = OfficeCard.objects.filter(superseded_at=None)
        there = Official.objects.filter(until=None)
        return Recipient.objects.exclude(office=NOT_RECORDED).prefetch_related(
            Prefetch("cards", standing, to_attr="standing_cards"), Prefetch("officials", there, to_attr="there")
        )


class Offices(OfficeReaders, FormMixin, ListView):
    template_name = "delivery/office_list.html"
    form_class = OfficeForm

    def get_queryset(self) -> QuerySet[Recipient]:
        return super().get_queryset().annotate(sent=Count("deliveries")).order_by("jurisdiction", "office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        told = {"may_add": policies.can_add_offices(user), "may_bring_in": policies.can_bring_in(user)}
        return super().get_context_data(**told, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not policies.can_add_offices(request.user):
            raise PermissionDenied
        form = self.get_form()
        if form.is_valid():
            return redirect("delivery:office", services.add_office(**form.cleaned_data, by=request.user).pk)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))


class OfficeDetail(OfficeReaders, DetailView):
    template_name = "delivery/office_detail.html"
    context_object_name = "office"
    forms: dict[str, Any] = {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        office, user = self.object, self.request.user
        card = office.standing_cards[0] if office.standing_cards else None
        deliveries = (
            Delivery.objects.filter(recipient=office).select_related("dossier", "version__dossier").defer("version__content")
        )
        shown = {"card_form": CardForm(instance=card), "official_form": OfficialForm()}
        return super().get_context_data(
            card=card,
            older=office.cards.exclude(superseded_at=None).select_related("written_by"),
            gone=office.officials.exclude(until=None).select_related("went_to__office"),
            deliveries=deliveries.order_by("-sent_on")[:50],
            there=[(official, self.move_form(official)) for official in office.there],
            may_keep=policies.can_keep_office(user, office),
            **{**shown, **self.forms},
            **kwargs,
        )

    def move_form(self, official: Official) -> MoveForm:
        """Each has ids of its own; the one that was sent and not accepted stands again."""
        sent = self.forms.get("move_form")
        return sent if sent and sent.official == official.pk else MoveForm(official=official.pk)


class WriteCard(OfficeDetail):
    """Posting keeps what the form says; what does not fit stands again on the page of the office."""

    name, form_of = "card_form", CardForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("delivery:office", get_object_or_404(self.get_queryset(), pk=kwargs["pk"]).pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])
        if not policies.can_keep_office(request.user, self.object):
            raise PermissionDenied
        form = self.sent_form()
        if form.is_valid():
            try:
                self.keep(form.cleaned_data)
            except NotReady as problem:
                form.add_error(None, problem.problems)
            else:
                messages.success(request, _("Kept."))
                return redirect("delivery:office", self.object.pk)
        self.forms = {self.name: form}
        return self.render_to_response(self.get_context_data())

    def sent_form(self) -> Any:
        return self.form_of(self.request.POST)

    def keep(self, told: dict[str, Any]) -> None:
        services.write_card(self.object, told, by=self.request.user)


class AddOfficial(WriteCard):
    name, form_of = "official_form", OfficialForm

    def keep(self, told: dict[str, Any]) -> None:
        services.add_official(self.object, told, by=self.request.user)


class MoveOfficial(WriteCard):
    name = "move_form"

    def sent_form(self) -> MoveForm:
        return MoveForm(self.request.POST, official=self.kwargs["official"])

    def keep(self, told: dict[str, Any]) -> None:
        official = get_object_or_404(Official, office=self.object, pk=self.kwargs["official"])
        services.move_official(official, told["on"], told["to"], post=told["post"], by=self.request.user)
