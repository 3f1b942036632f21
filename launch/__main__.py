"""`python -m launch`: the end of `./run`."""

import sys

from launch.errors import LaunchError
from launch.reset import reset
from launch.supervise import supervise


def main(arguments: list[str]) -> int:
    try:
        if arguments[:1] == ["--reset"]:
            reset(ask="--yes" not in arguments)
        else:
            supervise()
    except LaunchError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
