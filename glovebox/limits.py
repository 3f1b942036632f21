"""What the child may use, said by itself before it opens anything."""

import resource

MEMORY = 480 * 1024 * 1024
SECONDS = 120
FILES = 64


def limit(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """From here on this process can neither grow beyond `memory` bytes, nor work longer than `seconds`, nor write a file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
