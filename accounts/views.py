from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LogoutView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, ListView, TemplateView, View

from accounts import policies, services
from accounts.forms import InvitationForm, JoinForm, OrganisationForm, RoleForm
from accounts.models import Invitation, Organisation, Restoration, RoleRequest, User
from accounts.roles import Role
from accounts.sign_in import needs_second_factor


class PeopleOnly:
    """Pages about people are for those who may manage some of them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_manage_people(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PersonList(PeopleOnly, ListView):
    template_name = "accounts/person_list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            invitations=Invitation.objects.visible_to(user).waiting(),
            restorations=[r for r in Restoration.objects.waiting() if policies.can_decide_restoration(user, r)],
            role_requests=RoleRequest.objects.visible_to(user).waiting(),
            may_be_second=policies.can_be_second(user),
            may_add_organisation=policies.can_add_organisation(user),
            to_name=[one for one in Organisation.objects.open_to(user) if policies.can_let_be_named(user, one)],
            **kwargs,
        )


class PersonDetail(PeopleOnly, DetailView):
    template_name = "accounts/person_detail.html"
    context_object_name = "person"

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, person = self.request.user, self.object
        return super().get_context_data(
            may_close=person.is_active and policies.can_close_account(user, person),
            may_restore=person.is_active and policies.can_ask_restoration(user, person),
            may_change_roles=policies.can_change_roles(user, person),
            roles=sorted(person.roles),
            role_requests=person.role_requests.waiting() if policies.can_be_second(user) else (),
            waiting=person.restorations.filter(decided_at=None).first(),
            **kwargs,
        )


class Invite(PeopleOnly, FormView):
    template_name = "accounts/invitation_form.html"
    form_class = InvitationForm
    success_url = reverse_lazy("accounts:list")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        wanted = form.cleaned_data
        invitation = services.invite(
            wanted["email"],
            wanted["organisation"],
            Role(wanted["role"]),
            by=self.request.user,
            jurisdictions=wanted.get("jurisdictions", ()) if wanted["role"] == Role.LIAISON else (),
        )
        if invitation.needs_second_person:
            messages.success(self.request, _("Kept. It is sent when a second person confirms it: nobody brings in staff alone."))
        else:
            messages.success(self.request, _("The invitation is on its way. It works once, for 72 hours."))
        return super().form_valid(form)


class WithdrawInvitation(PeopleOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
        services.withdraw_invitation(invitation, by=request.user)
        messages.success(request, _("The invitation is withdrawn; its link opens nothing now."))
        return redirect("accounts:list")


class AddOrganisation(FormView):
    template_name = "accounts/organisation_form.html"
    form_class = OrganisationForm
    success_url = reverse_lazy("accounts:invite")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_add_organisation(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: OrganisationForm) -> HttpResponse:
        organisation: Organisation = services.add_organisation(form.cleaned_data["name"], by=self.request.user)
        messages.success(self.request, _("%(name)s is added. Now invite its first person.") % {"name": organisation.name})
        return super().form_valid(form)


class Naming(PeopleOnly, View):
    """Whether dossiers may name an organisation to governments."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        organisation = get_object_or_404(Organisation.objects.open_to(request.user), pk=pk)
        services.let_be_named(organisation, bool(request.POST.get("may")), by=request.user)
        messages.success(request, _("Kept. It holds for what is frozen from now on; what was sent cannot be brought back."))
        return redirect("accounts:list")


class GiveRole(PeopleOnly, FormView):
    """One more role for somebody who is here already; for a liaison also: other governments."""

    template_name = "accounts/role_form.html"
    form_class = RoleForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policies.can_manage_people(request.user):
            self.person = get_object_or_404(User.objects.visible_to(request.user), pk=kwargs["pk"])
            if not policies.can_change_roles(request.user, self.person):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user, "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)

    def form_valid(self, form: RoleForm) -> HttpResponse:
        wanted = form.cleaned_data
        waits = services.change_role(
            self.person, Role(wanted["role"]), by=self.request.user, jurisdictions=wanted.get("jurisdictions", ())
        )
        given = _("The role is given. It holds from their next click.")
        messages.success(self.request, _("Asked. It holds when a second person confirms it.") if waits else given)
        return redirect("accounts:person", pk=self.person.pk)


