"""What a partner is told about a recommendation from one of its cases: in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from submissions.models import Recommendation
from submissions.statuses import OutcomeKind
from submissions.statuses import RecommendationStatus as S


@dataclass(frozen=True)
class Words:
    sentence: Promise
    tone: str = ""


IN_WRITING = Words(_("The coalition is writing it. Nothing has been sent."))
WORDS: dict[str, Words] = {
    S.DRAFTING: IN_WRITING,
    S.TO_SIGN: Words(_("The coalition has written it, and a second person is checking it. Nothing has been sent.")),
    S.APPROVED: Words(_("Two people of the coalition stand behind it. It has not been sent yet.")),
    S.SENT: Words(_("It was sent. The government has not acted so far; we compare its lists every day.")),
    S.STOPPED: Words(_("The coalition does not go on with it. Nothing was sent.")),
}
# What an outcome says, once there is one.
CAME_OF_IT: dict[str, Words] = {
    OutcomeKind.LISTED_SAME_PROGRAMME: Words(_("The government listed them, under the law we named."), "good"),
    OutcomeKind.LISTED_OTHER_PROGRAMME: Words(_("The government listed them, under another law than the one we named."), "good"),
    OutcomeKind.LISTED_BEFORE_SENDING: Words(_("The government had listed them already when we sent it.")),
}


def words_for(ask: Recommendation) -> Words:
    """Reads prefetched outcomes."""
    outcome = next(iter(ask.outcomes.all()), None)
    return CAME_OF_IT[outcome.kind] if outcome else WORDS[ask.status]
