"""`python -m launch`: the end of `./run`."""

import sys

from launch.errors import LaunchError


def main(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except LaunchError as refusal:
        print(refusal, file=sys.stderr)
    except OSError as problem:  # a full disk, mostly; its own words name the trouble and the file
        print(f"{problem.strerror or problem}: {problem.filename or 'while starting'}", file=sys.stderr)
    except (KeyboardInterrupt, EOFError):
        return 130
    return 1


def _run(arguments: list[str]) -> int:
    # Imported here, so that Ctrl-C in the first moments ends in silence as well.
    from launch.reset import reset  # noqa: PLC0415
    from launch.supervise import supervise  # noqa: PLC0415

    if arguments[:1] == ["--reset"]:
        reset(ask="--yes" not in arguments)
    else:
        supervise()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
