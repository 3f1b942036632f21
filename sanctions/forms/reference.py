"""The editor of reference data: one form for each table, made of the fields that may be edited."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanctions.mapping.words import Verdict, VocabularyName
from sanctions.models import Authority, ConductRule, Criterion, Element, Government, Programme, Sourced, Term

SAID = ("source", "checked_on", "verified")
# What may be edited, table by table. Codes are for ever and order is the law's own, so neither is here.
TABLES: dict[str, tuple[type[Sourced], tuple[str, ...]]] = {
    "government": (Government, ("name", "practice", "recency_years", "access")),
    "authority": (Authority, ("name",)),
    "programme": (
        Programme,
        (
            "name",
            "legal_basis",
            "reach",
            "takes_persons",
            "takes_bodies",
            "officials_only",
            "consequence",
            "list_slug",
            "list_code",
            "is_open",
        ),
    ),
    "criterion": (Criterion, ("citation", "wording", "modes", "conduct", "needs_role", "is_open")),
    "element": (Element, ("text",)),
    "conductrule": (ConductRule, ("verdict", "needs", "words")),
    "term": (Term, ("label", "definition", "legal_hook", "model_sentence", "aliases", "is_open")),
}
TRANSLATED = ("label", "definition", "model_sentence")


class RowForm(forms.ModelForm):
    """What a row says, where that is written, on which day somebody looked, and why it is changed."""

    why = forms.CharField(label=_("Why it is changed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("rows", 3)
        if "verified" in self.fields:
            self.fields["verified"].help_text = _("Tick it only if you have read these very words in the source.")
        self.add_modes()
        self.add_translations()
        self.lay_out()

    def lay_out(self) -> None:
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields)

    def add_modes(self) -> None:
        if "modes" in self.fields:
            terms = Term.objects.filter(vocabulary=VocabularyName.MODE)
            self.fields["modes"] = forms.MultipleChoiceField(
                label=_("Modes of liability that lead to it"),
                choices=[(term.code, term.label) for term in terms],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def add_translations(self) -> None:
        """One field for each language of the site but the first, and each word that is translated."""
        self.translated = {}
        if not isinstance(self.instance, Term):
            return
        for code, language in settings.LANGUAGES[1:]:
            for name in TRANSLATED:
                label = f"{self.fields[name].label} ({language})"
                said = self.instance.translations.get(code, {}).get(name, "")
                widget = forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"})
                self.fields[f"{name}_{code}"] = forms.CharField(label=label, required=False, initial=said, widget=widget)
                self.translated[f"{name}_{code}"] = (code, name)

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future. Write the day on which you looked."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.CONDITIONAL and not cleaned.get("needs"):
            self.add_error("needs", _("Say what more has to be shown, or choose another answer above."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """The row's new values, without what is said about the change itself."""
        apart = {"why", "seen", *self.translated}
        told = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if self.translated:
            told["translations"] = self.translations()
        return told

    def translations(self) -> dict[str, dict[str, str]]:
        said: dict[str, dict[str, str]] = {}
        for field, (code, name) in self.translated.items():
            if value := self.cleaned_data[field]:
                said.setdefault(code, {})[name] = value
        return said


def form_for(table: str) -> type[RowForm]:
    """The form of a table. Raises `KeyError` for one that is not edited here."""
    model, fields = TABLES[table]
    widgets: dict[str, type[forms.Widget] | forms.Widget] = {"checked_on": forms.DateInput(attrs={"type": "date"})}
    made: Any = forms.modelform_factory(model, form=RowForm, fields=[*fields, *SAID], widgets=widgets)
    return made  # type: ignore[no-any-return]
