"""The limits the child sets itself; Windows' Job Object as far as it can be seen elsewhere."""

import ctypes
import struct
import subprocess
import sys
from types import SimpleNamespace

import pytest

from townoffice.sheets.reader.job import ExtendedLimits, Kernel, enter_job, limits
from townoffice.sheets.reader.limits import MEMORY_BYTES

MEGABYTES = 1 << 20
JOB, SELF = 77, -1


class Function:
    """A function of kernel32 that notes its arguments; ctypes sets its types."""

    def __init__(self, calls: list[str], name: str, answer: int | None) -> None:
        self.calls, self.name, self.answer = calls, name, answer
        self.argtypes: tuple[object, ...] = ()
        self.restype: object = None
        self.given: tuple[object, ...] = ()

    def __call__(self, *given: object) -> int | None:
        assert len(given) == len(self.argtypes)
        self.calls.append(self.name)
        self.given = given
        return self.answer


def kernel(calls: list[str], fails: str = "") -> Kernel:
    def done(name: str) -> bool:
        calls.append(name)
        return name != fails

    return Kernel(
        create=lambda: JOB if done("create") else 0,
        limit=lambda _job, _limits: done("limit"),
        enter=lambda _job: done("enter"),
    )


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_structures_lie_as_on_64_bit_windows() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    raw = bytes(limits(512 * MEGABYTES, 25))
    assert struct.unpack_from("<q", raw, 0) == (250_000_000,)  # in units of 100 ns
    assert struct.unpack_from("<I", raw, 16) == (0x0002 | 0x0008 | 0x0100 | 0x0400,)
    assert struct.unpack_from("<I", raw, 40) == (1,)
    assert struct.unpack_from("<Q", raw, 112) == (512 * MEGABYTES,)


def test_the_job_is_limited_before_the_process_enters_it() -> None:
    calls: list[str] = []
    assert enter_job(MEMORY_BYTES, 25, kernel(calls))
    assert calls == ["create", "limit", "enter"]


@pytest.mark.parametrize("fails", ["create", "limit", "enter"])
def test_a_windows_that_will_not_have_it_does_not_end_the_reading(fails: str) -> None:
    calls: list[str] = []
    assert not enter_job(MEMORY_BYTES, 25, kernel(calls, fails))
    assert calls[-1] == fails


def test_kernel32_is_asked_with_the_arguments_it_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    names = {"CreateJobObjectW": JOB, "GetCurrentProcess": SELF}
    names |= {"SetInformationJobObject": 1, "AssignProcessToJobObject": 1}
    found = {name: Function(calls, name, answer) for name, answer in names.items()}
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(**found))
    assert enter_job(MEMORY_BYTES, 25)
    assert calls == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "GetCurrentProcess",
        "AssignProcessToJobObject",
    ]
    given = found["SetInformationJobObject"].given
    assert (given[0], given[1], given[3]) == (JOB, 9, ctypes.sizeof(ExtendedLimits))
    assert found["AssignProcessToJobObject"].given == (JOB, SELF)
    assert found["CreateJobObjectW"].restype is ctypes.c_void_p


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_AS is a thing of POSIX systems")
def test_a_lower_limit_set_by_somebody_else_is_kept() -> None:
    code = (
        "import resource\n"
        "from townoffice.sheets.reader.limits import limit_itself\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({400 * MEGABYTES}, {400 * MEGABYTES}))\n"
        "limit_itself()\n"
        "print(*resource.getrlimit(resource.RLIMIT_AS))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == [str(400 * MEGABYTES)] * 2
