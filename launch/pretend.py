"""`python -m launch.pretend COMMAND...` runs it with made-up settings and a folder that is gone afterwards.

For checks that have to read the settings and must not touch, or need, an installation.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from launch.keys import key_files


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="smallplaces-pretend-") as folder:
        var = Path(folder)
        made_up = {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "WRAPPING_KEY_FILE": str(key_files(var)["WRAPPING_KEY_FILE"]),
            "SMALLPLACES_VAR": folder,
            "DATABASE_URL": "postgres://smallplaces_app@localhost/smallplaces",
            "BROKER_URL": "redis://localhost/0",
            "ALLOWED_HOSTS": "smallplaces.example",
            "SITE_ADDRESS": "https://smallplaces.example",
            "COALITION_CONTACT": "submissions@smallplaces.example",
        }
        return subprocess.run(command, env={**os.environ, **made_up}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
