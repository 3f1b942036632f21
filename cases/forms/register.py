from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from cases.forms.fields import line
from cases.models import Command, Merger, Subject
from cases.validators import not_before


class OtherSubject(forms.Form):
    """Names another subject by its reference, among those whom the person may see."""

    other = forms.CharField(label=gettext_lazy("Reference of the other one"), max_length=12, widget=line(dir="ltr"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_other(self) -> Subject:
        typed = str(self.cleaned_data["other"]).strip().upper()
        wanted = typed if typed.startswith("S-") else f"S-{typed}"
        other = Subject.objects.visible_to(self.user).filter(reference=wanted).first()
        if other is None:
            raise forms.ValidationError(_("There is nobody with this reference that you may see."))
        return other


class MergeForm(OtherSubject):
    because = forms.CharField(label=Merger._meta.get_field("because").verbose_name, max_length=500, min_length=10, widget=line())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("other", "because")


class CommandForm(OtherSubject, forms.ModelForm):
    class Meta:
        model = Command
        fields = ["how", "since", "until"]
        widgets = {"how": line(), "since": line(dir="ltr"), "until": line(dir="ltr")}
        help_texts = {
            "how": gettext_lazy(
                "Such as “order of 3 May 2021, source 4 of C-7K3QF”. No name of anybody who spoke in confidence."
            ),
            "since": gettext_lazy("A day, a month or a year."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].label = _("Reference of whom they command")
        self.helper = layout("other", "how", "since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("since") and cleaned.get("until") and not not_before(cleaned["since"], cleaned["until"]):
            self.add_error("until", _("It cannot have ended before it began."))
        return cleaned
