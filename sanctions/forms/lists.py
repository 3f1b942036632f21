"""What staff bring by hand: files of a publication, or words of a page."""

from pathlib import Path
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanctions.entries import ListSource
from sanctions.fetch import LARGEST
from sanctions.publications import MissingPart, parts_of

LONGEST_WORDS = 500_000


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class DropForm(forms.Form):
    """Files of one publication, or its words where a list is a page; and its day, if the files do not say it."""

    brought = FilesField(
        label=_("Files"),
        required=False,
        widget=SeveralFiles(attrs={"class": "form-control"}),
        help_text=_("As the publisher has them, unpacked."),
    )
    words = forms.CharField(
        label=_("Or the words of the page"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "class": "form-control"}),
        help_text=_("One person in each line: the name, a tab or a semicolon, the country."),
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}),
        help_text=_("Only if you know it from the publisher. What the file says of itself is used otherwise."),
    )

    def __init__(self, *args: Any, source: ListSource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        if "text" not in source.media or not source.by_hand:
            del self.fields["words"]

    def clean_brought(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["brought"]
        if sum(file.size for file in files) > LARGEST:
            raise forms.ValidationError(_("This is larger than any list has ever been."))
        return files

    def clean_published_on(self) -> Any:
        day = self.cleaned_data["published_on"]
        if day and day > timezone.now().date():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("brought") and not cleaned.get("words"):
            raise forms.ValidationError(_("Bring a file."))
        if cleaned.get("brought"):
            try:
                parts_of(self.source, [Path(file.name) for file in cleaned["brought"]])
            except MissingPart as problem:
                raise forms.ValidationError(str(problem)) from None
        return cleaned

    def lay_out(self, folder: Path) -> dict[str, Path]:
        """The parts as files in a folder of the caller's, whatever they were called where they came from."""
        if not self.cleaned_data["brought"]:
            path = folder / "words"
            path.write_text(self.cleaned_data["words"], encoding="utf-8")
            return {self.source.parts[0].name: path}
        named = parts_of(self.source, [Path(file.name) for file in self.cleaned_data["brought"]])
        laid = {}
        for number, (file, name) in enumerate(zip(self.cleaned_data["brought"], named, strict=True)):
            laid[name] = folder / str(number)
            with laid[name].open("wb") as sink:
                sink.writelines(file.chunks())
        return laid
