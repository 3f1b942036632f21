from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Organisation, User
from accounts.roles import PARTNER_ROLES, Jurisdiction, Role


def layout(*fields: Any) -> FormHelper:
    """A crispy helper that leaves `<form>`, buttons and errors to the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They get a link that works once, for 72 hours. The mail says nothing else."),
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), empty_label=_("Choose one"))
    role = forms.ChoiceField(label=_("Role"))
    jurisdictions = forms.MultipleChoiceField(
        label=_("Governments"),
        choices=Jurisdiction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a liaison only."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        organisations = Organisation.objects.open_to(by)
        roles = Role if by.has_role(Role.SYSTEM_ADMIN) else sorted(PARTNER_ROLES)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(only := organisations[:2]) == 1:
            self.fields["organisation"].initial = only[0]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        if not by.has_role(Role.SYSTEM_ADMIN):
            del self.fields["jurisdictions"]
        self.helper = layout(*self.fields)

    def clean_email(self) -> str:
        """A lead learns only of people they see anyway; the link of an invitation too many opens nothing."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.visible_to(self.by).filter(email__iexact=email).exists():
            raise forms.ValidationError(_("This person has an account already."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        organisation, role = cleaned.get("organisation"), cleaned.get("role")
        if organisation and role and not policies.can_invite(self.by, organisation, role):
            self.add_error("role", _("This role does not fit this organisation: staff roles are for the coalition’s own people."))
        if role == Role.LIAISON and not cleaned.get("jurisdictions"):
            self.add_error("jurisdictions", _("Choose at least one government for a liaison."))
        return cleaned


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    jurisdictions = forms.MultipleChoiceField(
        label=_("Governments"),
        choices=Jurisdiction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a liaison only. They replace the ones a liaison has now."),
    )

    def __init__(self, *args: Any, by: User, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [role for role in Role if policies.can_give_role(by, person, role)]
        self.fields["role"].choices = [(role.value, role.label) for role in fitting]  # type: ignore[attr-defined]
        if Role.LIAISON not in fitting:
            del self.fields["jurisdictions"]
        self.helper = layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == Role.LIAISON and not cleaned.get("jurisdictions"):
            self.add_error("jurisdictions", _("Choose at least one government for a liaison."))
        return cleaned


class JoinForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As colleagues in the coalition should see it. It may be a name you use for this work only."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 15 characters. A short sentence is good; nothing forces you to change it later."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.helper = layout(Fieldset("", "name", "password"))

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        password_validation.validate_password(password, person)
        return password


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("name")
