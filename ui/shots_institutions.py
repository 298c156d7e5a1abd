"""Pictures of the page 机构设置: each view and each dialog."""

from functools import partial
from typing import TYPE_CHECKING

from ui.pages.institutions import InstitutionsPage
from ui.pages.institutions_beside import VIEWS
from ui.pages.institutions_history import LineageDialog
from ui.pages.institutions_switch import COUNTY
from ui.tabs import INSTITUTIONS

if TYPE_CHECKING:
    from ui.shots import Camera

__all__ = ["draw_institutions"]

_FORMS = ("edit", "rename", "change", "merge", "split", "move", "close", "correct")


def draw_institutions(camera: "Camera") -> None:
    """Walk through what hangs on the page; writes nothing."""
    camera.window.tabs.show_tab(INSTITUTIONS)
    camera.take("institutions")
    page = camera.window.tabs.page()
    if not isinstance(page, InstitutionsPage):
        return
    acts = page.acts
    for name, act in (
        ("new", acts.new),
        ("plate", acts.hang),
        ("plates", acts.plates),
        ("template", acts.template),
        ("history", acts.history),
        ("findings", lambda: acts.handle(page.unit.panel.finding)),
    ):
        camera.dialog(f"institutions-{name}", act)
    for form in _FORMS:
        camera.dialog(f"institutions-{form}", partial(acts.about_row, form))
    _draw_register(camera, page)
    for key in VIEWS:
        page.show_view(key)
        camera.take(f"institutions-{key}")
        for name, button in page.beside[key].buttons.items():
            if button.isEnabled():
                camera.dialog(f"institutions-{key}-{name}", button.click)
    page.show_view("setup")
    page.show_unit(COUNTY)
    camera.take("institutions-county")


def _draw_register(camera: "Camera", page: InstitutionsPage) -> None:
    """Open the history on the register of a day."""
    page.acts.history()
    camera.settle()
    for dialog in page.findChildren(LineageDialog):
        dialog.tabs.setCurrentIndex(1)
        camera.take("institutions-register", dialog)
        dialog.reject()
