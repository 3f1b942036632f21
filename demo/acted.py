"""One recommendation of the demonstration that was acted upon: judged the same by two, with a basis in ours.

Its dossier takes a second or two to build, so workers tell it, once the site is open.
"""

from cases.models import Case
from demo import recommendations
from demo.cases import COORDINATOR, REVIEWER, person, tell
from demo.stories import ACTED_ON
from insight import attribution, listing_days, working_out
from insight.statuses import Level
from submissions import judging, tracking
from submissions.models import Outcome, Recommendation
from submissions.statuses import Verdict

BASES = {
    COORDINATOR: "The list gives the rank that our second claim gives; nobody had published it before.",
    REVIEWER: "It was there ten weeks before. Rank and guard are written as we wrote them, and stand in no other source we know.",
}


def act() -> int:
    """From the note to the listing day, and the figures of all cases; returns how many outcomes are new: none the second time."""
    if Case.objects.filter(title=ACTED_ON.title).exists():
        return 0
    tell(ACTED_ON)
    ask = recommendations.send(recommendations.argue_and_sign(ACTED_ON.title), recommendations.SENT_ON)
    outcome = judged(ask)
    for email, basis in BASES.items():
        attribution.attribute(outcome, Level.BASIS, basis, by=person(email))
    listing_days.open_listing_days()
    working_out.work_out()
    return 1


def judged(ask: Recommendation) -> Outcome:
    """What the machine proposes of the list of 9 December, and the words of two on it."""
    tracking.watch_subject(ask.subject)
    candidate = ask.subject.candidates.get()
    for email in BASES:
        judging.judge(candidate, Verdict.SAME, by=person(email))
    return Outcome.objects.get(candidate=candidate)
