"""What a partner can do to be safer, and what not: plain sentences, to be read once and remembered."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DO: tuple[Promise, ...] = (
    _("Use a device that nobody else opens, and lock it when you leave it."),
    _("Open this site in a private window, and close the window when you stop."),
    _("Know the way out: the Escape key twice, or “Leave quickly”. Try it once now."),
    _("Agree with us on a safe way to reach you, and on the hours in which it is safe."),
    _("Tell us when your telephone, your computer or your password may be in other hands: “Your account” signs out everywhere."),
    _("Keep recovery codes on paper, away from the telephone."),
)
DO_NOT: tuple[Promise, ...] = (
    _("Do not write the name of anybody who was harmed or who spoke to you, nor where they are."),
    _("Do not open the link in a mail that you did not expect. Our mails never say what is waiting, and never ask for anything."),
    _("Do not keep copies of what you sent us on a device that can be taken, unless you need them."),
    _("Do not photograph a screen with a case on it, and do not print it where others fetch the paper."),
    _("Do not interview somebody again only for this form. What they said once is enough."),
    _("Do not use the computer of an office or a café for this if you can avoid it."),
)
TRUTHS: tuple[Promise, ...] = (
    _("“Leave quickly” puts another page in place of this one. Earlier pages stay in the tab’s history: it is no promise."),
    _("Whoever watches your line sees that you visit this site, not what you do here."),
    _("We do not write down from which address you come. What happens to a case is written down, without its content."),
    _("What was sent to a government cannot be recalled."),
)
