"""The life of a recommendation. It ends with SENT: being acted on is read from its outcomes, never set."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Record
from audit.steps import Step, take_step
from submissions import policies
from submissions.models import Recommendation
from submissions.statuses import RecommendationStatus as S

# fmt: off
STEPS = {
    "propose": Step({S.DRAFTING},                         S.TO_SIGN,  policies.can_draft, _("Sign it as the first")),
    "approve": Step({S.TO_SIGN},                          S.APPROVED, policies.can_sign,  _("Sign as the second")),
    "reopen":  Step({S.TO_SIGN, S.APPROVED},              S.DRAFTING, policies.can_stop,  _("Open it again")),
    "send":    Step({S.APPROVED},                         S.SENT,     policies.can_send,  _("Record that it was sent")),
    "stop":    Step({S.DRAFTING, S.TO_SIGN, S.APPROVED},  S.STOPPED,  policies.can_stop,  _("Stop it")),
}
# fmt: on


def move(recommendation: Recommendation, action: str, *, by: User) -> Record:
    """Take one step. Signatures and checks belong to `submissions.services`, which calls this in its transaction."""
    return take_step(recommendation, action, STEPS, by=by)


def open_actions(recommendation: Recommendation, user: User) -> list[str]:
    return [a for a, step in STEPS.items() if recommendation.status in step.sources and step.policy(user, recommendation)]
