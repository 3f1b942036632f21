from cases.references import new_public_name


def new_dossier_reference() -> str:
    """A public name for a dossier, such as `D-7K3QF`."""
    return new_public_name("D")


def new_recommendation_reference() -> str:
    return new_public_name("R")
