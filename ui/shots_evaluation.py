"""Pictures of the page 考核评价 and what hangs on it."""

from typing import TYPE_CHECKING

from ui.pages.evaluation import ENTRY, RANKING, EvaluationPage
from ui.tabs import EVALUATION

if TYPE_CHECKING:
    from ui.shots import Camera

__all__ = ["draw_evaluation"]


def draw_evaluation(camera: "Camera") -> None:
    """Walk through ranking, entry and every dialog; nothing is written."""
    camera.window.tabs.show_tab(EVALUATION)
    camera.take("evaluation")
    page = camera.window.tabs.page()
    if not isinstance(page, EvaluationPage) or page.page is None:
        return
    page.show_view(ENTRY)
    camera.take("evaluation-entry")
    camera.dialog("evaluation-mark", page.entry.ask_about)
    page.show_view(RANKING)
    for name, act in (
        ("evaluation-start", page.acts.start),
        ("evaluation-rename", page.acts.rename),
        ("evaluation-entrants", page.acts.entrants),
        ("evaluation-indicators", page.acts.indicators),
        ("evaluation-adjustments", page.acts.adjustments),
        ("evaluation-ballots", page.acts.ballots),
        ("evaluation-hand-out", page.acts.hand_out),
        ("evaluation-decide", page.acts.decide),
        ("evaluation-close", page.acts.close),
        ("evaluation-reopen", page.acts.reopen),
        ("evaluation-appraisals", page.acts.appraisals),
    ):
        camera.dialog(name, act)
    for place in range(page.contests.count()):
        number = int(page.contests.itemData(place))
        page.show_contest(number)
        camera.take(f"evaluation-contest-{number}")
        camera.dialog(f"evaluation-reopen-{number}", page.acts.reopen)
        camera.dialog(f"evaluation-ballots-{number}", page.acts.ballots)
