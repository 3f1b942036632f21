"""What people call governments, kinds of subject and ways of sending in a spreadsheet."""

from accounts.roles import Jurisdiction
from cases.models import Subject
from submissions.statuses import Channel

GOVERNMENTS = {
    Jurisdiction.UNITED_STATES: "us|usa|united states|united states of america|washington|state department|ofac|treasury",
    Jurisdiction.UNITED_KINGDOM: "uk|gb|united kingdom|britain|great britain|london|fcdo|fco",
    Jurisdiction.CANADA: "ca|can|canada|ottawa|gac|global affairs canada",
    Jurisdiction.EUROPEAN_UNION: "eu|european union|brussels|eeas|council of the eu",
}
KINDS = {
    Subject.Kind.PERSON: "person|individual|natural person|p",
    Subject.Kind.BODY: "organisation|organization|body|entity|company|unit|o",
}
CHANNELS = {
    Channel.PORTAL: "portal|web form|website|upload",
    Channel.EMAIL: "email|e-mail|mail|encrypted e-mail|encrypted email",
    Channel.BY_HAND: "by hand|hand|meeting|in person",
    Channel.POST: "post|letter|courier",
}


def meant(word: str, among: dict) -> str:
    """The code that a word stands for; "" when nobody knows it."""
    said = " ".join(word.casefold().replace(".", "").split())
    return next((str(code) for code, words in among.items() if said in words.split("|")), "")
