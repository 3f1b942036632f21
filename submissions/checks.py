"""What must hold before a recommendation is signed or a dossier leaves: a table of checks, each with its sentence.

Checked when the first person signs, again when the second does, when the version is frozen and when
a delivery is recorded: consent may be withdrawn at any moment in between. docs/dossier.md tells them in words.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Subject, Victim
from cases.statuses import CaseStatus, Coverage
from sanctions.models import Criterion, Programme
from submissions import content, legal_checks, reading, safety_checks
from submissions.covered import uncovered
from submissions.leak_checks import exhibits_may_leave, leaks_are_dealt_with
from submissions.models import Dossier, DossierVersion, Recommendation
from submissions.printing import can_be_printed, words_can_be_printed
from submissions.statuses import RecommendationStatus

SIGNED = (RecommendationStatus.APPROVED, RecommendationStatus.SENT)
NOT_AGREED = gettext_lazy("%(who)s has not agreed to this government: %(government)s.")
NOT_COVERED = {
    Coverage.SOME_REFUSED: gettext_lazy(
        "Some of %(who)s said no to this government: %(government)s. Give them a pseudonym of their own, or leave the group out."
    ),
    Coverage.SOME_UNASKED: gettext_lazy(
        "Some of %(who)s were not asked about this government: %(government)s. Ask them, or give them a pseudonym of their own."
    ),
    Coverage.WITHDRAWN: gettext_lazy("%(who)s has taken back what was agreed for this government: %(government)s."),
    Coverage.EXPIRED: gettext_lazy("What %(who)s agreed to for this government has run out: %(government)s. Ask again."),
}


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


class NotReady(Exception):
    """Something is missing; `problems` are sentences that say what and whose."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


def require(problems: Iterator[str]) -> None:
    """Raises `NotReady` with every problem at once."""
    if found := list(problems):
        raise NotReady(found)


def require_ready(recommendation: Recommendation) -> None:
    """Of one that was read whole a moment ago. Raises `NotReady`."""
    require(problems_in(recommendation))


def require_dossier_ready(dossier: Dossier, asks: list[Recommendation]) -> None:
    """Every recommendation in it, as `content.asked_in` read them, must be ready and signed by two. Raises `NotReady`."""
    require(problems_of_dossier(dossier, asks))


def require_deliverable(version: DossierVersion) -> None:
    """A version may leave while it is still what the dossier says and its files are there. Raises `NotReady`."""
    require(problems_of_version(version))


def require_current(version: DossierVersion) -> None:
    """The dossier still says what was frozen, and could be sent. Raises `NotReady`."""
    require(problems_of_content(version))


def require_handed_out(version: DossierVersion) -> None:
    """What was not sent is read by nobody outside until the leak check is done with. Raises `NotReady`."""
    require(leaks_are_dealt_with(version))


def require_ticks(ticks: dict[str, bool]) -> None:
    """The second signer answers for three things, each by a tick. Raises `NotReady`."""
    if not all(ticks.get(name) for name in ("law", "safety", "consent")):
        raise NotReady([_("Tick law, safety and consent, each after you have checked it; or open the recommendation again.")])


def problems_of_version(version: DossierVersion) -> Iterator[str]:
    yield from problems_of_content(version)
    if not version.has_all_files:
        yield _("The files of this version are not finished yet.")
    else:
        yield from leaks_are_dealt_with(version)


def problems_of_content(version: DossierVersion) -> Iterator[str]:
    asks = content.asked_in(version.dossier)
    yield from problems_of_dossier(version.dossier, asks)
    if version.sha256 != content.fingerprint(content.content_of(version.dossier, asks, number=version.number)):
        yield _("The dossier has changed since version %(number)s was frozen. Freeze it again.") % {"number": version.number}


def problems_of_dossier(dossier: Dossier, asks: list[Recommendation]) -> Iterator[str]:
    if dossier.made_elsewhere:
        return (yield _("This dossier was made before this desk was used. Nothing of it is here to be frozen or sent."))
    for ask in asks:
        yield from problems_in(ask)
        yield from is_as_signed(ask)
    if not asks:
        yield _("There is no recommendation in this dossier that could be sent.")
    yield from can_be_printed(content.content_of(dossier, asks, number=0))


def is_as_signed(recommendation: Recommendation) -> Iterator[str]:
    """Two signatures stand, and both are of what it says now; of one that was read whole a moment ago."""
    ask = {"ask": recommendation.reference}
    if recommendation.status not in SIGNED:
        yield _("%(ask)s is not signed by two persons yet.") % ask
        return
    now = content.fingerprint(content.signed_content_of(recommendation))
    if {signature.sha256 for signature in recommendation.sign_offs.all() if signature.voided_at is None} == {now}:
        return
    if recommendation.status == RecommendationStatus.SENT:
        yield _("%(ask)s was sent, and the case has changed since. Argue it anew, in a new dossier.") % ask
    else:
        yield _("%(ask)s is no longer what was signed: the case has changed since. Open it again and have it signed anew.") % ask


