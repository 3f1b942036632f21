"""What the mapping check says in words: each remark with its sentence and, where there is one, the way out."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Remark:
    """`code` is a key of `SENTENCES`; `values` fill the sentence. An argument speaks for the ask, all else is a warning."""

    code: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code]) % self.values

    @property
    def is_argument(self) -> bool:
        return self.code in ARGUMENTS


ARGUMENTS = frozenset({"listed_elsewhere", "country_programme"})
WITH_ROUTES = frozenset({"body", "not_official", "victim_role", "victim_role_unknown", "outside"})
MIRROR = "gb"  # where a designation by another government is itself an argument

SENTENCES: dict[str, Promise] = {
    "no_act": _("No act is recorded that this subject is said to be responsible for. A partner has to say what was done."),
    "body": _("Only persons can be named under %(programme)s, and this is a body. %(routes)s"),
    "not_official": _("%(programme)s is for officials and their family. No post of this subject is recorded. %(routes)s"),
    "victim_role": _(
        "%(citation)s asks that those harmed sought to expose illegal acts or to exercise rights. Nobody "
        "recorded here did. %(routes)s"
    ),
    "victim_role_unknown": _(
        "%(citation)s asks that those harmed sought to expose illegal acts or to exercise rights. What they "
        "were doing is not recorded: ask the partner. %(routes)s"
    ),
    "outside": _("%(conduct)s: %(programme)s does not cover it by itself. %(words)s %(routes)s"),
    "argue": _("%(conduct)s: whether %(programme)s covers it has to be argued by a person. %(words)s"),
    "violence": _("%(conduct)s: covered only with violence, or where somebody was held, and no such act is recorded. %(words)s"),
    "three_rights": _("%(conduct)s: covered only by way of life, torture or ill-treatment, or slavery. %(words)s"),
    "systematic": _(
        "%(programme)s asks for gross and systematic violations. Say how many, over which time and by which "
        "pattern, and use the word."
    ),
    "concern": _(
        "%(conduct)s: it falls under Article 1(1)(d). Say that it was widespread, systematic or otherwise of "
        "serious concern, and why."
    ),
    "torture_route": _(
        "%(conduct)s: by those in power, or with their consent, it can be argued as torture or ill-treatment "
        "under Article 1(1)(c), which asks for none of these words."
    ),
    "old": _(
        "Everything recorded here is older than %(years)s years. In practice %(government)s seldom acts on "
        "it: show what is newer, or that it goes on."
    ),
    "national": _(
        "The subject is a national of the government asked, or of one of its members (%(country)s). "
        "%(programme)s is for foreigners, or would hardly be used: ask somewhere else."
    ),
    "no_mode": _(
        "None of the recorded modes of liability leads to a criterion of %(programme)s. Choose one by hand, and argue it."
    ),
    "listed_here": _("%(government)s has listed them already. Ask for an amendment, or for what is still missing."),
    "listed_elsewhere": _(
        "They are listed by: %(governments)s. Say so: a designation elsewhere is an argument, and opens the urgent procedure."
    ),
    "country_programme": _(
        "There is a programme for the country: %(programmes)s. It is often used first; plead it beside this one."
    ),
}
