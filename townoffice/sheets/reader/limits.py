"""The child's own limits, set before it opens a file: memory, processor time, no child of its own.

Linux: ``RLIMIT_AS``. Windows: a Job Object the process puts itself into
(https://learn.microsoft.com/windows/win32/procthread/job-objects); being nested in another job is
allowed since Windows 8. An allocation beyond the limit fails; the parser then aborts, and the
parent says so in one sentence.
"""

import sys

MEMORY_BYTES = 512 * 1024 * 1024
PROCESSOR_SECONDS = 25
"""More than the parent waits: it counts only when the parent died before it could end the child."""


def limit_itself() -> None:
    """Bound this process; where the system cannot do it the parent's time limit still holds."""
    if sys.platform == "win32":
        from townoffice.sheets.reader.job import enter_job  # noqa: PLC0415 - Windows alone pays

        enter_job(MEMORY_BYTES, PROCESSOR_SECONDS)
    else:
        import resource  # noqa: PLC0415 - Windows has none

        _lower(resource.RLIMIT_AS, MEMORY_BYTES)
        _lower(resource.RLIMIT_CPU, PROCESSOR_SECONDS)
        _lower(resource.RLIMIT_CORE, 0)


if sys.platform != "win32":

    def _lower(which: int, wanted: int) -> None:
        """Set a limit, or keep a lower one that somebody else has set."""
        import resource  # noqa: PLC0415 - Windows has none

        _, most = resource.getrlimit(which)
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(which, (limit, limit))
