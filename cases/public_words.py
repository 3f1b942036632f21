"""What a partner is told about where a case stands: in plain words, with what happens next and who must act."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.statuses import CaseStatus as S

YOU = _("You")
COALITION = _("The coalition")
NOBODY = _("Nobody")


@dataclass(frozen=True)
class Words:
    sentence: Promise
    next: Promise
    who: Promise
    tone: str = ""


WORDS: dict[str, Words] = {
    S.NOTED: Words(
        _("Your first note has arrived."),
        _("Somebody of the coalition answers, usually within five working days. Nothing more is needed from you until then."),
        COALITION,
    ),
    S.DRAFT: Words(
        _("The coalition asks you for the full case. You are writing it."),
        _("Fill in the parts in any order, at any time. Only your organisation can change them. Then file the case."),
        YOU,
        "wait",
    ),
    S.FILED: Words(
        _("You filed this case. It waits for somebody of the coalition to take it up."),
        _("Two people of the coalition read it. They usually write within five working days."),
        COALITION,
    ),
    S.IN_REVIEW: Words(
        _("Somebody of the coalition is checking this case."),
        _("They may ask you questions, or a second person decides whether the coalition goes on with it."),
        COALITION,
    ),
    S.RETURNED: Words(
        _("The coalition has a question for you."),
        _("Answer it here. The part it is about is open again, so that you can change it."),
        YOU,
        "wait",
    ),
    S.ACCEPTED: Words(
        _("The coalition accepted this case."),
        _("It is argued only before governments for which people have given consent. You get a notice when something moves."),
        COALITION,
        "good",
    ),
    S.DECLINED: Words(
        _("The coalition cannot go on with this case."),
        _("The letter says why. What you wrote stays yours; you can write a new first note at any time."),
        NOBODY,
    ),
    S.WITHDRAWN: Words(
        _("You withdrew this case."),
        _("Nothing that was not yet sent will be sent. You can write a new first note at any time."),
        NOBODY,
    ),
    S.ELSEWHERE: Words(
        _("This was recommended before this desk was used. The dossier was made elsewhere."),
        _("The official lists are compared with it every day. You get a notice when something moves."),
        COALITION,
    ),
}


def words_for(case: Any) -> Words:
    return WORDS[case.status]


# What stands above the words that went with a step.
LETTERS: dict[str, Promise] = {
    "go_on": _("What the coalition wrote with its answer"),
    "return": _("What the coalition wrote with its questions"),
    "accept": _("What the coalition wrote when it accepted the case"),
    "decline": _("Why the coalition cannot go on"),
    "answer": _("What you wrote with your answers"),
    "withdraw": _("What you wrote when you withdrew the case"),
}


def letter_heading(action: str) -> Promise:
    return LETTERS.get(action, _("A letter"))
