"""What a partner is told about its cases once they were argued: in plain words, and never more than the own case tells."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case
from cases.statuses import CaseStatus
from submissions.models import Outcome, Recommendation
from submissions.outcome_kinds import LISTED
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


@dataclass(frozen=True)
class Further:
    """What stands in a list instead of “accepted”, once something was sent: no government is named, the page behind it does."""

    sentence: Promise
    next: Promise
    who: Promise
    tone: str = "good"


SENT = Further(
    _("It was sent to a government. None has acted so far."),
    _("The coalition compares the official lists with it every day. You get a notice when something moves."),
    _("The government"),
)
MOVED = Further(
    _("It was sent to a government, and something came of it."),
    _("“See what came of it” says what, and when."),
    _("The government"),
    "",
)
ACTED = Further(
    _("A government has acted."),
    _("“See what came of it” says which one, when, and under which law."),
    _("Nobody"),
)


def further_words(cases: Iterable[Case], reader: User) -> dict[int, Further]:
    """By the keys of those accepted cases of which something was sent. One query for any number."""
    accepted = [case.pk for case in cases if case.status == CaseStatus.ACCEPTED]
    outcomes = Outcome.objects.standing().filter(recommendation=OuterRef("pk")).order_by().values("kind")
    sent = Recommendation.objects.visible_to(reader).sent().filter(case__in=accepted)
    kinds: dict[int, set[str]] = defaultdict(set)
    for case, found in sent.annotate(kinds=ArraySubquery(outcomes)).values_list("case", "kinds"):
        kinds[case].update(found)
    return {case: further(found) for case, found in kinds.items()}


def further(kinds: Collection[str]) -> Further:
    """By the kinds of what stands as its outcomes."""
    if not LISTED.isdisjoint(kinds):
        return ACTED
    return MOVED if kinds else SENT


def words_for(ask: Recommendation) -> Words:
    """Reads prefetched outcomes."""
    outcome = next(iter(ask.outcomes.all()), None)
    return CAME_OF_IT[outcome.kind] if outcome else WORDS[ask.status]
