"""Files of an evaluation: sheets of scores handed out and taken in, the workbook of indicators."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QWidget

from townoffice.feedback import OfficeError
from townoffice.records import Changes, Preview, Scoring
from ui.files import SHEETS, XLSX, choose_file, choose_target
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_form import Form, Job, short
from ui.pages.evaluation_moves import Move, MovePreview, moves_of

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_indicator_sheets import IndicatorPreview
    from ui.office import Office

__all__ = ["HandOutForm", "IndicatorFiles", "ScoreFiles"]

_SCORES, _BALLOTS = "scores", "ballots"


class ScoreFiles(QObject):
    """Takes sheets of scores or votes into a contest: choose, look, write as one change."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(parent)
        self._office, self._over, self._known = office, parent, known
        self.preview: MovePreview | None = None

    def choose(self) -> None:
        """Choose the file."""
        folder = self._office.path.parent if self._office.path is not None else None
        choose_file(self._over, "导入计分表或评议票", SHEETS, self.read, folder)

    def read(self, path: Path) -> None:
        """Read it as scores; what is no sheet of scores is read as votes."""
        job = partial(writing.preview_scores, self._known.contest.id or 0, _SCORES, path)
        voted = any(one.scoring is Scoring.BALLOT for one in self._known.indicators)
        wrong = partial(self._as_votes, path) if voted else None
        self._office.jobs.run(job, self._show, wrong=wrong)

    def _as_votes(self, path: Path, _error: OfficeError) -> bool:
        job = partial(writing.preview_scores, self._known.contest.id or 0, _BALLOTS, path)
        self._office.jobs.run(job, self._show)
        return True

    def _show(self, preview: Preview) -> None:
        kind = "评议票" if preview.kind == _BALLOTS else "计分表"
        about = f"{preview.file_name}。"
        self.preview = MovePreview(
            self._over, f"导入{kind}", moves_of(preview), preview.problems, about
        )
        self.preview.agreed.connect(partial(self._write, preview))
        self.preview.open()

    def _write(self, preview: Preview) -> None:
        self._office.jobs.write(partial(writing.commit_scores, preview), self._written)

    def _written(self, changes: Changes | None) -> None:
        if changes is not None:
            self._office.say(f"已{short(changes.label)}", undo=True)


class HandOutForm(Form):
    """Asks whose sheet of scores is to be written."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        from townoffice.desk.score_forms import sources  # noqa: PLC0415  read by the worker

        about = "表里已有的得分一并写出，空着的格由部门填；收回后用“导入计分表…”导入。"
        super().__init__(office, parent, "下发计分表", "选择存放处…", about)
        self._known, self._over = known, parent
        self.source = QComboBox(self)
        self.source.addItem("全部指标", None)
        for name in sources(known):
            self.source.addItem(name, name)
        self.fields.add("source", "报送部门", self.source)
        self.finish()

    def job(self) -> Job:
        """Not asked: the file is chosen first."""
        raise NotImplementedError

    def _write(self) -> None:
        source = self.source.currentData()
        title = self._known.contest.title
        name = f"{title}计分表" + (f"（{source}）" if source else "")
        folder = self.office.path.parent if self.office.path is not None else Path()
        number = self._known.contest.id or 0
        office = self.office

        def chosen(path: Path) -> None:
            office.jobs.run(
                partial(writing.hand_out, number, source, path),
                lambda written: office.say(f"已写出计分表：{written}"),
            )

        self.accept()
        choose_target(self._over, "下发计分表", XLSX, chosen, folder / f"{name}.xlsx")


class IndicatorFiles(QObject):
    """Writes the table of indicators as a workbook, and takes one in."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(parent)
        self._office, self._over, self._known = office, parent, known
        self.preview: MovePreview | None = None

    def export(self) -> None:
        """Choose where to write it."""
        title = f"{self._known.contest.title}指标及计分表.xlsx"
        folder = self._office.path.parent if self._office.path is not None else Path()
        choose_target(self._over, "导出指标表", XLSX, self.write, folder / title)

    def write(self, path: Path) -> None:
        """Write it."""
        job = partial(writing.export_indicators, self._known.contest.id or 0, path)
        self._office.jobs.run(job, lambda written: self._office.say(f"已写出指标表：{written}"))

    def choose(self) -> None:
        """Choose what to take in."""
        folder = self._office.path.parent if self._office.path is not None else None
        choose_file(self._over, "导入指标表", SHEETS, self.read, folder)

    def read(self, path: Path) -> None:
        """Say what a workbook would change."""
        job = partial(writing.preview_indicators, self._known.contest.id or 0, path)
        self._office.jobs.run(job, self._show)

    def _show(self, found: "IndicatorPreview") -> None:
        moves = [
            Move(place, f"{one.group} {one.name}".strip(), one.what, one.old, one.new)
            for place, one in enumerate(found.moves)
        ]
        about = f"{found.file_name}。"
        self.preview = MovePreview(self._over, "导入指标表", moves, found.problems, about)
        self.preview.agreed.connect(partial(self._commit, found))
        self.preview.open()

    def _commit(self, found: "IndicatorPreview") -> None:
        self._office.jobs.write(partial(writing.commit_indicators, found), self._written)

    def _written(self, changes: Changes | None) -> None:
        if changes is not None:
            self._office.say(f"已{short(changes.label)}", undo=True)
