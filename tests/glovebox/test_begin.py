import signal

import pytest

from cases import recordings, treatment
from glovebox.begin import begin, ended_after
from submissions.boxes import workshop
from submissions.leaks import reading

SEEN = "import sys; print(*(name for name in ('django', 'vault') if name in sys.modules))"


@pytest.mark.parametrize("code", [treatment.BEGIN, recordings.BEGIN, workshop.BEGIN, reading.BEGIN])
def test_whoever_opens_a_file_of_strangers_has_neither_django_nor_the_vault(code):
    module = code.removesuffix("; main()")

    with begin(f"{module}; {SEEN}") as child:
        assert child.communicate() == (b"\n", None)


def test_a_child_has_no_environment(monkeypatch):
    monkeypatch.setenv("SECRET_OF_A_TEST", "planted")

    with begin("import os; print(os.environ.get('SECRET_OF_A_TEST'), os.getcwd())") as child:
        assert child.communicate()[0] == b"None /\n"


def test_a_child_is_ended_in_time():
    with begin("input()") as child, ended_after(child, 0.1):
        assert child.wait() == -signal.SIGKILL


def test_a_limited_child_writes_no_file_and_cannot_grow(tmp_path):
    path = tmp_path / "written"

    with begin(f"from glovebox.limits import limit; limit(); open({str(path)!r}, 'wb', 0).write(b'a')") as child:
        assert child.wait() != 0
    with begin("from glovebox.limits import limit; limit(); bytearray(10 ** 9)") as child:
        assert child.wait() == 1

    assert path.read_bytes() == b""
