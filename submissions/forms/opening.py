"""Which government is asked about whom: one recommendation, or a plan of several."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.models import Case, Subject
from sanctions.mapping.check import Assessment
from sanctions.mapping.words import ProgrammeKind
from sanctions.mapping.words import Verdict as MappingVerdict
from sanctions.models import Criterion, Programme
from submissions import checks
from submissions.models import Dossier, Plan


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
