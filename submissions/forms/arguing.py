"""The words of a recommendation: the passages, the elements, the reasons."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import layout
from cases.models import Claim
from submissions.models import ElementFinding, Recommendation
from submissions.sections import sections_for


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
