"""A Windows Job Object around this process: a limit of memory and time, and no processes below it.

The structures are those of ``winnt.h`` (JOBOBJECT_EXTENDED_LIMIT_INFORMATION and its parts); ctypes
lays them out as the platform's C compiler does.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
PROCESS_TIME = 0x0002
ACTIVE_PROCESS = 0x0008
PROCESS_MEMORY = 0x0100
DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_TICKS = 10_000_000  # of 100 nanoseconds


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time_limit", ctypes.c_int64),
        ("per_job_user_time_limit", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set_size", ctypes.c_size_t),
        ("maximum_working_set_size", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class IoCounters(ctypes.Structure):
    """IO_COUNTERS, which the system fills in."""

    _fields_ = (
        ("read_operations", ctypes.c_uint64),
        ("write_operations", ctypes.c_uint64),
        ("other_operations", ctypes.c_uint64),
        ("read_bytes", ctypes.c_uint64),
        ("written_bytes", ctypes.c_uint64),
        ("other_bytes", ctypes.c_uint64),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io", IoCounters),
        ("process_memory_limit", ctypes.c_size_t),
        ("job_memory_limit", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


@dataclass(frozen=True, slots=True)
class Kernel:
    """What kernel32 is asked: a new job's handle (0: none), to limit it, to put this process in."""

    create: Callable[[], int]
    limit: Callable[[int, ExtendedLimits], bool]
    enter: Callable[[int], bool]


def limits(memory_bytes: int, seconds: int) -> ExtendedLimits:
    """Give the limits as Windows takes them."""
    wanted = ExtendedLimits()
    wanted.basic.limit_flags = (
        PROCESS_MEMORY | PROCESS_TIME | ACTIVE_PROCESS | DIE_ON_UNHANDLED_EXCEPTION
    )
    wanted.basic.per_process_user_time_limit = seconds * _TICKS
    wanted.basic.active_process_limit = 1
    wanted.process_memory_limit = memory_bytes
    return wanted


def enter_job(memory_bytes: int, seconds: int, kernel: Kernel | None = None) -> bool:
    """Put this process into a job with these limits; False where Windows would not have it.

    The handle is kept open on purpose: the job lives as long as the process.
    """
    asked = kernel or _kernel32()
    job = asked.create()
    return bool(job) and asked.limit(job, limits(memory_bytes, seconds)) and asked.enter(job)


def _kernel32() -> Kernel:
    """Give kernel32 with the types of its functions: handles are as wide as a pointer."""
    library = ctypes.CDLL("kernel32")
    handle, number, truth = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int
    create, current = library.CreateJobObjectW, library.GetCurrentProcess
    limit, assign = library.SetInformationJobObject, library.AssignProcessToJobObject
    create.argtypes, create.restype = (ctypes.c_void_p, ctypes.c_wchar_p), handle
    limit.argtypes = (handle, truth, ctypes.POINTER(ExtendedLimits), number)
    limit.restype = truth
    current.argtypes, current.restype = (), handle
    assign.argtypes, assign.restype = (handle, handle), truth

    def limit_job(job: int, wanted: ExtendedLimits) -> bool:
        size = ctypes.sizeof(wanted)
        return bool(limit(job, EXTENDED_LIMITS, ctypes.byref(wanted), size))

    return Kernel(
        create=lambda: create(None, None) or 0,
        limit=limit_job,
        enter=lambda job: bool(assign(job, current())),
    )
