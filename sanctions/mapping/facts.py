"""What the mapping check looks at: plain values, told by whoever knows the case."""

from dataclasses import dataclass

# How a victim's role counts, as the vocabulary of roles says.
RIGHTS_SEEKER, NOT_KNOWN, ORDINARY = "rights_seeker", "unknown", ""

# What a text can say of conduct, and the words by which it is found.
MARKERS = {
    "widespread": ("widespread", "large-scale", "large scale"),
    "systematic": ("systematic", "systemic", "pattern of", "as a policy"),
    "concern": ("serious concern",),
}


@dataclass(frozen=True)
class ActFacts:
    """One act: the kinds of conduct it counts as, the modes of the subject in it, the victim's role, and when it ended."""

    conduct: frozenset[str]
    modes: frozenset[str]
    role: str = NOT_KNOWN
    when: str = ""  # a year, a month or a day


@dataclass(frozen=True)
class Facts:
    """One subject in one case. Countries by their codes; `listed_by` are codes of governments that listed the subject already."""

    is_body: bool
    is_official: bool
    nationalities: frozenset[str]
    countries: frozenset[str]
    acts: tuple[ActFacts, ...]
    listed_by: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()

    @property
    def conduct(self) -> frozenset[str]:
        return frozenset().union(*(act.conduct for act in self.acts))


def markers_in(text: str) -> frozenset[str]:
    """Which of the words that the law of Canada and of the Union asks for stand in a text."""
    folded = text.casefold()
    return frozenset(marker for marker, words in MARKERS.items() if any(word in folded for word in words))


def kinds_of(abuse_counts_as: str, *, role: str, groups: frozenset[str], abuse: str) -> frozenset[str]:
    """The kinds of conduct of one act. Attacks on land defenders are read from whom they hit, not from the abuse alone."""
    kinds = {abuse_counts_as} - {""}
    attacked_for_land = role == "environment_land_defender" and kinds
    land_of_people = "indigenous_peoples" in groups and abuse in ("land_or_resource_dispossession", "forced_displacement")
    if attacked_for_land or land_of_people:
        kinds.add("land_defenders")
    return frozenset(kinds)
