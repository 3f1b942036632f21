from django import template

from submissions.models import Recommendation
from submissions.public_words import Words, words_for

register = template.Library()


@register.filter
def public_words(ask: Recommendation) -> Words:
    """What a partner is told about it."""
    return words_for(ask)