class TakeRole(PeopleOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, role: str) -> HttpResponse:
        person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
        if role not in person.roles:
            raise Http404
        services.take_role(person, Role(role), by=request.user)
        messages.success(request, _("The role is taken away. It ended with this click."))
        return redirect("accounts:person", pk=pk)


class CloseAccount(PeopleOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
        services.close_account(person, by=request.user)
        messages.success(request, _("The account is closed and signed out everywhere."))
        return redirect("accounts:list")


class AskRestoration(PeopleOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
        services.ask_restoration(person, by=request.user)
        messages.success(request, _("Asked. A second member of staff must confirm before anything changes."))
        return redirect("accounts:person", pk=pk)


class DecideRestoration(PeopleOnly, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        restoration = get_object_or_404(Restoration.objects.visible_to(request.user).waiting(), pk=pk)
        confirmed = request.POST.get("decision") == "confirm"
        services.decide_restoration(restoration, by=request.user, confirmed=confirmed)
        done = _("Access is restored: they enrol a new second step when they sign in.")
        messages.success(request, done if confirmed else _("Refused. Nothing was changed."))
        return redirect("accounts:list")


class Decide(PeopleOnly, View):
    """The second person's word on what a colleague asked for: confirmed or refused by the button that was pressed."""

    http_method_names = ["post"]
    rows: Any  # what waits, by `visible_to`
    act: Any  # the service that decides
    done: tuple[Any, Any]  # a sentence for confirmed, one for refused

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.rows(request.user), pk=pk)
        confirmed = request.POST.get("decision") == "confirm"
        try:
            type(self).act(row, by=request.user, confirmed=confirmed)
        except services.AskerGone as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, str(self.done[0] if confirmed else self.done[1]))
        return redirect("accounts:list")


class DecideInvitation(Decide):
    act = services.decide_invitation
    done = (
        gettext_lazy("Confirmed. The invitation is on its way; it works once, for 72 hours."),
        gettext_lazy("Refused. Its link opens nothing."),
    )

    def rows(self, user: User) -> QuerySet[Invitation]:
        return Invitation.objects.visible_to(user).to_confirm()


class DecideRole(Decide):
    act = services.decide_role
    done = (gettext_lazy("Confirmed. The role holds from their next click."), gettext_lazy("Refused. Nothing was changed."))

    def rows(self, user: User) -> QuerySet[RoleRequest]:
        return RoleRequest.objects.visible_to(user).waiting()


@method_decorator(login_not_required, name="dispatch")
class Join(FormView):
    """Where an invitation's link leads: name, password, signed in, then the second step."""

    template_name = "accounts/join.html"
    form_class = JoinForm
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.invitation = services.find_invitation(kwargs["token"])
        except services.InvitationOver:
            return self.over(request)
        return super().dispatch(request, *args, **kwargs)

    def over(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/invitation_over.html", status=410)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def form_valid(self, form: JoinForm) -> HttpResponse:
        try:
            person = services.join(self.invitation, **form.cleaned_data)
        except services.InvitationOver:
            return self.over(self.request)
        return perform_login(self.request, Login(user=person))


class SignOut(LogoutView):
    """Leaves nothing on the device: the browser is asked to forget what it keeps of this site."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"*"'
        return response


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What axes answers while an account is locked for an address: the same page, whoever asks and however."""
    return render(request, "account/locked_out.html", status=429)


class Enrol(TemplateView):
    """The one page somebody without a second step gets, until they have one."""

    http_method_names = ["get", "head"]
    template_name = "accounts/enrol.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not needs_second_factor(request.user):
            return redirect("home")
        return super().get(request, *args, **kwargs)


class Account(TemplateView):
    """One's own page: who I am here, how I sign in, where I am signed in."""

    template_name = "accounts/account.html"
