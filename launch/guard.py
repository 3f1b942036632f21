"""The process that stops the embedded servers when all who used them were killed (`launch.sharing` starts it)."""

import sys
from pathlib import Path

from launch.sharing import stand_guard

if __name__ == "__main__":
    stand_guard(Path(sys.argv[-1]))
