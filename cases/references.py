import secrets

# No vowels, so that no word appears; no 0 1 I O L, so that it can be read out on a bad line.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def _new(prefix: str) -> str:
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


def new_reference() -> str:
    """A public name for a case, such as `C-7K3QF`: it says nothing, not even how many cases there are."""
    return _new("C")


def new_subject_reference() -> str:
    return _new("S")
