from django import template

from submissions import judging
from submissions.models import Candidate, Outcome, Recommendation

register = template.Library()


@register.filter
def would_be(ask: Recommendation, candidate: Candidate) -> Outcome:
    """The outcome that two judgements "same" would write, not saved: for the days it would tell."""
    return judging.outcome_of(ask, candidate)
