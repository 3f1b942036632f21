from typing import Any

from crispy_forms.bootstrap import InlineRadios
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.criteria import CHECKLIST, CRITERIA, HIGHEST
from cases.forms.fields import LongText, say_limits
from cases.letters import BEGINNINGS
from cases.models import Determination, Screening


class NoteForm(forms.Form):
    text = LongText(
        label=_("A note for colleagues"),
        max_length=4000,
        rows=3,
        help_text=_("The partner never sees it. @Name or @reviewer asks for somebody's attention."),
    )
    is_urgent = forms.BooleanField(label=_("It cannot wait"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class ChecklistForm(forms.Form):
    """One question of the checklist is two fields: the answer, and a sentence if there is something to say."""

    def __init__(self, *args: Any, current: dict[str, Screening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, question in CHECKLIST.items():
            row = current.get(item)
            self.fields[item] = forms.ChoiceField(
                label=str(question),
                choices=Screening.Answer.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=row.answer if row else None,
            )
            self.fields[f"{item}_words"] = forms.CharField(
                label=_("In a sentence, if there is something to say"),
                max_length=500,
                required=False,
                initial=row.words if row else "",
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )
        self.helper = layout(*(field for item in CHECKLIST for field in (InlineRadios(item), f"{item}_words")))

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        return {item: (self.cleaned_data[item], self.cleaned_data[f"{item}_words"]) for item in CHECKLIST}


class IdentificationForm(forms.Form):
    how_known = LongText(label=_("How do we know that it is this person?"), max_length=4000, rows=4)
    look_alikes = LongText(
        label=_("Which people of a similar name were excluded, and how?"),
        max_length=4000,
        rows=3,
        help_text=_("If you found none, say where you looked."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout(*self.fields)


class AssessmentForm(forms.Form):
    """A number for each criterion, or that it does not apply; or none at all, when somebody abstains."""

    SCALE = [("", _("does not apply")), *((str(number), str(number)) for number in range(HIGHEST + 1))]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in CRITERIA:
            self.fields[criterion.code] = forms.ChoiceField(
                label=str(criterion.label), choices=self.SCALE, widget=forms.RadioSelect, required=False
            )
        self.fields["words"] = LongText(label=_("In words"), max_length=4000, required=False)
        self.helper = layout(*(InlineRadios(criterion.code) for criterion in CRITERIA), "words")

    @property
    def scores(self) -> dict[str, int | None]:
        given = {criterion.code: self.cleaned_data[criterion.code] for criterion in CRITERIA}
        return {code: int(value) if value else None for code, value in given.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(criterion.code) for criterion in CRITERIA):
            raise forms.ValidationError(_("Give at least one number, or abstain."))
        return cleaned


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Determination
        fields = ["kind", "reasons", "letter"]
        widgets = {
            "kind": forms.RadioSelect,
            "reasons": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "letter": forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        }
        help_texts = {
            "letter": _(
                "The partner reads it when a colleague has confirmed the decision and the letter was let go. Not before."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("letter", BEGINNINGS["accept"])
        self.helper = layout(*self.fields)


class WaitingLetterForm(forms.Form):
    letter = LongText(label=_("The letter to the partner"), max_length=4000, rows=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_limits(self)
        self.helper = layout(*self.fields)
