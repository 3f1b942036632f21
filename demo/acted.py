"""One recommendation of the demonstration that was acted upon: judged the same by two, with a basis in ours.

Its dossier takes a second or two to build, so workers tell it, once the site is open.
"""

from datetime import date

from cases.models import Case
from cases.vocabularies import VictimGroup
from demo import recommendations
from demo.cases import COORDINATOR, REVIEWER, person, tell
from demo.stories import ACTED_ON
from insight import attribution, coding, listing_days, working_out
from insight.statuses import Level, Recognition
from submissions import judging, tracking
from submissions.models import Candidate, Outcome, Recommendation
from submissions.statuses import Verdict

BASES = {
    COORDINATOR: "The list gives the rank that our second claim gives; nobody had published it before.",
    REVIEWER: "It was there ten weeks before. Rank and guard are written as we wrote them, and stand in no other source we know.",
}

RELEASE = {
    "government": "us",
    "title": "Four names from Veldonia (an invented text)",
    "published_on": date(2022, 12, 9),
    "text": "Bel Xanthery, Deputy Commander of the Orsa Mining Guard, is designated today. Under his command women who wash gold "
    "at Varnisk were kept behind a fence and made to work without pay. The trade union of the region was banned in 2019.",
}
READ = (
    (VictimGroup.WOMEN, Recognition.EXPLICIT, "women who wash gold at Varnisk"),
    (VictimGroup.WORKERS, Recognition.CONTEXTUAL, "The trade union of the region was banned"),
)


def act() -> int:
    """From the note to the listing day, and the figures of all cases; returns how many outcomes are new: none the second time."""
    if Case.objects.filter(title=ACTED_ON.title).exists():
        return 0
    tell(ACTED_ON)
    ask = recommendations.send(recommendations.argue_and_sign(ACTED_ON.title), recommendations.SENT_ON)
    outcome = judged(ask)
    for email, basis in BASES.items():
        attribution.attribute(outcome, Level.BASIS, basis, by=person(email))
    read_what_was_said(outcome)
    listing_days.open_listing_days()
    working_out.work_out()
    return 1


def read_what_was_said(outcome: Outcome) -> None:
    """A text of that day, read alike by two; a third can still read it."""
    entry = Candidate.objects.get(outcomes=outcome).entry
    text = coding.add_text(RELEASE, [entry], by=person(COORDINATOR))
    for email in BASES:
        coding.read_text(text, READ, by=person(email))


def judged(ask: Recommendation) -> Outcome:
    """What the machine proposes of the list of 9 December, and the words of two on it."""
    tracking.watch_subject(ask.subject)
    candidate = ask.subject.candidates.get()
    for email in BASES:
        judging.judge(candidate, Verdict.SAME, by=person(email))
    return Outcome.objects.get(candidate=candidate)
