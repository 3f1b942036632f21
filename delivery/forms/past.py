from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import Jurisdiction
from delivery.forms.layout import in_two_columns, layout
from delivery.models import PastImport
from delivery.past.columns import FACTS
from delivery.past.days import Order, as_people_read_it
from delivery.past.known import USUAL
from delivery.past.tables import LARGEST, Table
from sanctions.models import Programme


class SpreadsheetForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An Excel workbook (.xlsx) or CSV. Its first sheet is read; its first row says what each column is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("file")

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(_("The spreadsheet is larger than 10 MB. Divide it."))
        return self.cleaned_data["file"]


class ColumnsForm(forms.Form):
    """A choice of column for each fact, and what holds where a row says nothing."""

    order = forms.ChoiceField(label=_("A day such as 03/04/2019 means"), choices=Order.choices, initial=Order.DAY_FIRST)
    partner_elsewhere = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Where no partner is named, it was"),
        empty_label=None,
        help_text=_("The partner sees what came of it."),
    )

    def __init__(self, *args: Any, past: PastImport, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not in this spreadsheet")), *_columns_of(table, past.columns.get("sent_on"))]
        for fact in FACTS:
            self.fields[fact.code] = forms.TypedChoiceField(
                label=str(fact.label),
                choices=choices,
                coerce=int,
                empty_value=None,
                initial=past.columns.get(fact.code, ""),
                required=fact.is_needed,
            )
        organisations = Organisation.objects.order_by("-is_coalition", "name")
        self.fields["partner_elsewhere"].queryset = organisations  # type: ignore[attr-defined]
        coalition = organisations.values_list("pk", flat=True).first()
        self.fields["partner_elsewhere"].initial = past.choices.get("partner") or coalition
        self.fields["order"].initial = past.choices.get("order", Order.DAY_FIRST)
        self._add_programmes(past)
        needed = [fact.code for fact in FACTS if fact.is_needed]
        others = [fact.code for fact in FACTS if not fact.is_needed]
        rest = [name for name in self.fields if name not in (*needed, *others)]
        self.helper = layout(
            Fieldset(_("What each row must say"), in_two_columns(*needed)),
            Fieldset(_("What it may say"), in_two_columns(*others)),
            Fieldset(_("Where a row says nothing"), in_two_columns(*rest)),
        )

    def _add_programmes(self, past: PastImport) -> None:
        """Under which law of each government it was asked where the row does not say: a person's word, not a guess."""
        rows = Programme.objects.filter(authority__jurisdiction__in=Jurisdiction.values).select_related("authority")
        for government, label in Jurisdiction.choices:
            mine = [row for row in rows if row.authority.jurisdiction == government]
            usual = next((row.pk for row in mine if row.code == USUAL[government]), None)
            self.fields[f"programme_{government}"] = forms.TypedChoiceField(
                label=_now("Where no programme is named, %(government)s was asked under") % {"government": label},
                choices=[(row.pk, row.name) for row in mine],
                coerce=int,
                initial=past.choices.get("programmes", {}).get(government, usual),
            )

    def columns(self) -> dict[str, int]:
        found = {fact.code: self.cleaned_data[fact.code] for fact in FACTS}
        return {code: place for code, place in found.items() if place is not None}

    def choices(self) -> dict[str, Any]:
        told = self.cleaned_data
        programmes = {government: told[f"programme_{government}"] for government in Jurisdiction.values}
        return {"partner": told["partner_elsewhere"].pk, "order": told["order"], "programmes": programmes}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[int, str] = {}
        for fact in FACTS:
            place = cleaned.get(fact.code)
            if place is not None and seen.setdefault(place, fact.code) != fact.code:
                self.add_error(fact.code, _("Another fact is in this column already."))
        return cleaned


def _columns_of(table: Table, days: int | None) -> list[tuple[int, str]]:
    """Each column by its heading, with the first word that stands in it."""
    shown = []
    for place, heading in enumerate(table.headings):
        sample = next((cells[place] for _, cells in table.rows if cells[place]), "")
        sample = as_people_read_it(sample) if place == days else sample
        label = heading or _now("Column %(number)d") % {"number": place + 1}
        shown.append((place, f"{label} ({Truncator(sample).chars(30)})" if sample else label))
    return shown
