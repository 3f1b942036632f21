"""New rows of the reference data: what is told of each, and below what it is put."""

import re
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanctions.countries import NAMES_OF
from sanctions.forms.reference import RowForm
from sanctions.mapping.facts import NOT_KNOWN, ORDINARY, RIGHTS_SEEKER
from sanctions.mapping.words import ProgrammeKind, VocabularyName
from sanctions.models import Authority, ConductRule, Criterion, Element, Programme, Sourced, Term
from sanctions.querysets import ELSEWHERE
from sanctions.sources import SOURCES

SAID = ("source", "checked_on")
OF_LAW = re.compile(r"[A-Z]{2}-[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
OF_WORDS = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST = 30  # code of a word, as the narrowest table has room for it
NOTHING_CHOSEN = ("", "---------")


class AddForm(RowForm):
    """A row that is not there yet. It is not verified: somebody reads it in its source, and then changes it to say so."""

    seen = None  # type: ignore[assignment]

    def __init__(self, *args: Any, below: Any, **kwargs: Any) -> None:
        self.below = below
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("Why it is added")
        self.begin()
        self.order_fields([name for name in self.fields if name not in (*SAID, "why")])
        self.lay_out()

    def begin(self) -> None:
        """What depends on the row above."""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.taken(code):
            raise forms.ValidationError(
                _("This code was given already. A code is given once, and stays given where the row is closed.")
            )
        return code

    def taken(self, code: str) -> bool:
        return bool(type(self.instance)._base_manager.filter(code__iexact=code).exists())


def begins_with(government: str) -> str:
    return _("Begin with %(start)s, then letters, digits and hyphens.") % {"start": f"{government.upper()}-"}


def of_law(code: str, government: str) -> str:
    if not OF_LAW.fullmatch(code) or not code.startswith(f"{government.upper()}-") or code.lower().endswith(ELSEWHERE):
        raise forms.ValidationError(begins_with(government))
    return code


class AddProgramme(AddForm):
    """Below a government. A regime for one country says which; rules of conduct can be begun from another's."""

    like = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Covers the same conduct as"),
        required=False,
        help_text=_(
            "Its rules of conduct are copied as a draft, not verified. Where it has none, a regime for a country is for a person"
            " to argue, and any other programme covers nothing."
        ),
    )

    class Meta:
        model = Programme
        fields = [
            "authority",
            "code",
            "name",
            "kind",
            "country",
            "legal_basis",
            "reach",
            "takes_persons",
            "takes_bodies",
            "officials_only",
            "consequence",
            "list_slug",
            "list_code",
            *SAID,
        ]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}

    field_order = [*Meta.fields[:10], "like", *Meta.fields[10:]]

    def begin(self) -> None:
        self.fields["code"].help_text = begins_with(self.below.code)
        authorities = Authority.objects.filter(jurisdiction=self.below.code)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.fields["authority"].label = _("Who designates")
        of_government = Programme.objects.filter(authority__jurisdiction=self.below.code)
        self.fields["like"].queryset = of_government.exclude(conduct_rules=None).order_by("code")  # type: ignore[attr-defined]
        countries = sorted(((code, names[0]) for code, names in NAMES_OF.items()), key=itemgetter(1))
        self.fields["country"] = _choice(Programme, "country", [NOTHING_CHOSEN, *countries])
        lists = [(slug, slug) for slug in sorted(SOURCES) if slug.startswith(f"{self.below.code}-")]
        self.fields["list_slug"] = _choice(Programme, "list_slug", [("", _("on none that we read")), *lists])

    def clean_code(self) -> str:
        return of_law(super().clean_code(), self.below.code)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_country = cleaned.get("kind") == ProgrammeKind.COUNTRY
        if is_country != bool(cleaned.get("country")):
            self.add_error("country", _("A country regime names its country, and no other programme does."))
        if not (cleaned.get("takes_persons") or cleaned.get("takes_bodies")):
            self.add_error("takes_persons", _("Say whether persons or bodies can be named under it, or both."))
        return cleaned

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "like"}


class AddCriterion(AddForm):
    """Below a programme, with its elements."""

    elements = forms.CharField(
        label=_("Its elements"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Each thing that has to be shown on a line of its own. A criterion without elements cannot be argued."),
    )

    class Meta:
        model = Criterion
        fields = ["code", "citation", "wording", "modes", "conduct", "needs_role", *SAID]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}

    field_order = [*Meta.fields[:3], "elements", *Meta.fields[3:]]

    def begin(self) -> None:
        self.fields["code"].help_text = begins_with(self.below.authority.jurisdiction)

    def clean_code(self) -> str:
        return of_law(super().clean_code(), self.below.authority.jurisdiction)

    def clean_elements(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["elements"].splitlines() if line.strip()]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "elements"}


class AddElement(AddForm):
    """Below a criterion, at its end."""

    class Meta:
        model = Element
        fields = ["text", *SAID]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}


class AddConductRule(AddForm):
    """Below a programme, for a kind of conduct on which it says nothing yet."""

    class Meta:
        model = ConductRule
        fields = ["conduct", "verdict", "needs", "words", *SAID]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}

    def begin(self) -> None:
        said = self.below.conduct_rules.values("conduct")
        self.fields["conduct"] = _choice(ConductRule, "conduct", _terms(VocabularyName.CONDUCT, without=said))


class AddTerm(AddForm):
    """Into a vocabulary, at its end. What it counts as is what the mapping check makes of it."""

    class Meta:
        model = Term
        fields = ["code", "label", "definition", "counts_as", "legal_hook", "model_sentence", "aliases", *SAID]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}

    def begin(self) -> None:
        self.fields["code"].help_text = _("Small letters, digits and single underscores. Nobody reads it: they read the label.")
        if self.below == VocabularyName.ABUSE:
            none = ("", _("None of these; no programme covers it by itself"))
            self.fields["counts_as"] = _choice(Term, "counts_as", [none, *_terms(VocabularyName.CONDUCT)])
        elif self.below == VocabularyName.ROLE:
            self.fields["counts_as"] = _choice(Term, "counts_as", COUNTS_AS_ROLE)
        else:
            del self.fields["counts_as"]

    def taken(self, code: str) -> bool:
        return Term.objects.filter(vocabulary=self.below, code__iexact=code).exists()

    def clean_code(self) -> str:
        code = super().clean_code()
        if not OF_WORDS.fullmatch(code):
            raise forms.ValidationError(_("Small letters, digits and single underscores, beginning with a letter."))
        if len(code) > LONGEST:
            raise forms.ValidationError(_("At most %(most)s letters."), params={"most": LONGEST})
        return code


COUNTS_AS_ROLE = [
    (ORDINARY, _("None of these")),
    (RIGHTS_SEEKER, _("Somebody who sought rights or exposed illegal acts")),
    (NOT_KNOWN, _("Not known")),
]


def _choice(model: type[Sourced], name: str, choices: list[Any]) -> forms.ChoiceField:
    field: Any = model._meta.get_field(name)
    return forms.ChoiceField(label=str(field.verbose_name).capitalize(), choices=choices, required=not field.blank)


def _terms(vocabulary: str, without: Any = ()) -> list[tuple[str, str]]:
    terms = Term.objects.filter(vocabulary=vocabulary, is_open=True).exclude(code__in=without)
    return [(term.code, term.label) for term in terms]
