from collections.abc import Collection, Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Claim, Subject
from cases.validators import no_invisible_characters
from sanctions.mapping.check import Assessment
from sanctions.mapping.words import ProgrammeKind
from sanctions.mapping.words import Verdict as MappingVerdict
from sanctions.models import Criterion, Programme
from submissions import checks
from submissions.checks.sending import day_is_possible
from submissions.models import (
    Dossier,
    ElementFinding,
    PartnerApproval,
    Plan,
    Recommendation,
    Redaction,
)
from submissions.sections import sections_for
from submissions.statuses import Verdict


def layout(*fields: str | Div) -> FormHelper:
    """A crispy helper that leaves `<form>`, buttons and errors to the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class SubjectField(forms.ModelChoiceField):
    def show(self, subjects: Iterable[Subject]) -> None:
        self.choices = [(subject.pk, self.label_from_instance(subject)) for subject in subjects]

    def label_from_instance(self, subject: Subject) -> str:
        return " · ".join(name.text for name in subject.names.all()) or subject.reference


class CriterionField(forms.ModelChoiceField):
    """Criteria under their programmes; those that the mapping check proposes say so."""

    def show(self, criteria: Iterable[Criterion], proposed: Collection[str]) -> None:
        groups: dict[str, list[tuple[Any, Any]]] = {}
        for criterion in criteria:
            programme = criterion.programme
            head = f"{programme.authority.get_jurisdiction_display()} · {programme}"
            label = Truncator(criterion).chars(120)
            told = _now("proposed: %(criterion)s") % {"criterion": label} if criterion.code in proposed else label
            groups.setdefault(head, []).append((criterion.pk, told))
        self.choices = [("", _("Choose one")), *groups.items()]


class ProgrammesField(forms.ModelMultipleChoiceField):
    def show(self, programmes: Iterable[Programme]) -> None:
        self.choices = [(programme.pk, self.label_from_instance(programme)) for programme in programmes]


class Folded(Div):
    """Fields that few need, behind their name."""

    template = "submissions/_folded.html"

    def __init__(self, *fields: str, summary: str, **kwargs: Any) -> None:
        super().__init__(*fields, **kwargs)
        self.summary, self.is_open = summary, False

    def render(self, form: forms.BaseForm, *args: Any, **kwargs: Any) -> Any:
        """Open where something is chosen or wrong."""
        self.is_open = any(form[name].errors or form[name].value() for name in self.fields)
        return super().render(form, *args, **kwargs)


class DossierField(forms.ModelChoiceField):
    def label_from_instance(self, dossier: Dossier) -> str:
        return f"{dossier.reference} · {dossier.get_jurisdiction_display()}"


class OpenForm(forms.Form):
    """One ask: who, under what, what else is pleaded beside it, and in which dossier.

    It offers the law and the dossiers of one government, and accepts those of all whom this liaison asks.
    """

    subject = SubjectField(Subject.objects.none(), label=_("Who"), empty_label=None, widget=forms.RadioSelect)
    criterion = CriterionField(
        Criterion.objects.none(),
        label=_("Under which criterion"),
        help_text=_("The first programme we ask for. Others can be pleaded beside it."),
    )
    alternatives = ProgrammesField(
        Programme.objects.none(),
        label=_("Or else under"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Other laws of the same government."),
    )
    dossier = DossierField(
        Dossier.objects.none(),
        label=_("In which dossier"),
        required=False,
        empty_label=_("A new one"),
        help_text=_("One dossier can ask one government about several persons. One that was sent takes no more."),
    )

    def __init__(
        self,
        *args: Any,
        case: Case,
        government: str,
        jurisdictions: frozenset[str],
        dossiers: QuerySet[Dossier],
        proposed: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        criteria = Criterion.objects.can_be_argued().filter(programme__authority__jurisdiction__in=jurisdictions)
        programmes = Programme.objects.filter(is_open=True, authority__jurisdiction__in=jurisdictions)
        choices = {
            "subject": Subject.objects.filter(named_in__case=case),
            "criterion": criteria.select_related("programme__authority"),
            "alternatives": programmes,
            "dossier": dossiers.filter(jurisdiction=government),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        shown = choices["criterion"].filter(programme__authority__jurisdiction=government)
        beside = programmes.filter(authority__jurisdiction=government)
        self.fields["criterion"].show(shown.order_by("programme__code", "order"), proposed)  # type: ignore[attr-defined]
        self.fields["alternatives"].show(beside.order_by("name", "pk"))  # type: ignore[attr-defined]
        self.fields["subject"].show(case.subjects.all())  # type: ignore[attr-defined]
        folded = Folded("alternatives", summary=_now("Plead other laws of this government beside it"))
        self.helper = layout("subject", "criterion", folded, "dossier")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if criterion := cleaned.get("criterion"):
            for problem in checks.alternatives_fit(criterion, cleaned.get("alternatives", ())):
                self.add_error("alternatives", problem)
        return cleaned


def _preference(one: Assessment) -> tuple[bool, bool, bool]:
    """What is covered before what needs more, the general before what is for officials or one country alone."""
    programme = one.programme
    return one.verdict != MappingVerdict.CORE, programme.officials_only, programme.kind == ProgrammeKind.COUNTRY


class PlanForm(forms.Form):
    """One choice and one turn for each government that can be asked; nothing chosen is not asked."""

    embargo_until = forms.DateField(
        label=_("Nothing is sent before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    together = forms.BooleanField(label=_("Nothing is sent until all are signed by two"), required=False)
    note = forms.CharField(
        label=_("Why this order"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, found: Sequence[Assessment], plan: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.planned = {row.government: row for row in plan.asks.all()} if plan else {}
        for name in ("embargo_until", "together", "note"):
            self.fields[name].initial = getattr(plan, name, None)
        self.governments = dict.fromkeys(one.programme.government for one in found)
        ask_first = {name: self.fields.pop(name) for name in list(self.fields)}
        for government in self.governments:
            self.add_government(government, [one for one in found if one.programme.government == government])
        self.fields.update(ask_first)
        beside = [Div(f"criterion_{government}", f"turn_{government}", css_class="pair") for government in self.governments]
        self.helper = layout(*beside, *ask_first)

    def add_government(self, government: str, found: Sequence[Assessment]) -> None:
        """Programmes that can be argued, core ones first; what is proposed first is chosen unless a plan says otherwise."""
        best = sorted((one for one in found if one.can_be_argued), key=_preference)
        choices = [(one.programme.name, [(row.code, row.citation) for row in one.proposed]) for one in best if one.proposed]
        standing = self.planned.get(government)
        first = choices[0][1][0][0] if choices else ""
        chosen = (standing.criterion.code if standing else "") if self.planned else first
        name = found[0].programme.government_name
        self.fields[f"criterion_{government}"] = forms.ChoiceField(
            label=name, choices=[("", _("Not asked")), *choices], initial=chosen, required=False
        )
        self.fields[f"turn_{government}"] = forms.IntegerField(
            label=_now("Turn of %(government)s") % {"government": name},
            min_value=1,
            max_value=9,
            initial=standing.order if standing else 1,
        )

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("embargo_until", "together", "note")}

    def chosen(self) -> dict[str, tuple[int, Criterion]]:
        codes = {government: self.cleaned_data[f"criterion_{government}"] for government in self.governments}
        rows = Criterion.objects.select_related("programme__authority").in_bulk(filter(None, codes.values()), field_name="code")
        return {gov: (self.cleaned_data[f"turn_{gov}"], rows[code]) for gov, code in codes.items() if code}


class Written(forms.ModelForm):
    """A text that two people may have open at once: `seen` says what it was when this one was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class WordsForm(Written):
    """Why, whom, what speaks against; and a field for each section that this government wants to read."""

    class Meta:
        model = Recommendation
        fields = ["summary", "affected", "contrary"]
        widgets = {name: forms.Textarea(attrs={"rows": 5, "dir": "auto"}) for name in ("summary", "affected", "contrary")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {passage.section: passage.text for passage in self.instance.passages.all()}
        for section in sections_for(self.instance.dossier.jurisdiction):
            self.fields[section.code] = forms.CharField(
                label=str(section.heading),
                help_text=str(section.question),
                initial=said.get(section.code, ""),
                max_length=4000,
                required=False,  # half of it may be saved; the checks say what is missing
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )
        self.helper = layout(*self.fields)


class SentenceForm(forms.Form):
    """One sentence of the statement of reasons. Emptied, it goes."""

    text = forms.CharField(
        label=_("One sentence"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    claims = forms.ModelMultipleChoiceField(
        Claim.objects.none(), label=_("Claims that carry it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, standing: QuerySet[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].queryset = standing  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)


SentenceSet = forms.formset_factory(SentenceForm, extra=2, max_num=20)


class FindingForm(Written):
    class Meta:
        model = ElementFinding
        fields = ["statement", "claims"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            "claims": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.instance.recommendation.case.claims.filter(recanted_at=None)
        self.fields["claims"].queryset = standing  # type: ignore[attr-defined]
        self.helper = layout(*self.fields)


class SecondSignatureForm(forms.Form):
    law = forms.BooleanField(label=_("The law: each element is argued, and the facts carry it."), required=False)
    safety = forms.BooleanField(
        label=_("Safety: nobody can be recognised who must not be, also not by place or date."), required=False
    )
    consent = forms.BooleanField(label=_("Consent: everybody referenced has agreed to this government."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class JudgementForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices)


class RecallForm(forms.Form):
    """How an office was told that somebody took back what it has."""

    words = forms.CharField(max_length=500, validators=[no_invisible_characters])


class ClearForm(forms.Form):
    """Why something that the leak check found is chance."""

    because = forms.CharField(max_length=500, validators=[no_invisible_characters])


class RedactionForm(forms.ModelForm):
    """Words that the dossier does not say. They are looked at first, then kept."""

    words = forms.CharField(
        label=_("Words that are not said"),
        max_length=200,
        min_length=2,
        validators=[no_invisible_characters],
        help_text=_(
            "As whole words, in small or large letters, wherever they stand: in the text, in tables, in titles of exhibits."
        ),
    )

    class Meta:
        model = Redaction
        fields = ["hides", "instead"]

    field_order = ["words", "hides", "instead"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout(*self.fields)


class WaiverForm(forms.Form):
    """Why it cannot wait, or what the review found."""

    words = forms.CharField(max_length=2000, validators=[no_invisible_characters])


class ApprovalForm(forms.ModelForm):
    """How and when the partner said yes."""

    class Meta:
        model = PartnerApproval
        fields = ["how", "given_on"]

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if problems := list(day_is_possible(day)):
            raise forms.ValidationError(problems)
        return day
