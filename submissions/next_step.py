"""What somebody is told to do next with a recommendation: one act that stands out."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from submissions import policies
from submissions.models import Recommendation
from submissions.statuses import RecommendationStatus as S
from submissions.workflow import STEPS, open_actions

WAITING: dict[str, Promise] = {
    S.DRAFTING: gettext_lazy("The liaison for this government is still arguing it."),
    S.TO_SIGN: gettext_lazy("It waits for a second person, who reads it whole and answers for law, safety and consent."),
    S.APPROVED: gettext_lazy("Two persons signed it. The liaison for this government freezes and sends the dossier."),
    S.SENT: gettext_lazy("The official lists are compared with it every day. What they show is judged by two persons."),
    S.STOPPED: gettext_lazy("Nobody goes on with this recommendation."),
}


@dataclass(frozen=True)
class NextStep:
    """`url` with `label` is the act that stands out: a button (`post`) or the way to a page. `signs` brings the three ticks."""

    text: str
    label: str = ""
    url: str = ""
    post: bool = False
    signs: bool = False


def next_step(ask: Recommendation, user: Any, problems: list[str]) -> NextStep:
    """`problems` are those of `checks.problems_of`."""
    if ask.status == S.DRAFTING and policies.can_draft(user, ask):
        return _argue(ask, problems)
    if ask.status == S.TO_SIGN:
        return _sign(ask, user, problems)
    if ask.status == S.APPROVED and policies.can_send(user, ask):
        return _send(ask, problems)
    return NextStep(str(WAITING[ask.status]))


def _argue(ask: Recommendation, problems: list[str]) -> NextStep:
    if not problems:
        text = _("Nothing is missing. Your signature is the first of two.")
        return NextStep(text, *_step(ask, "propose"), post=True)
    count = len(problems)
    text = ngettext(
        "One thing is missing before it can be signed.", "%(count)s things are missing before it can be signed.", count
    ) % {"count": count}
    return NextStep(text, *_where_to_write(ask))


def _sign(ask: Recommendation, user: Any, problems: list[str]) -> NextStep:
    if user.pk in ask.signed_by:
        return NextStep(_("You signed it first. A second person has to read it whole and sign."))
    if problems or "approve" not in open_actions(ask, user):
        return NextStep(str(WAITING[S.TO_SIGN]))
    first = next((sign_off.person for sign_off in ask.sign_offs.all() if sign_off.voided_at is None), "")
    text = _("%(name)s signed first. If you have read it whole and stand behind it, sign as the second.") % {"name": first}
    return NextStep(text, *_step(ask, "approve"), post=True, signs=True)


def _send(ask: Recommendation, problems: list[str]) -> NextStep:
    if problems:
        return NextStep(_("Two persons signed it, but it may not be sent as it is."))
    text = _("Two persons signed it. Freeze a version of the dossier, have its files built, and record where it went.")
    return NextStep(text, _("Go to the dossier"), ask.dossier.get_absolute_url())


def _step(ask: Recommendation, action: str) -> tuple[str, str]:
    return str(STEPS[action].label), reverse("submissions:step", args=[ask.reference, action])


def _where_to_write(ask: Recommendation) -> tuple[str, str]:
    """The first page on which something is still to be written, if anything is."""
    if not all(words.strip() for words in (ask.summary, ask.affected, ask.contrary)):
        return _("Write why, whom and what speaks against"), reverse("submissions:write", args=[ask.reference])
    if ask.new_elements or any(finding.is_missing for finding in ask.findings.all()):
        return _("Argue the elements"), reverse("submissions:elements", args=[ask.reference])
    return "", ""
