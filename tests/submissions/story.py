"""The demonstration's first story, told up to a recommendation of October 2022, and two days of its list."""

from demo import cases, days, recommendations, veldonia
from demo.stories import STORIES
from submissions import tracking


def tell():
    """Sent, with the list of 8 December absorbed and the one of the 9th not yet. Gives the recommendation."""
    veldonia.people()
    days.absorb(days.BEFORE)
    cases.tell(STORIES[0])
    return recommendations.send(recommendations.argue_and_sign(recommendations.SENT), recommendations.SENT_ON)


def tell_the_next_day():
    """The list of the 9th is absorbed, and the machine has proposed."""
    days.absorb(days.AFTER)
    tracking.watch_lists()
