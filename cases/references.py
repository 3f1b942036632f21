import secrets

# No vowels, so that no word appears; no 0 1 I O L, so that it can be read out on a bad line.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_public_name(prefix: str) -> str:
    """A short name that says nothing of what or how many it names."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


def new_reference() -> str:
    """A public name for a case, such as `C-7K3QF`: it says nothing, not even how many cases there are."""
    return new_public_name("C")


def new_subject_reference() -> str:
    return new_public_name("S")
