"""What is typed into the table of 机构设置 where no document is needed: 实有, 负责人 and such."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from townoffice.feedback import OfficeError
from townoffice.records import Institution
from ui.pages import institutions_work as work
from ui.pages.institutions_lines import Line
from ui.tables import RecordTable

if TYPE_CHECKING:
    from townoffice.desk.institution_drafts import EditDraft
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["Entry"]

_COUNTS = frozenset({"actual", "deputies"})
_ONE_BY_ONE = "这张表一次改一格；成批的请用导入表格"


class Entry(QObject):
    """Writes a typed cell as one change; what cannot be stays in its cell in red."""

    def __init__(self, office: "Office", table: RecordTable[Line]) -> None:
        super().__init__(table)
        self._office, self._table = office, table
        table.edited.connect(self._edited)
        table.block_pasted.connect(lambda _row, _key, _block: office.say(_ONE_BY_ONE))
        table.filled_down.connect(lambda _row, _key, _rows: office.say(_ONE_BY_ONE))

    def _edited(self, line: object, key: str, text: str) -> None:
        if not isinstance(line, Line) or line.state is None:
            return
        typed = text.strip().removesuffix("名").strip()
        if key in _COUNTS and typed and not (typed.isdecimal() and typed.isascii()):
            self._table.mark_wrong(line.key, key, text, "写整数，如 5；没有就空着")
            return
        self._write(line.key, line.state, key, text, typed)

    def _write(self, row: str, state: Institution, key: str, text: str, typed: str) -> None:
        from townoffice.desk.institution_drafts import as_edit  # noqa: PLC0415  read by the worker

        draft = _with(as_edit(state), key, typed)
        wrong = partial(self._refused, row, key, text)
        self._office.jobs.write(partial(work.commit, draft), self._done, wrong=wrong)

    def _done(self, changes: "Changes") -> None:
        self._office.say(f"已{changes.label}", undo=True)

    def _refused(self, row: str, key: str, text: str, error: OfficeError) -> bool:
        self._table.mark_wrong(row, key, text, str(error))
        return True


def _with(draft: "EditDraft", key: str, typed: str) -> "EditDraft":
    """Put what is typed into its field of the draft."""
    count = int(typed) if typed.isdecimal() else None
    match key:
        case "actual":
            return replace(draft, actual=count)
        case "deputies":
            return replace(draft, deputies=count)
        case "head":
            return replace(draft, head=typed)
        case _:
            return replace(draft, duties=typed)
