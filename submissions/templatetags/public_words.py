from collections.abc import Mapping
from typing import Any

from django import template

from cases.models import Case
from submissions.models import Recommendation
from submissions.public_words import Further, Words, further_words, words_for

register = template.Library()


@register.filter
def public_words(ask: Recommendation) -> Words:
    """What a partner is told about it."""
    return words_for(ask)


@register.simple_tag(takes_context=True)
def words_of_sent(context: Mapping[str, Any], cases: Any) -> dict[int, Further]:
    """For a case or many of them: what a partner is told of those of which something was sent; `of` takes it out."""
    return further_words([cases] if isinstance(cases, Case) else cases, context["user"])


@register.filter
def of(words: dict[int, Further], case: Case) -> Further | None:
    return words.get(case.pk)
