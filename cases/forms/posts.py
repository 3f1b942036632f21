"""The posts a subject held: a few rows below the subject's own form."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from cases.forms.fields import line
from cases.forms.items import dates_widget
from cases.models import Position, Subject
from cases.validators import not_before


class PostForm(forms.ModelForm):
    class Meta:
        model = Position
        fields = ["title", "body", "since", "until"]
        widgets = {"title": line(), "body": line(), "since": dates_widget(), "until": dates_widget()}
        help_texts = {"until": gettext_lazy("Leave it empty if they hold it still, or if you do not know.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    @property
    def helper(self) -> FormHelper:
        """Made when it is drawn: the set adds its own fields after the form was made."""
        return layout(*(name for name in self.fields if name not in {"DELETE"} or self.instance.pk))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title") and any(cleaned.get(name) for name in ("body", "since", "until")):
            self.add_error("title", _("Which post or rank was it?"))
        if cleaned.get("since") and cleaned.get("until") and not not_before(cleaned["since"], cleaned["until"]):
            self.add_error("until", _("It cannot have ended before it began."))
        return cleaned


class Posts(forms.BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("They never held this post: remove it")


PostFormSet = forms.inlineformset_factory(Subject, Position, form=PostForm, formset=Posts, extra=1, max_num=20, can_delete=True)
