"""What a reviewer looks for in each part, and how it can read: our own words, about a country that does not exist."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.statuses import Section as Part


@dataclass(frozen=True)
class Guidance:
    looked_for: Promise
    sample: Promise


# fmt: off
GUIDANCE: dict[str, Guidance] = {
    Part.SUBJECTS: Guidance(
        _("That this person cannot be taken for another: all spellings, a birth date, each post with its dates."),
        _("Maro Ilyich Teskan, also written Teskán; born 1968; commander of the Orsa Mining Guard from April 2019; national of "
          "Veldonia."),
    ),
    Part.VICTIMS: Guidance(
        _("Who was attacked, and as what. That nobody can be recognised. A group is as good as a person."),
        _("“The fourteen”: fourteen women of the river villages; Indigenous; they guarded the spring."),
    ),
    Part.INCIDENTS: Guidance(
        _("What happened, in order, without adjectives; what was seen and what was heard said. Then each act by itself."),
        _("On 9 March 2022 four men of the Guard came to the school at Lower Orsa before lessons. They had a list. They took the "
          "teacher to the quarry; she was held there for nine days."),
    ),
    Part.EVIDENCE: Guidance(
        _("Where each fact comes from, and whether two sources are really two. Public things with their address."),
        _("“Order book of the Guard, page 12”: an official document, primary; photographed by a clerk, who may not be named."),
    ),
    Part.CLAIMS: Guidance(
        _("One fact in a sentence, short enough that a source shows all of it."),
        _("Maro Teskan signed the order of 7 March 2022 that fourteen women be kept at the quarry."),
    ),
    Part.CONSENT: Guidance(
        _("That each person was asked about each government, in their language, and knows that what is sent cannot be recalled."),
        _("Asked on 1 September 2022 by our lawyer, in Orsan; yes to Canada, no to the United States."),
    ),
    Part.ORGANISATION: Guidance(
        _("How close you are to what happened, and how you checked it."),
        _("We have worked in the river villages since 2014. Two of us spoke with seven of the women, one by one, in Orsan, and "
          "compared what they said with the order book."),
    ),
    Part.CONTRARY: Guidance(
        _("That you looked. A denial that is quoted does less harm than one that was left out."),
        _("The Guard says that nobody was held and that the women came to work. The order book calls them “kept”."),
    ),
    Part.REMEDIES: Guidance(
        _("Whether the state could have put it right, and what became of those who tried."),
        _("A complaint to the prosecutor of Orsa on 2 April 2022 was not registered; the lawyer who brought it was questioned."),
    ),
    Part.RISKS: Guidance(
        _("Who pays if this is known. The smallest detail that gives somebody away."),
        _("Only two people have seen page 12. Naming the page names the clerk."),
    ),
    Part.ELSEWHERE: Guidance(
        _("That no government gets it twice from us, and no promise is broken."),
        _("Sent to the embassy of Canada in May 2022 by a sister organisation; no answer yet."),
    ),
}
# fmt: on
