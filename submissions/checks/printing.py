"""Which texts no printed face can show, in sentences."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from submissions.exporters import faces
from submissions.models import Recommendation

QUOTED = 60  # characters of a text that a sentence repeats


def can_be_printed(words: object) -> Iterator[str]:
    """A sentence for each text within JSON values that has a letter no face has."""
    for text, signs in faces.unprintable(dict.fromkeys(faces.texts_in(words))):
        yield _("“%(text)s” cannot be printed: our faces have no %(signs)s. Write it in other letters.") % {
            "text": visible(Truncator(text).chars(QUOTED)),
            "signs": ", ".join(f"“{visible(sign)}”" for sign in signs[:5]),
        }


def visible(text: str) -> str:
    """Control characters by their number, as they would otherwise not be seen."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"U+{ord(sign):04X}" for sign in text)


def words_can_be_printed(recommendation: Recommendation) -> Iterator[str]:
    """The words of the recommendation itself; what else the dossier says is tried when it is frozen."""
    subject = recommendation.subject
    findings = recommendation.findings.all()
    yield from can_be_printed(
        [
            *(getattr(recommendation, name) for name in ("summary", "affected", "contrary")),
            *(name.text for name in subject.names.all()),
            *(finding.statement for finding in findings),
            *(claim.text for finding in findings for claim in finding.standing_claims),
        ]
    )
