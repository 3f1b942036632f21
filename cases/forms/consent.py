from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from accounts.roles import Jurisdiction
from cases.forms.fields import line
from cases.models import ConsentText
from cases.services.consent import Said
from cases.statuses import Basis, ConsentAnswer, ConsentScope, GivenBy, Method
from cases.validators import no_invisible_characters

ANSWERS = [choice for choice in ConsentAnswer.choices if choice[0] != ConsentAnswer.WITHDRAWN]
SCOPES = [choice for choice in ConsentScope.choices if choice[0] != ConsentScope.GOVERNMENT]
BASES = [choice for choice in Basis.choices if choice[0] != Basis.UNSAFE]
HOW = ("how", "given_on", "until", "given_by", "method", "language", "interpreter", "text", "basis", "because")


def day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Write the day as 2022-12-09.")},
        **options,
    )


def one_of(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", gettext_lazy("Not said")), *choices], required=False, **options)


def how_many(label: str, before: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=before or None,
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"aria-label": label}),
    )


class ConsentForm(forms.Form):
    """What one person said about each government and each other use, and how and when they said it."""

    how = forms.CharField(
        label=gettext_lazy("How, and by whom, was it given?"),
        max_length=300,
        required=False,
        validators=[no_invisible_characters],
        widget=line(),
        help_text=gettext_lazy("Such as “in a talk with our lawyer, in their language”. No names."),
    )
    given_on = day(gettext_lazy("When was it given?"))
    until = day(gettext_lazy("Until when does it count?"), help_text=gettext_lazy("Empty: until it is taken back."))
    given_by = one_of(gettext_lazy("Who gave it?"), GivenBy.choices)
    method = one_of(gettext_lazy("In which way?"), Method.choices)
    language = forms.CharField(label=gettext_lazy("In which language?"), max_length=60, required=False, widget=line())
    interpreter = forms.BooleanField(label=gettext_lazy("Through an interpreter"), required=False)
    text = forms.ModelChoiceField(
        ConsentText.objects.none(),
        label=gettext_lazy("Which words were they told?"),
        required=False,
        empty_label=gettext_lazy("Others"),
        help_text=gettext_lazy("A translation that nobody named has read against the original is not offered."),
    )
    basis = forms.ChoiceField(label=gettext_lazy("On what does it rest?"), choices=BASES, required=False, initial=Basis.CONSENT)
    because = forms.CharField(
        label=gettext_lazy("If it is public already: where?"),
        max_length=500,
        required=False,
        validators=[no_invisible_characters],
        widget=line(),
    )

    def __init__(self, *args: Any, before: dict[str, Said], others: Any = (), people: int = 0, **kwargs: Any) -> None:
        """`people`: how many a group is; of one person nobody can be excepted."""
        super().__init__(*args, **kwargs)
        self.before, self.people = before, people
        asked = {
            **{code: self._answer(code, label, forms.RadioSelect) for code, label in Jurisdiction.choices},
            **{code: self._answer(code, label, forms.Select, required=False) for code, label in SCOPES},
        }
        self.fields["text"].queryset = ConsentText.objects.usable()  # type: ignore[attr-defined]
        if others:
            self.fields["also"] = forms.MultipleChoiceField(
                label=gettext_lazy("The same answers were given by"),
                choices=others,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=gettext_lazy("For people who were asked together. Leave out everybody who answered otherwise."),
            )
        self.fields = {**asked, **self.fields, **(self._excepting() if self.has_exceptions else {})}
        self.helper = layout(
            Fieldset(_("Governments"), *Jurisdiction.values),
            Fieldset(_("How they answered"), *HOW, *(["also"] if others else [])),
            Fieldset(_("What else they were asked"), *(code for code, _label in SCOPES)),
        )
        self.helper.include_media = False  # one of the questions is called "media", and would be printed twice

    def _answer(self, code: str, label: Any, widget: Any, *, required: bool = True) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label, choices=ANSWERS, initial=_stands(self.before, code), widget=widget, required=required
        )

    @property
    def has_exceptions(self) -> bool:
        return self.people > 0 or any(said.excepted for said in self.before.values())

    def _excepting(self) -> dict[str, forms.IntegerField]:
        """For each question, how many of the group said no and how many were not asked."""
        fields = {}
        for code, label in (*Jurisdiction.choices, *SCOPES):
            before = self.before.get(code, Said(ConsentAnswer.NOT_ASKED))
            fields[f"{code}_no"] = how_many(_("%(question)s: how many said no") % {"question": label}, before.said_no)
            fields[f"{code}_unasked"] = how_many(_("%(question)s: how many were not asked") % {"question": label}, before.unasked)
        return fields

    def exceptions(self) -> Iterator[dict[str, Any]]:
        """A row of the table of exceptions for each question."""
        for code, label in (*Jurisdiction.choices, *SCOPES):
            yield {"question": label, "fields": [self[f"{code}_no"], self[f"{code}_unasked"]]}

    def are_there_exceptions(self) -> bool:
        """The table stands open when there are any, or when something in it is wrong."""
        names = [name for name in self.fields if name.endswith(("_no", "_unasked"))]
        return any(self[name].value() not in (None, "", 0, "0") or self[name].errors for name in names)

    def _excepted(self, code: str) -> dict[str, Any]:
        """Beside a yes only: whoever said no as a whole group has nobody excepted."""
        if self.cleaned_data.get(code) != ConsentAnswer.YES:
            return {"said_no": 0, "unasked": 0}
        return {"said_no": self.cleaned_data.get(f"{code}_no") or 0, "unasked": self.cleaned_data.get(f"{code}_unasked") or 0}

    def _check_exceptions(self, code: str) -> None:
        given = self.cleaned_data
        told = (given.get(f"{code}_no") or 0) + (given.get(f"{code}_unasked") or 0)
        if told and given.get(code) in ("", ConsentAnswer.NOT_ASKED):
            self.add_error(f"{code}_no", _("Say above what the others of the group answered."))
        if told and given.get(code) == ConsentAnswer.YES and told >= self.people:
            told_of = _("The group is %d people. If nobody of them said yes, the answer is no, or not asked yet.") % self.people
            self.add_error(f"{code}_no", told_of)

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if day and (day > timezone.localdate() or day.year < 1900):
            raise forms.ValidationError(_("This date cannot be right. Write when the answer was given."))
        return day

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("basis") == Basis.PUBLIC and not given.get("because"):
            self.add_error("because", _("Say where it is public: a reader must be able to find it."))
        if given.get("until") and given.get("given_on") and given["until"] < given["given_on"]:
            self.add_error("until", _("It would have run out before it was given."))
        if self.has_exceptions:
            for code in self._asked():
                self._check_exceptions(code)

    def said_alike(self, before: dict[str, Said]) -> dict[str, Said]:
        """The answers of somebody who was asked together with this person, where theirs were others until now.

        What was not asked leaves what they said.
        """
        answers = {code: self.cleaned_data[code] or ConsentAnswer.NOT_ASKED for code in self._asked()}
        circumstances = self._circumstances()
        return {
            code: Said(answer, **circumstances)
            for code, answer in answers.items()
            if answer != ConsentAnswer.NOT_ASKED and answer != _stands(before, code)
        }

    def said(self) -> dict[str, Said]:
        """Answers that changed, with how and when they were given now; and words for answers that had none."""
        given, new = self.cleaned_data, {}
        circumstances = self._circumstances()
        for code in self._asked():
            answer = given[code] or ConsentAnswer.NOT_ASKED
            before = self.before.get(code, Said(ConsentAnswer.NOT_ASKED))
            lacked_words = answer != ConsentAnswer.NOT_ASKED and not before.how and given["how"]
            excepted = self._excepted(code)
            if answer != _stands(self.before, code) or lacked_words:
                new[code] = Said(answer, **circumstances, **excepted)
            elif excepted != {"said_no": before.said_no, "unasked": before.unasked}:
                told = {name: given[name] for name in ("how", "given_on") if given[name]}
                new[code] = replace(before, **told, **excepted)
        return new

    def _asked(self) -> list[str]:
        return [*Jurisdiction.values, *(code for code, _label in SCOPES)]

    def _circumstances(self) -> dict[str, Any]:
        circumstances = {name: self.cleaned_data[name] for name in HOW}
        return circumstances | {"basis": circumstances["basis"] or Basis.CONSENT}


def _stands(before: dict[str, Said], code: str) -> str:
    """What was said until now; what was taken back stands as a no."""
    answer = before[code].answer if code in before else ConsentAnswer.NOT_ASKED
    return ConsentAnswer.NO if answer == ConsentAnswer.WITHDRAWN else answer


class UnsafeToAskForm(forms.Form):
    """A safety decision of the staff: somebody cannot be asked, and what stands there may go on without."""

    governments = forms.MultipleChoiceField(
        label=gettext_lazy("For which governments?"), choices=Jurisdiction.choices, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(
        label=gettext_lazy("Why can they not be asked, and why does it harm nobody?"),
        max_length=500,
        validators=[no_invisible_characters],
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("It reaches governments and statistics alone: never a name, nothing in public."),
    )
    until = day(gettext_lazy("Until when does it count?"), help_text=gettext_lazy("Look at it again by then."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.helper = layout("governments", "because", "until")
