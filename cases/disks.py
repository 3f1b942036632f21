"""A full disk is said in words: nobody who sends a file can mend it, and all of them must know what stayed."""

import errno

from django.utils.translation import gettext_lazy

# Followed by what stayed of the file.
DISK_IS_FULL = gettext_lazy("The coalition's server has no room left at this moment.")


def is_full_disk(problem: OSError) -> bool:
    """Rather than any other trouble with a file."""
    return problem.errno in (errno.ENOSPC, errno.EDQUOT)
