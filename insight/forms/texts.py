"""What readers of official texts send: a text and whom it is about, and what it says of each group."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.wording import today
from insight import terms
from insight.coding import Code
from insight.models import OfficialText, Reading
from insight.statuses import Recognition
from sanctions.models import ListEntry, WatchedList

LANGUAGES = [("en", _("English")), ("fr", _("French")), ("", _("Another"))]
ABOUT = 120  # letters around a word, proposed as a passage


class TextForm(forms.ModelForm):
    url = forms.URLField(label=_("Its address"), max_length=500, required=False, assume_scheme="https")
    watched_list = forms.ModelChoiceField(WatchedList.objects.all(), label=_("Whom it is about: which list"), empty_label=None)
    references = forms.CharField(
        label=_("Their numbers on that list"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As the publisher writes them, with blanks or commas between. One text may be about many."),
    )

    class Meta:
        model = OfficialText
        fields = ["title", "government", "kind", "language", "published_on", "url", "text"]
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}), "language": forms.Select(choices=LANGUAGES)}

    helper = layout("title", "government", "kind", "language", "published_on", "url", "watched_list", "references", "text")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        wanted = set(filter(None, re.split(r"[\s,;]+", told.get("references", ""))))
        entries = ListEntry.objects.filter(watched_list=told.get("watched_list"), reference__in=wanted)
        unknown = wanted - {entry.reference for entry in entries}
        if unknown:
            self.add_error("references", _now("Not on this list: %s") % ", ".join(sorted(unknown)[:10]))
        told["entries"] = entries
        return told

    def validate_unique(self) -> None:
        """The same text again gains the designations it lacked."""


class CodeForm(forms.Form):
    """One row for each group: what the text says, and where. Groups whose words occur come first, with a passage proposed."""

    def __init__(self, text: OfficialText, mine: Reading | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {coding.group: coding for coding in mine.codings.all()} if mine else {}
        proposed = proposals(text)
        groups = today().every("group")
        self.order = [*proposed, *(group for group in groups if group not in proposed)]
        self.found = len(proposed)
        for group in self.order:
            coded = said.get(group)
            label = groups[group]
            self.fields[f"{group}-says"] = forms.ChoiceField(
                label=label,
                choices=[(Recognition.ABSENT, _("Absent")), *Recognition.choices[:-1]],
                required=False,
                initial=coded.recognition if coded else Recognition.ABSENT,
            )
            self.fields[f"{group}-passage"] = forms.CharField(
                label=_now("The passage about: %s") % label,
                max_length=1000,
                required=False,
                initial=coded.passage if coded else proposed.get(group, ""),
            )

    def rows(self) -> Iterator[tuple[Any, Any]]:
        return ((self[f"{group}-says"], self[f"{group}-passage"]) for group in self.order)

    @property
    def rows_found(self) -> list[tuple[Any, Any]]:
        return list(self.rows())[: self.found]

    @property
    def rows_besides(self) -> list[tuple[Any, Any]]:
        return list(self.rows())[self.found :]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for group, recognition, passage in self._codes(told):
            if not passage and recognition:
                self.add_error(f"{group}-passage", _now("Copy the passage it rests on, word for word."))
        return told

    @property
    def codes(self) -> list[Code]:
        return list(self._codes(self.cleaned_data))

    def _codes(self, told: dict[str, Any]) -> Iterator[Code]:
        for group in self.order:
            says = told.get(f"{group}-says") or Recognition.ABSENT
            if says != Recognition.ABSENT:
                yield group, says, told.get(f"{group}-passage", "").strip()


def proposals(text: OfficialText) -> dict[str, str]:
    """The stretch around the first word of each group that occurs; people choose the passage."""
    found: dict[str, str] = {}
    for hit in terms.hits(text.text, text.language):
        if hit.group not in found:
            found[hit.group] = _around(text.text, hit.start, hit.end)
    return found


def _around(text: str, start: int, end: int) -> str:
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, start - ABOUT, 0)
    last = min(at for at in (text.find(". ", end), text.find("\n", end), end + ABOUT, len(text)) if at >= 0)
    while 0 < first < start and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    return text[first:last].strip()
