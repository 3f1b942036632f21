import io

from glovebox.places import AnyPlace


class Letters(AnyPlace):
    def readinto(self, buffer):
        piece = b"abcdefgh"[self._position :][: len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def test_a_file_is_read_from_any_place():
    file = io.BufferedReader(Letters(8), 4)

    file.seek(-3, io.SEEK_END)
    assert file.read() == b"fgh"
    file.seek(2)
    file.seek(1, io.SEEK_CUR)
    assert (file.tell(), file.read(2)) == (3, b"de")
    file.seek(-100, io.SEEK_CUR)
    assert file.read(1) == b"a"
