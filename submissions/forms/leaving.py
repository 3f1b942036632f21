"""What people write about a dossier that leaves or has left: why a leak is chance, how an office was told of a recall."""

from django import forms

from cases.validators import no_invisible_characters


class ClearForm(forms.Form):
    """Why something that the leak check found is chance."""

    because = forms.CharField(max_length=500, validators=[no_invisible_characters])


class RecallForm(forms.Form):
    """How an office was told that somebody took back what it has."""

    words = forms.CharField(max_length=500, validators=[no_invisible_characters])
