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
    OutcomeKind.LISTED_OTHER_AUTHORITY: Words(_("Another office of the government listed them."), "good"),
    OutcomeKind.VISA_BAN_PUBLIC: Words(_("The government said in public that they may not enter."), "good"),
    OutcomeKind.VISA_BAN_UNNAMED: Words(
        _("The government barred people from entry and did not say whom. Nobody can tell from it.")
    ),
    OutcomeKind.BODY_INSTEAD: Words(_("The government listed their body, not them.")),
    OutcomeKind.PERSON_INSTEAD: Words(_("The government listed somebody of this body, not the body.")),
    OutcomeKind.ASSOCIATE: Words(_("The government listed somebody close to them, not them.")),
    OutcomeKind.SUPERIOR: Words(_("The government listed their superior, not them.")),
    OutcomeKind.LISTED_BEFORE_SENDING: Words(_("The government had listed them already when we sent it.")),
    OutcomeKind.LISTED_ORDER_UNKNOWN: Words(_("The government listed them. Whether before or after we sent it is not known.")),
    OutcomeKind.LISTED_ELSEWHERE: Words(_("Another government listed them. The one we asked has not acted so far.")),
    OutcomeKind.AMENDED: Words(_("The government changed what it published about them.")),
    OutcomeKind.REASONS_EXPANDED: Words(_("The government changed its published reasons.")),
    OutcomeKind.DELISTED: Words(_("The government took them off its list."), "wait"),
    OutcomeKind.RENEWED: Words(_("The government renewed the listing, or listed them again."), "good"),
    OutcomeKind.URGENT_LAPSED: Words(_("An urgent listing ended, and was not made lasting."), "wait"),
    OutcomeKind.DECLINED: Words(_("The government said that it will not act.")),
    OutcomeKind.PARLIAMENTARY_REPLY: Words(_("A minister answered a question about it in parliament.")),
    OutcomeKind.LAW_ENFORCEMENT: Words(_("Police or a court acted.")),
    OutcomeKind.OTHER_EFFECT: Words(_("Something else came of it."), "good"),
    OutcomeKind.NEGATIVE_EFFECT: Words(_("Somebody was harmed because of it. Please write to us if anybody needs help."), "wait"),
}


def words_for(ask: Recommendation) -> Words:
    """Reads prefetched outcomes."""
    outcome = next(iter(ask.outcomes.all()), None)
    return CAME_OF_IT[outcome.kind] if outcome else WORDS[ask.status]
