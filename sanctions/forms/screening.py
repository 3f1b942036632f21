"""What staff may ask the lists: one person or body by whatever is known, or a table of many."""

from io import BytesIO
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from sanctions.entries import Kind
from sanctions.matching.facts import facts_from
from sanctions.matching.lines import Refused
from sanctions.matching.tables import Asked, UnreadTable, read_table, read_workbook

LARGEST, MOST_ROWS = 5_000_000, 1_000


class ScreenForm(forms.Form):
    names = forms.CharField(
        label=_("Names"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Each name of this one person or body on a line of its own, in any script."),
    )
    kind = forms.ChoiceField(
        label=_("A person or a body?"), choices=[(Kind.PERSON, _("A person")), (Kind.ORGANISATION, _("A body, unit or company"))]
    )
    born = forms.CharField(label=_("Born"), required=False, max_length=40, help_text=_("1971, 1971-05 or 1971-05-03."))
    country = forms.CharField(label=_("Country"), required=False, max_length=100)
    table = forms.FileField(
        label=_("Or a table of many"),
        required=False,
        help_text=_(
            "A workbook (.xlsx) or a table saved as CSV. Its first row says what each column is: Name, Born, Country, Kind."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        """`asked` is whom to look for, `refused` the rows that could not be read."""
        cleaned = super().clean() or {}
        names = [line.strip() for line in cleaned.get("names", "").splitlines() if line.strip()]
        if cleaned.get("table"):
            rows = self._rows(cleaned["table"])
        elif names:
            said = {"names": names, "birth_dates": cleaned.get("born"), "countries": cleaned.get("country")}
            rows = [Asked("", facts_from({"kind": cleaned.get("kind", Kind.PERSON), **said}))]
        else:
            raise forms.ValidationError(_("Write a name, or choose a table."))
        cleaned["asked"] = [row for row in rows if isinstance(row, Asked)]
        cleaned["refused"] = [row for row in rows if isinstance(row, Refused)]
        return cleaned

    def _rows(self, table: Any) -> list[Asked | Refused]:
        if table.size > LARGEST:
            raise forms.ValidationError(_("The table is larger than 5 MB."))
        body = b"".join(table.chunks())
        try:
            rows = read_workbook(BytesIO(body)) if body.startswith(b"PK") else read_table(body.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not a table of text. Save the spreadsheet as CSV in UTF-8.")) from None
        except UnreadTable as problem:
            raise forms.ValidationError(str(problem)) from None
        if len(rows) > MOST_ROWS:
            raise forms.ValidationError(
                _("The table has %(rows)d rows, and a page can wait for %(most)d. Divide it, or use the command `screen`."),
                params={"rows": len(rows), "most": MOST_ROWS},
            )
        return rows