def alternatives_fit(criterion: Criterion, alternatives: Iterable[Programme]) -> Iterator[str]:
    """A dossier goes to one government, which can act under its own law alone."""
    for programme in alternatives:
        if programme.pk == criterion.programme_id:
            yield _("This is the programme you ask for first; choose another beside it, or none.")
        elif programme.authority.jurisdiction != criterion.programme.authority.jurisdiction:
            yield _("“%(programme)s” is a law of another government. Ask that government in a recommendation of its own.") % {
                "programme": programme
            }


def can_be_opened(case: Case, subject: Subject, jurisdiction: str, dossier: Dossier | None) -> Iterator[str]:
    if case.status != CaseStatus.ACCEPTED:
        yield _("Only an accepted case can be argued.")
    if not case.subjects.filter(pk=subject.pk).exists():
        yield _("The case does not name this person or body.")
    if dossier is not None:
        yield from fits_into(dossier, subject, jurisdiction)


def fits_into(dossier: Dossier, subject: Subject, jurisdiction: str) -> Iterator[str]:
    if dossier.jurisdiction != jurisdiction:
        yield _("This dossier goes to another government.")
    if dossier.deliveries.exists():
        yield _("This dossier was sent already.")
    if dossier.recommendations.filter(subject=subject).exists():
        yield _("This dossier has a recommendation about them already.")


