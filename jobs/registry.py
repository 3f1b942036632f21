"""The kinds of work there are. `@job` is the only way to declare one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vault.sight import BLIND, Sight

DEFAULT_TITLE = _("Work in the background")
DEFAULT_ANSWER = "jobs/_answer.html"
Work = TypeVar("Work", bound=Callable[..., Any])


@dataclass(frozen=True)
class JobKind:
    name: str
    work: Callable[..., Any]
    queue: str
    sight: Sight
    retry_on: tuple[type[Exception], ...]
    title: str | Promise = DEFAULT_TITLE
    answer_template: str = DEFAULT_ANSWER


KINDS: dict[str, JobKind] = {}


class UnknownKind(LookupError):
    """A job was promised for work that no room declares."""


def job(
    name: str,
    *,
    sight: Sight = BLIND,
    queue: str = "default",
    retry_on: tuple[type[Exception], ...] = (),
    **shown: Any,
) -> Callable[[Work], Work]:
    """Declare a function in a room's `tasks` as background work under the dotted name of its room.

    The function gets the promised arguments, runs in one transaction with the mark that it is done,
    and sees the rows that `sight` allows (none, unless said otherwise). It may return a small dict of
    codes and counts, kept as the job's answer. Exceptions in `retry_on` are those that time can heal.
    `queue` is `"default"`; for work of many seconds `"slow"`; for reading the text
    of files, of which there is never more than one job, `"texts"`. Work that a person watches says how
    its page is `title`d and which `answer_template` shows its result (with `job` in it). Calling the
    function calls the work itself; `jobs.services.promise` is what schedules it.
    """

    def declare(work: Work) -> Work:
        if name in KINDS:
            raise ValueError(f"Two functions declare the job {name!r}.")
        KINDS[name] = JobKind(name, work, queue, sight, retry_on, **shown)
        return work

    return declare


def kind_of(name: str) -> JobKind:
    """Raises `UnknownKind`."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(f"No room declares the job {name!r}.") from None
