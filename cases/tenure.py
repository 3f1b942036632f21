"""Whether somebody held a post when something happened, from dates that may be a day, a month or a year."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.validators import not_before


class Tenure(Enum):
    HELD = "held"
    PARTLY = "partly"
    NOT_HELD = "not held"
    UNKNOWN = "unknown"


SENTENCES: dict[Tenure, Promise] = {
    Tenure.HELD: _("held this post then: %(post)s"),
    Tenure.PARTLY: _("held this post for a part of that time: %(post)s"),
    Tenure.NOT_HELD: _("no post is known that they held then"),
}


def tenure(since: str, until: str, began: str, ended: str) -> Tenure:
    """How a post from `since` until `until` lies to what happened from `began` until `ended`.

    Open ends of a post are unknown or ongoing, and count in its favour; a post without any date says nothing.
    """
    if not began or not (since or until):
        return Tenure.UNKNOWN
    last = ended or began
    if (since and not not_before(since, last)) or (until and not not_before(began, until)):
        return Tenure.NOT_HELD
    if (since and not not_before(since, began)) or (until and not not_before(last, until)):
        return Tenure.PARTLY
    return Tenure.HELD


def post_at(posts: Iterable[Any], began: str, ended: str) -> str:
    """The post that was held when something happened, in a sentence; nothing when nothing can be said.

    `posts` have `.title`, `.body`, `.since` and `.until`.
    """
    found: dict[Tenure, Any] = {}
    for post in posts:
        found.setdefault(tenure(post.since, post.until, began, ended), post)
    for kind in (Tenure.HELD, Tenure.PARTLY):
        if kind in found:
            post = found[kind]
            name = f"{post.title}, {post.body}" if post.body else post.title
            return str(SENTENCES[kind]) % {"post": name}
    return str(SENTENCES[Tenure.NOT_HELD]) if set(found) == {Tenure.NOT_HELD} else ""
