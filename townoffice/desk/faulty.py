"""The problems of an import handed back: a copy of the clerk's file, faulty cells marked."""

from collections.abc import Iterator
from pathlib import Path

from townoffice.feedback import BadChoice, Level, Problem, Progress, Stale, silent
from townoffice.records import Preview
from townoffice.sheets.faults import Fault, write_faults
from townoffice.sheets.workbook import read_workbook

__all__ = ["faults_of", "write_error_copy"]

_WORDS = {Level.STOP: "有误", Level.ASK: "请确认", Level.NOTE: "说明"}
_CHECK = "请核对；属实的可以照样导入"


def write_error_copy(
    path: Path, preview: Preview, target: Path, progress: Progress = silent
) -> int:
    """Write a marked copy of the file a preview is of; gives how many faults it lists.

    :raises BadChoice: nothing is wrong, another file type, or the clerk's own file as the target.
    :raises Stale: the file was changed since. :raises CannotWrite: see there.
    """
    if target.suffix.lower() != ".xlsx":
        raise BadChoice("问题表只能存为 .xlsx", where=str(target), hint="请把文件名改成 .xlsx 结尾")
    if target.resolve() == path.resolve():
        raise BadChoice("问题表不能盖掉原来的文件", where=str(target), hint="请换一个文件名")
    faults = faults_of(preview)
    if not faults:
        raise BadChoice("没有有误或要确认的地方", where=path.name, hint="可以直接导入")
    workbook = read_workbook(path, progress)
    if workbook.digest != preview.file_digest:
        raise Stale("文件有了改动，问题表没有写", where=path.name, hint="请重新读取这个文件")
    write_faults(path, workbook, faults, target, progress)
    return len(faults)


def faults_of(preview: Preview) -> tuple[Fault, ...]:
    """Give what must be put right, what is to be looked at, and last remarks about cells.

    Empty where there are remarks alone.
    """
    said = [p for p in preview.problems if p.level is not Level.NOTE or p.cell]
    found = [_fault(problem, preview) for problem in said]
    marked = {fault.cell for fault in found if fault.wrong is not None}
    asks = [fault for fault in _doubts(preview) if fault.cell not in marked]
    wrong = [fault for fault in found if fault.wrong]
    open_ones = [fault for fault in found if fault.wrong is False]
    if not wrong and not open_ones and not asks:
        return ()
    return (*wrong, *open_ones, *asks, *(fault for fault in found if fault.wrong is None))


def _fault(problem: Problem, preview: Preview) -> Fault:
    wrong = None if problem.level is Level.NOTE else problem.level is Level.STOP
    hint = problem.hint.replace("（--year）", "")
    sheet = problem.sheet or preview.sheet
    return Fault(sheet, problem.cell, _WORDS[problem.level], problem.what, hint, wrong)


def _doubts(preview: Preview) -> Iterator[Fault]:
    """Give what starts unticked without a problem of its own: a change by a large share."""
    for row in preview.changed:
        for found in row.differences:
            if found.doubt and not found.barred:
                what = f"{found.label}比台账中的{found.doubt.removesuffix('，请核对')}"
                yield Fault(preview.sheet, found.cell, _WORDS[Level.ASK], what, _CHECK, wrong=False)
    for row in preview.added:
        if row.doubt:
            yield Fault(preview.sheet, row.cell, _WORDS[Level.ASK], row.doubt, _CHECK, wrong=False)
