from django import template

from submissions import judging
from submissions.models import Candidate, Outcome, Recommendation

register = template.Library()


@register.filter
def would_be(ask: Recommendation, candidate: Candidate) -> Outcome:
    """The outcome that two judgements "same" would write, not saved: for the days it would tell."""
    code, change = judging.programme_of(ask, candidate)
    not_before, not_after = change.interval
    return Outcome(recommendation=ask, candidate=candidate, programme_code=code, not_before=not_before, not_after=not_after)
