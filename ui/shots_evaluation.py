"""Pictures of the page 考核评价: its two views, each contest and each dialog."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ui.pages.evaluation import ENTRY, RANKING, EvaluationPage
from ui.pages.evaluation_adjustments import Adjustments
from ui.pages.evaluation_ballots import Ballots
from ui.pages.evaluation_entrants import Entrants
from ui.pages.evaluation_files import ScoreFiles
from ui.tabs import EVALUATION

if TYPE_CHECKING:
    from ui.shots import Camera

__all__ = ["draw_evaluation"]


def draw_evaluation(camera: "Camera") -> None:
    """Walk through what hangs on the page; writes nothing."""
    camera.window.tabs.show_tab(EVALUATION)
    camera.take("evaluation")
    page = camera.window.tabs.page()
    if not isinstance(page, EvaluationPage) or page.page is None:
        return
    page.show_view(ENTRY)
    camera.take("evaluation-entry")
    camera.dialog("evaluation-mark", page.entry.ask_about)
    page.show_view(RANKING)
    acts = page.acts
    for name, act in (
        ("start", acts.start),
        ("rename", acts.rename),
        ("entrants", acts.entrants),
        ("indicators", acts.indicators),
        ("adjustments", acts.adjustments),
        ("ballots", acts.ballots),
        ("hand-out", acts.hand_out),
        ("decide", acts.decide),
        ("close", acts.close),
        ("appraisals", acts.appraisals),
    ):
        camera.dialog(f"evaluation-{name}", act)
    _draw_forms(camera, page)
    _draw_sheet(camera, page)
    _draw_contests(camera, page)


def _draw_sheet(camera: "Camera", page: EvaluationPage) -> None:
    """Read a department's sheet of scores: two figures moved, one that cannot be."""
    assert page.page is not None
    known = page.page.known
    named, rated = known.indicators[0].name, known.entrants[:3]
    scores = (
        f"{one.name},{text}\n" for one, text in zip(rated, ("96", "93.5", "9o"), strict=False)
    )
    files = ScoreFiles(camera.window.office, page, known)
    with TemporaryDirectory(prefix="scores-") as folder:
        path = Path(folder) / "计分表.csv"
        path.write_text(f"单位,{named}\n{''.join(scores)}", encoding="utf-8")
        camera.dialog("evaluation-import", partial(files.read, path))


def _draw_forms(camera: "Camera", page: EvaluationPage) -> None:
    """Open the forms behind the lists."""
    page.acts.adjustments()
    page.acts.ballots()
    page.acts.entrants()
    camera.settle()
    for adjustments in page.findChildren(Adjustments):
        camera.dialog("evaluation-adjust", adjustments.ask)
        adjustments.close()
    for ballots in page.findChildren(Ballots):
        camera.dialog("evaluation-voters", ballots.ask_weights)
        ballots.close()
    for entrants in page.findChildren(Entrants):
        camera.dialog("evaluation-add", entrants.ask)
        entrants.close()


def _draw_contests(camera: "Camera", page: EvaluationPage) -> None:
    """Turn to the other contests: departments rated in return, and one that is closed."""
    numbers = [int(page.contests.itemData(n)) for n in range(page.contests.count())]
    for number in numbers[1:]:
        page.show_contest(number)
        camera.take(f"evaluation-{number}")
        if page.page is not None and page.page.known.closed:
            camera.dialog("evaluation-reopen", page.acts.reopen)
        else:
            camera.dialog("evaluation-votes", page.acts.ballots)
    if numbers:
        page.show_contest(numbers[0])
        camera.settle()
