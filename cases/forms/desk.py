from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from accounts.models import Organisation, User
from accounts.roles import CASEWORK_ROLES
from cases import queues
from cases.forms.fields import line
from cases.models import Flag, SavedView, SubmissionWindow
from cases.narrowing import DUE, NEWEST
from cases.statuses import CaseStatus

ANY = gettext_lazy("any")


def casework_people() -> Any:
    return User.objects.filter(grants__role__in=CASEWORK_ROLES, is_active=True).distinct()


class NarrowForm(forms.Form):
    """Its fields are the parts of the address of the list; see `cases.narrowing`."""

    queue = forms.ChoiceField(label=gettext_lazy("Pile of work"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=gettext_lazy("Organisation"), required=False)
    assigned = forms.ChoiceField(label=gettext_lazy("Who looks after it"), required=False)
    window = forms.ModelChoiceField(SubmissionWindow.objects.none(), label=gettext_lazy("Submission window"), required=False)
    order = forms.ChoiceField(
        label=gettext_lazy("Order"), choices=[(DUE, gettext_lazy("What is due first")), (NEWEST, gettext_lazy("Newest first"))]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(person.pk, person.name) for person in casework_people()]
        self.fields["queue"].choices = [("", ANY), *((queue.slug, queue.label) for queue in queues.used())]  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", ANY), *CaseStatus.choices]  # type: ignore[attr-defined]
        self.fields["assigned"].choices = [("", ANY), ("me", _("me")), ("nobody", _("nobody yet")), *people]  # type: ignore[attr-defined]
        self.fields["window"].queryset = SubmissionWindow.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = self.fields["window"].empty_label = ANY  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)


class OrderForm(forms.Form):
    """What is to be done with the cases that were chosen."""

    ASSIGN, RELEASE, WINDOW, LEAVE = "assign", "release", "window", "leave"

    act = forms.ChoiceField(
        label=gettext_lazy("What should happen?"),
        choices=[
            (ASSIGN, gettext_lazy("Give them to somebody")),
            (RELEASE, gettext_lazy("Nobody looks after them any more")),
            (WINDOW, gettext_lazy("Put them into a submission window")),
            (LEAVE, gettext_lazy("Take them out of a submission window")),
        ],
        widget=forms.RadioSelect,
        initial=ASSIGN,
    )
    to = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("To whom"), required=False, empty_label=gettext_lazy("Choose one")
    )
    window = forms.ModelChoiceField(
        SubmissionWindow.objects.none(),
        label=gettext_lazy("Which window"),
        required=False,
        empty_label=gettext_lazy("Choose one"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = casework_people()  # type: ignore[attr-defined]
        self.fields["window"].queryset = SubmissionWindow.objects.visible_to(user)  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") == self.ASSIGN and not cleaned.get("to"):
            self.add_error("to", _("Choose a person."))
        if cleaned.get("act") in (self.WINDOW, self.LEAVE) and not cleaned.get("window"):
            self.add_error("window", _("Choose a window. A new one is opened under “Submission windows”."))
        return cleaned


class AssignForm(forms.Form):
    """Who looks after one case; nobody when it is left empty."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who looks after it"), required=False, empty_label=gettext_lazy("nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = casework_people()  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)


class FlagForm(forms.ModelForm):
    class Meta:
        model = Flag
        fields = ["why", "back_on", "is_shared"]
        widgets = {"why": line(), "back_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class ViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]
        widgets = {"name": line()}
        help_texts = {"name": gettext_lazy("Never the name of anybody who is in a case.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)
