from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """For tests alone: the same algorithm at the smallest cost it allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
