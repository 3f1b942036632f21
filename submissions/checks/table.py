"""The table of what must hold of a recommendation, each check with its reason and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from submissions import reading
from submissions.checks import argument, case, leaks, legal, printing, safety
from submissions.models import Recommendation


@dataclass(frozen=True)
class Check:
    """`find` gives a sentence for each thing that is not as it should be; `reason` why it matters, `remedy` what to do."""

    find: Callable[[Recommendation], Iterator[str]]
    reason: Promise
    remedy: Promise
    is_blocking: bool = True


@dataclass(frozen=True)
class Found:
    check: Check
    sentence: str
    is_waived: bool = False

    @property
    def may_wait(self) -> bool:
        return self.check.find in MAY_WAIT

    @property
    def blocks(self) -> bool:
        return self.check.is_blocking and not self.is_waived


def problems_of(recommendation: Recommendation) -> Iterator[str]:
    """What has to be put right before anything is signed or leaves, read anew; in sentences."""
    return problems_in(reading.anew(recommendation))


def problems_in(recommendation: Recommendation) -> Iterator[str]:
    """The same of one that was read whole a moment ago."""
    return (found.sentence for found in found_in(recommendation) if found.blocks)


def found_in(recommendation: Recommendation) -> Iterator[Found]:
    """Everything that the table finds in a recommendation that was read whole, blocking or not, each with its check."""
    for check in CHECKS:
        sentences = list(check.find(recommendation))
        is_waived = bool(sentences) and check.find in MAY_WAIT and recommendation.has_waiver
        yield from (Found(check, sentence, is_waived) for sentence in sentences)


CHECKS: tuple[Check, ...] = (
    Check(
        case.case_stands,
        gettext_lazy("What a partner or the coalition took back may not be sent."),
        gettext_lazy("Stop this recommendation, or have the case accepted again."),
    ),
    Check(
        case.partner_is_safe,
        gettext_lazy("What leaves now could harm those who told us."),
        gettext_lazy("A coordinator speaks with them, and says so; then it goes on."),
    ),
    Check(
        case.nothing_open_from_partner,
        gettext_lazy("The partner knows the facts, and says that one of them changed."),
        gettext_lazy("A coordinator reads what changed and deals with it; then look at your words again."),
    ),
    Check(
        safety.safety_was_judged_lately,
        gettext_lazy("What was safe three months ago need not be now."),
        gettext_lazy("Open it again; whoever signs as the second judges safety anew."),
    ),
    Check(
        legal.subject_is_named,
        gettext_lazy("An authority names somebody in law: without a name and a nationality it cannot."),
        gettext_lazy("Ask the partner; staff send a question about “Who is responsible”."),
    ),
    Check(
        legal.conduct_is_recorded,
        gettext_lazy("Each of these laws asks what was done, when, and how this subject is responsible for it."),
        gettext_lazy("Ask the partner to record the act, and how the subject took part in it."),
    ),
    Check(
        legal.law_allows_it,
        gettext_lazy("The law itself bars it; no argument helps."),
        gettext_lazy("Stop this recommendation and open one under the law that the sentence names."),
    ),
    Check(
        argument.words_are_there,
        gettext_lazy("Officials read these words first, and courts read them last. Hiding what speaks against costs trust."),
        gettext_lazy("Write them under “Why, whom, and what speaks against”."),
    ),
    Check(
        argument.passages_are_there,
        gettext_lazy("Officials of this government look for it, and lay a paper aside that lacks it."),
        gettext_lazy("Write it under “Why, whom, and what speaks against”."),
    ),
    Check(
        argument.words_fit_the_facts,
        gettext_lazy("Your words were written on what the case and the law said then."),
        gettext_lazy("Read what changed, mend your words if they need it, and say that they hold."),
    ),
    Check(
        argument.elements_are_argued,
        gettext_lazy("A designation falls in court at the element that nobody showed."),
        gettext_lazy("Argue the element, and tick the claims that carry it."),
    ),
    Check(
        legal.two_sources_carry_it,
        gettext_lazy("One voice can be mistaken, and can be recognised."),
        gettext_lazy("Rest the elements on claims with another source, or ask the partner for one."),
    ),
    Check(
        case.consent_covers,
        gettext_lazy("People decide who learns of them, government by government."),
        gettext_lazy("Ask the partner to ask them; or leave out the claims that rest on them."),
    ),
    Check(
        safety.sources_may_be_shown,
        gettext_lazy("The partner says that this source is not for officials: it may lead them to somebody."),
        gettext_lazy("Leave out the claims that rest on it, or ask the partner."),
    ),
    Check(
        legal.reasons_may_be_shown,
        gettext_lazy("The reasons are published, and the Court has laid before whoever is designated what carries them."),
        gettext_lazy(
            "Rest the sentence on a source that may be shown, or leave it out; or ask the partner, and whoever spoke, to agree."
        ),
    ),
    Check(
        leaks.exhibits_may_leave,
        gettext_lazy("A file can hold what nobody has looked for: a name, a place, a program."),
        gettext_lazy("Wait for its copy, or have somebody who reviews decide about it; or leave out the claims that rest on it."),
    ),
    Check(
        printing.words_can_be_printed,
        gettext_lazy("A letter that no face has would be an empty box in the file."),
        gettext_lazy("Write the passage in other letters."),
    ),
    Check(
        legal.mapping_warns,
        gettext_lazy("The texts of the law say so, or the practice of this government does."),
        gettext_lazy("Answer it in the argument, or ask another government."),
        is_blocking=False,
    ),
    Check(
        legal.criterion_was_proposed,
        gettext_lazy("The recorded modes of liability lead elsewhere."),
        gettext_lazy("Check the criterion, or the modes of liability in the case."),
        is_blocking=False,
    ),
    Check(
        legal.reasons_can_be_published,
        gettext_lazy("The Council publishes the reasons, and the Court annuls what nothing disclosable carries."),
        gettext_lazy(
            "Rest the sentence on a claim with an open source, or leave it out: confidential testimony is context only."
        ),
        is_blocking=False,
    ),
    Check(
        argument.elements_rest_on_more_than_one,
        gettext_lazy("A reader should know where it is thin."),
        gettext_lazy("Tick another claim that rests on another source, if there is one."),
        is_blocking=False,
    ),
    Check(
        safety.risks_were_told,
        gettext_lazy("Whoever lives there knows it first."),
        gettext_lazy("Ask the partner by a message before it is signed, and think of what to leave out."),
        is_blocking=False,
    ),
    Check(
        safety.more_than_one_house_speaks,
        gettext_lazy("Officials trust what two who do not know each other found."),
        gettext_lazy("Tick a claim that something from elsewhere carries: a court, the United Nations, the press."),
        is_blocking=False,
    ),
    Check(
        legal.subject_can_be_told_apart,
        gettext_lazy("Whoever is listed must be one and no other: banks stop people of the same name."),
        gettext_lazy("Ask the partner for a date of birth, or another mark; look at all entries of the register."),
        is_blocking=False,
    ),
    Check(
        legal.groups_are_named,
        gettext_lazy("Governments almost never name the people harmed. What the text does not name, they cannot repeat."),
        gettext_lazy("Use the model sentence under “Affected persons and groups”, unless naming them would harm them."),
        is_blocking=False,
    ),
)
# What two persons may waive for tonight (`submissions.services.tonight`): completeness, and the gate of two sources.
MAY_WAIT = frozenset({
    legal.subject_is_named, legal.conduct_is_recorded, argument.words_are_there, argument.passages_are_there,
    argument.elements_are_argued, legal.two_sources_carry_it,
})  # fmt: skip
