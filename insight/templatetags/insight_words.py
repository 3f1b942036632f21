from collections.abc import Mapping
from typing import Any

from django import template

from cases.words import label

register = template.Library()


@register.filter
def group_label(code: str) -> str:
    return label("group", code)


@register.filter
def before_colon(words: Any) -> str:
    """The word itself, of a label that goes on to explain it."""
    return str(words).partition(":")[0]


@register.filter
def of(counts: Mapping[str, Any], key: str) -> Any:
    """A value of a mapping whose key is known only here."""
    return counts.get(key, 0)


@register.filter
def percent(part: float) -> str:
    return f"{part:.0%}"
