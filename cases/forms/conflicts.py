from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from accounts.models import Organisation, User
from accounts.roles import STAFF_ROLES
from cases.models import Recusal


class SetAsideForm(forms.Form):
    person = forms.ModelChoiceField(User.objects.none(), label=_("Who must not see this case"), empty_label=_("Choose one"))
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=Recusal.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("No more is asked. The record keeps who said it and when."),
    )

    def __init__(self, *args: Any, user: User, may_name_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(grants__role__in=STAFF_ROLES, is_active=True).distinct()
        self.fields["person"].queryset = people if may_name_others else people.filter(pk=user.pk)  # type: ignore[attr-defined]
        self.fields["person"].initial = user
        self.helper = layout(*self.fields)


class TieForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(is_coalition=False),
        label=_("An organisation you have a tie to"),
        empty_label=_("Choose one"),
        help_text=_("You work or worked there, or somebody close to you does; or it pays you, or you owe it something."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)
