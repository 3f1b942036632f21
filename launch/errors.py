"""What can stop a start. Every message is one sentence for the person at the terminal."""


class LaunchError(Exception):
    """Printed as it stands, without a traceback; exit code 1."""


class AlreadyRunning(LaunchError):
    """Another ./run holds this var folder."""


class PortTaken(LaunchError):
    """Somebody else listens where the web server should."""


class NotPrivate(LaunchError):
    """A folder or key that others on this machine could read."""


class ServerFailed(LaunchError):
    """An embedded server could not be made, started or stopped."""


class Unreachable(LaunchError):
    """A server named in the environment does not answer, or must not be used."""


class StopAsked(Exception):
    """Ctrl-C or SIGTERM arrived; whatever has been started is stopped in order."""
