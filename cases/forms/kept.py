"""A form filled again with what was typed in it before, and what differs when two people wrote in one entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext as _


def as_sent(fields: Mapping[str, list[str]]) -> QueryDict:
    """What was kept, in the shape in which a browser would send it."""
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, values)
    return sent


def without_errors(form: Any) -> Any:
    """Half of a form may be typed. Nothing is wrong with that until somebody saves it, so nothing is checked."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
    posts = getattr(form, "posts", None)
    if posts is not None:
        posts._non_form_errors, posts._errors = ErrorList(), [{} for _post in posts.forms]
        for post in posts.forms:
            without_errors(post)
    return form


@dataclass(frozen=True)
class Side:
    """One question that two people answered differently."""

    label: str
    theirs: str
    mine: str


def differing(form: Any) -> list[Side]:
    """What stands in the entry now beside what was typed, for each question where they differ."""
    sides = [_side(form, name) for name in form.fields if not form[name].is_hidden]
    return [*(side for side in sides if side.theirs != side.mine), *_posts(form)]


def _side(form: forms.BaseForm, name: str) -> Side:
    field = form.fields[name]
    there = form.get_initial_for_field(field, name)
    typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return Side(str(field.label), _in_words(field, there), _in_words(field, typed))


def _in_words(field: Any, value: Any) -> str:
    values = value if isinstance(value, list | tuple | set) else [value]
    keys = sorted(str(getattr(one, "pk", one)) for one in values if one not in (None, ""))
    if isinstance(value, bool) or isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if hasattr(field, "choices"):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        return ", ".join(labels.get(key, key) for key in keys)
    return ", ".join(keys).replace("\r\n", "\n")


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _posts(form: Any) -> list[Side]:
    posts = getattr(form, "posts", None)
    if posts is None:
        return []
    theirs = [_of_post(post.title, post.body, post.since, post.until) for post in posts.queryset]
    names = ("title", "body", "since", "until")
    mine = [_of_post(*(form.data.get(post.add_prefix(name), "") for name in names)) for post in posts.forms]
    sides = Side(_("Posts they held"), "\n".join(filter(None, theirs)), "\n".join(filter(None, mine)))
    return [sides] if sides.theirs != sides.mine else []


def _of_post(*parts: str) -> str:
    return ", ".join(filter(None, parts))
