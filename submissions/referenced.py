"""Whom and what a recommendation refers to. Consent is asked of these people, and nothing of anybody else is exported.

What its dossier leaves out is not among it. Each reads a recommendation that `submissions.reading` has read whole.
"""

from collections.abc import Iterator

from cases import fact_base
from cases.models import Act, Claim, Command, Source, Victim
from submissions.models import Recommendation
from vault.sight import EVERYTHING, look_as


def referenced_acts(recommendation: Recommendation) -> list[Act]:
    """The acts that the subject is said to be responsible for, in the order in which they happened; not of victims left out."""
    left = recommendation.dossier.left_victims
    acts = fact_base.acts_of(recommendation.case, recommendation.subject_id)
    return [act for act in acts if act.victim_id not in left]


def referenced_victims(recommendation: Recommendation) -> list[Victim]:
    """Everybody harmed in one of these acts, each once."""
    harmed = {act.victim_id for act in referenced_acts(recommendation)}
    return [victim for victim in recommendation.case.victims.all() if victim.pk in harmed]


def referenced_claims(recommendation: Recommendation) -> Iterator[Claim]:
    """Every claim that still stands and that an element, or a sentence of the reasons, rests on; as often as it is used.

    One that rests on sources alone that are left out, or tells of people alone that are, falls with them.
    """
    for finding in recommendation.findings.all():
        yield from finding.standing_claims
    for sentence in recommendation.sentences.all():
        yield from sentence.standing_claims


def referenced_sources(recommendation: Recommendation) -> list[Source]:
    """The sources of these claims, each once, but for those that are left out."""
    left = recommendation.out.sources
    sources = {source.pk: source for claim in referenced_claims(recommendation) for source in claim.sources.all()}
    return [sources[key] for key in sorted(sources) if key not in left]


def commands_around(recommendation: Recommendation) -> list[Command]:
    """Who commands the subject, and whom they command, however far, among those named in this very case; nearest first.

    The register of who commands whom is of all cases. What another case alone names is never told.
    """
    named = {subject.pk: subject for subject in recommendation.case.subjects.all()}
    if len(named) < 2:
        return []
    with look_as(EVERYTHING):  # the same for everybody who signs, also for a liaison, who does not see the register
        left = list(Command.objects.filter(above__in=named, below__in=named).order_by("since", "pk"))
    known, around = {recommendation.subject_id}, []
    while near := [one for one in left if known & {one.above_id, one.below_id}]:
        known |= {key for one in near for key in (one.above_id, one.below_id)}
        left = [one for one in left if one not in near]
        around += near
    for one in around:
        one.above, one.below = named[one.above_id], named[one.below_id]
    return around
