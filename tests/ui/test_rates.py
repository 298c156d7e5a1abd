"""How posts are used, on 乡镇街道: hidden columns, and 行政 to 事业 under the headline."""

from pytestqt.qtbot import QtBot

from tests.ui.frame import settled
from ui.pages.townships import TownshipsPage
from ui.window import Window


def _page(window: Window) -> TownshipsPage:
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    return page


def test_the_rates_stand_in_hidden_columns_and_under_the_headline(open_window: Window) -> None:
    page = _page(open_window)
    below = page.headline.text()[1].replace("\u2060", "").replace("\u00a0", " ")
    assert 'href="rates:"' in below
    assert "行政 : 事业 1 : 1.05" in below
    assert "（上限 1.2，推定）" in below
    columns = {column.key: column for column in page.table.arranger.columns}
    hidden = ("per_ten_thousand", "use_rate", "vacancy_rate", "turnover")
    assert [page.table.column_at(key) for key in hidden] == [-1] * 4
    unit = next(unit for unit in page.table.rows() if unit.name == "城东街道")
    assert [columns[key].cell(unit).text for key in hidden] == ["7.20", "94.12", "5.88", "0"]


def test_the_ratio_explains_itself_down_to_the_cap(qtbot: QtBot, open_window: Window) -> None:
    page = _page(open_window)
    with qtbot.waitSignal(open_window.office.steps_wanted) as wanted:
        page.follow("rates:")
    (step,) = wanted.args
    assert step.value == "1 : 1.05"
    labels = [part.label for part in step.steps]
    assert labels == ["事业与行政编制之比", "事业编制上限", "超上限"]
    settled(qtbot, open_window)


def test_f1_on_a_rate_explains_the_unit(qtbot: QtBot, open_window: Window) -> None:
    page = _page(open_window)
    page.table.select("999902001", "name")
    page.table.explain_asked.emit(page.table.rows()[0], "use_rate")
    settled(qtbot, open_window)
    told = page.panel.steps.texts()
    assert any("万人编制数" in line for line in told), told
