"""Letters to begin from: staff change the words before they send them, and the partner reads them as they were sent."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BEGINNINGS: dict[str, Promise] = {
    "go_on": _(
        "Thank you for your note. We would like to see the full case. Fill in its parts in any order and file it when you "
        "are ready; one subject, one act and one source are enough to begin with. Please take no risk for it, and ask nobody "
        "to tell again what it hurts them to tell."
    ),
    "note": _(
        "Thank you for your note, and for trusting us with it. We cannot go on with it, because what you describe is outside "
        "what the governments we write to can act on. This says nothing about whether it is true or how grave it is. If "
        "something changes, write to us again at any time."
    ),
    "accept": _(
        "Thank you. Two of us have read the case, and we stand behind it. It is argued only before governments for which people "
        "have given consent, and we tell you each time something moves."
    ),
    "decline": _(
        "Thank you for the work you put into this case. We cannot go on with it, because we could not confirm enough of it from "
        "sources that do not depend on each other. This says nothing about whether it is true. What you wrote stays yours."
    ),
}
