"""Pictures of posts that move: a plan is adopted, shown, carried out, and its pool opened."""

from functools import partial
from typing import TYPE_CHECKING

from townoffice.desk import staffing
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Category
from ui.days import today
from ui.transfers import Transfers
from ui.transfers_work import carry_out
from ui.turnover import Turnover

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from ui.shots import Camera

__all__ = ["draw_posts"]


def draw_posts(camera: "Camera") -> None:
    """Walk from an empty pool to one that has posts to lend; changes the book."""
    menus, jobs = camera.window.menus.actions, camera.window.office.jobs
    camera.dialog("turnover-none", menus["turnover"].trigger)
    jobs.write(_adopt, lambda _plan: None, wrong=_never_mind)
    camera.settle()
    menus["transfers"].trigger()
    camera.settle()
    for dialog in camera.window.findChildren(Transfers):
        dialog.years.setValue(2)
        camera.take("transfers", dialog)
        camera.dialog("transfers-act", dialog.act.click)
        for batch in dialog.batches.rows()[:1]:
            work = partial(carry_out, batch, 2, today(), "样编办〔2024〕9号")
            jobs.write(work, lambda _changes: None, wrong=_never_mind)
        camera.take("transfers-begun", dialog)
        dialog.reject()
    menus["turnover"].trigger()
    camera.settle()
    for lending in camera.window.findChildren(Turnover):
        camera.take("turnover", lending)
        camera.dialog("turnover-lend", lending.lend.click)
        lending.reject()


def _adopt(book: "Book", _progress: Progress) -> int:
    """Adopt three-step staffing of 行政编制, its ties settled by rule."""
    order = staffing.Order(Category.ADMIN, settle=("rule",), settled_by="会议记录")
    return staffing.adopt(book, order, staffing.calculate(book, order), "县委编委会议")


def _never_mind(_error: OfficeError) -> bool:
    """Go on without: another county's book may not have what it takes."""
    return True
