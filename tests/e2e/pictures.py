"""Pictures of the documentation: where they are kept, and keeping one small."""

import io
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
COLOURS = 96  # enough for text and a few marks; a third of the bytes


def keep(content, path):
    """An image as a browser or a printer drew it. Returns its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path.stat().st_size
