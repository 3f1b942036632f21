"""A file of known length, read from any place of it."""

import io
import os


class AnyPlace(io.RawIOBase):
    """Where one stands in it, and going elsewhere. Whoever inherits reads: `readinto`, from `_position`, and moves that on."""

    def __init__(self, length: int) -> None:
        self._length, self._position = length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._length}[whence]
        self._position = max(0, start + offset)
        return self._position
