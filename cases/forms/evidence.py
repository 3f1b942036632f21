from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import layout
from cases import media_types
from cases.disks import DISK_IS_FULL
from cases.statuses import Shows
from cases.uploads import LIMIT, ReceivedFile


def disk_is_full() -> str:
    return f"{DISK_IS_FULL} " + _(
        "Nothing of this file was kept, and nothing else was lost. Tell the coalition, and send it again later."
    )


class MarkForm(forms.Form):
    """What staff say that a file shows; what whoever sent it said stands there at first."""

    shows = forms.MultipleChoiceField(
        label=gettext_lazy("Does it show any of these?"),
        choices=Shows.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = layout("shows")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        max_length=255,
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty: there is nothing in it to keep."),
        },
    )

    shows = forms.MultipleChoiceField(
        label=gettext_lazy("Does it show any of these?"),
        choices=Shows.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Then it stays veiled until somebody decides to open it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit, kinds = filesizeformat(LIMIT), ", ".join(media_types.ENDINGS)
        field = self.fields["file"]
        field.help_text = _("One of: %(kinds)s. Without scripts, in one piece, at most %(limit)s.") % {
            "limit": limit,
            "kinds": kinds,
        }
        field.widget.attrs["accept"] = ",".join(f".{ending}" for ending in media_types.ENDINGS)
        self.helper = layout("file", "shows")

    def clean_file(self) -> ReceivedFile:
        received: ReceivedFile = self.cleaned_data["file"]
        if received.too_large:
            raise forms.ValidationError(
                _("This file is larger than %(limit)s. Nothing of it was kept. Send a shorter or smaller version, or ask us.")
                % {"limit": filesizeformat(LIMIT)}
            )
        if received.disk_is_full:
            raise forms.ValidationError(disk_is_full())
        self.media_type = media_types.media_type_of(received.name or "", received.head)
        if not self.media_type:
            raise forms.ValidationError(
                _("This kind of file cannot be received, or it is not what its name says. Nothing of it was kept.")
            )
        return received