def can_be_written(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.status != RecommendationStatus.DRAFTING:
        yield _("It is now “%(status)s”. What was signed cannot be changed: open it again first, and both sign anew.") % {
            "status": recommendation.get_status_display()
        }


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


def case_stands(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.status != CaseStatus.ACCEPTED:
        yield _("The case %(case)s is no longer accepted: it is now “%(status)s”.") % {
            "case": recommendation.case.reference,
            "status": recommendation.case.get_status_display(),
        }


def partner_is_safe(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.is_paused:
        yield _(
            "The partner says that they are no longer safe. Everything of theirs waits until a coordinator has spoken with them."
        )


def nothing_open_from_partner(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.has_open_correction:
        yield _("The partner has said that something in the case changed. A coordinator must deal with that first.")


def words_are_there(recommendation: Recommendation) -> Iterator[str]:
    if not recommendation.summary.strip():
        yield _("Say why this person and why now.")
    if not recommendation.affected.strip():
        yield _("Say which persons and groups were affected.")
    if not recommendation.contrary.strip():
        yield _("Say what speaks against, or where you searched and found nothing.")


def elements_are_argued(recommendation: Recommendation) -> Iterator[str]:
    findings = list(recommendation.findings.all())
    for finding in findings:
        if not finding.statement.strip():
            yield _("Element “%(element)s”: say how the facts meet it.") % {"element": finding.element}
        if not finding.standing_claims:
            yield _("Element “%(element)s”: no claim that still stands carries it.") % {"element": finding.element}
    for element in recommendation.new_elements:
        yield _("Element “%(element)s” was added to the law after this was opened: say how the facts meet it.") % {
            "element": element
        }
    if not findings:
        yield _("This criterion has no elements yet. Somebody who edits the reference data must write them first.")


def consent_covers(recommendation: Recommendation) -> Iterator[str]:
    """The narrowest consent wins: of everybody referenced, what they said must cover this very government today."""
    for person, verdict in uncovered(recommendation):
        name = _("“%s”") % person if isinstance(person, Victim) else _("The source “%s”") % person
        yield NOT_COVERED.get(verdict, NOT_AGREED) % {
            "who": name,
            "government": recommendation.dossier.get_jurisdiction_display(),
        }


CHECKS: tuple[Check, ...] = (
    Check(
        case_stands,
        gettext_lazy("What a partner or the coalition took back may not be sent."),
        gettext_lazy("Stop this recommendation, or have the case accepted again."),
    ),
    Check(
        partner_is_safe,
        gettext_lazy("What leaves now could harm those who told us."),
        gettext_lazy("A coordinator speaks with them, and says so; then it goes on."),
    ),
    Check(
        nothing_open_from_partner,
        gettext_lazy("The partner knows the facts, and says that one of them changed."),
        gettext_lazy("A coordinator reads what changed and deals with it; then look at your words again."),
    ),
    Check(
        safety_checks.safety_was_judged_lately,
        gettext_lazy("What was safe three months ago need not be now."),
        gettext_lazy("Open it again; whoever signs as the second judges safety anew."),
    ),
    Check(
        legal_checks.subject_is_named,
        gettext_lazy("An authority names somebody in law: without a name and a nationality it cannot."),
        gettext_lazy("Ask the partner; staff send a question about “Who is responsible”."),
    ),
    Check(
        legal_checks.conduct_is_recorded,
        gettext_lazy("Each of these laws asks what was done, when, and how this subject is responsible for it."),
        gettext_lazy("Ask the partner to record the act, and how the subject took part in it."),
    ),
    Check(
        legal_checks.law_allows_it,
        gettext_lazy("The law itself bars it; no argument helps."),
        gettext_lazy("Stop this recommendation and open one under the law that the sentence names."),
    ),
    Check(
        words_are_there,
        gettext_lazy("Officials read these words first, and courts read them last. Hiding what speaks against costs trust."),
        gettext_lazy("Write them under “Why, whom, and what speaks against”."),
    ),
    Check(
        legal_checks.passages_are_there,
        gettext_lazy("Officials of this government look for it, and lay a paper aside that lacks it."),
        gettext_lazy("Write it under “Why, whom, and what speaks against”."),
    ),
    Check(
        legal_checks.words_fit_the_facts,
        gettext_lazy("Your words were written on what the case and the law said then."),
        gettext_lazy("Read what changed, mend your words if they need it, and say that they hold."),
    ),
    Check(
        elements_are_argued,
        gettext_lazy("A designation falls in court at the element that nobody showed."),
        gettext_lazy("Argue the element, and tick the claims that carry it."),
    ),
    Check(
        legal_checks.two_sources_carry_it,
        gettext_lazy("One voice can be mistaken, and can be recognised."),
        gettext_lazy("Rest the elements on claims with another source, or ask the partner for one."),
    ),
    Check(
        consent_covers,
        gettext_lazy("People decide who learns of them, government by government."),
        gettext_lazy("Ask the partner to ask them; or leave out the claims that rest on them."),
    ),
    Check(
        safety_checks.sources_may_be_shown,
        gettext_lazy("The partner says that this source is not for officials: it may lead them to somebody."),
        gettext_lazy("Leave out the claims that rest on it, or ask the partner."),
    ),
    Check(
        legal_checks.reasons_may_be_shown,
        gettext_lazy("The reasons are published, and the Court has laid before whoever is designated what carries them."),
        gettext_lazy(
            "Rest the sentence on a source that may be shown, or leave it out; or ask the partner, and whoever spoke, to agree."
        ),
    ),
    Check(
        exhibits_may_leave,
        gettext_lazy("A file can hold what nobody has looked for: a name, a place, a program."),
        gettext_lazy("Wait for its copy, or have somebody who reviews decide about it; or leave out the claims that rest on it."),
    ),
    Check(
        words_can_be_printed,
        gettext_lazy("A letter that no face has would be an empty box in the file."),
        gettext_lazy("Write the passage in other letters."),
    ),
    Check(
        legal_checks.mapping_warns,
        gettext_lazy("The texts of the law say so, or the practice of this government does."),
        gettext_lazy("Answer it in the argument, or ask another government."),
        is_blocking=False,
    ),
    Check(
        legal_checks.criterion_was_proposed,
        gettext_lazy("The recorded modes of liability lead elsewhere."),
        gettext_lazy("Check the criterion, or the modes of liability in the case."),
        is_blocking=False,
    ),
    Check(
        legal_checks.reasons_can_be_published,
        gettext_lazy("The Council publishes the reasons, and the Court annuls what nothing disclosable carries."),
        gettext_lazy(
            "Rest the sentence on a claim with an open source, or leave it out: confidential testimony is context only."
        ),
        is_blocking=False,
    ),
    Check(
        legal_checks.elements_rest_on_more_than_one,
        gettext_lazy("A reader should know where it is thin."),
        gettext_lazy("Tick another claim that rests on another source, if there is one."),
        is_blocking=False,
    ),
    Check(
        safety_checks.risks_were_told,
        gettext_lazy("Whoever lives there knows it first."),
        gettext_lazy("Ask the partner by a message before it is signed, and think of what to leave out."),
        is_blocking=False,
    ),
    Check(
        safety_checks.more_than_one_house_speaks,
        gettext_lazy("Officials trust what two who do not know each other found."),
        gettext_lazy("Tick a claim that something from elsewhere carries: a court, the United Nations, the press."),
        is_blocking=False,
    ),
    Check(
        legal_checks.subject_can_be_told_apart,
        gettext_lazy("Whoever is listed must be one and no other: banks stop people of the same name."),
        gettext_lazy("Ask the partner for a date of birth, or another mark; look at all entries of the register."),
        is_blocking=False,
    ),
    Check(
        legal_checks.groups_are_named,
        gettext_lazy("Governments almost never name the people harmed. What the text does not name, they cannot repeat."),
        gettext_lazy("Use the model sentence under “Affected persons and groups”, unless naming them would harm them."),
        is_blocking=False,
    ),
)
# What two persons may waive for tonight (`submissions.signing`): completeness, and the gate of two sources.
MAY_WAIT = frozenset({
    legal_checks.subject_is_named, legal_checks.conduct_is_recorded, words_are_there, legal_checks.passages_are_there,
    elements_are_argued, legal_checks.two_sources_carry_it,
})  # fmt: skip
