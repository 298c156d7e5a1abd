"""机构设置 by keys and clicks: what it says, what is red, and every act with its undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.institutions_book import BAD_PLATE, HALL, institutions_book
from tests.ui.frame import settled
from tests.ui.hand import Hand
from townoffice.records import Severity
from ui.charts import TreePicture
from ui.pages.institutions import InstitutionsPage
from ui.pages.institutions_findings import FindingsDialog
from ui.pages.institutions_form import DraftForm
from ui.pages.institutions_history import LineageDialog
from ui.pages.institutions_merge import MergeForm, SplitForm
from ui.pages.institutions_plates import PlateList
from ui.pages.institutions_switch import COUNTY
from ui.pages.institutions_template import TemplateDialog
from ui.tabs import INSTITUTIONS
from ui.window import Window

DOC = "示编办〔2026〕3号"
DAY = "2026-03-01"
BODY = "综合行政执法大队"
"""One person too many."""


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county of the design picture."""
    path = tmp_path_factory.mktemp("institutions") / "示例县.db"
    institutions_book(path).close()
    return path


@pytest.fixture
def page(qtbot: QtBot, open_window: Window) -> InstitutionsPage:
    """The page in front, its register read."""
    open_window.tabs.show_tab(INSTITUTIONS)
    settled(qtbot, open_window)
    shown = open_window.tabs.page()
    assert isinstance(shown, InstitutionsPage)
    assert shown.county is not None
    return shown


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


def key_of(page: InstitutionsPage, name: str) -> str:
    """Give the row of an institution of the unit that is shown."""
    return next(line.key for line in page.unit.table.rows() if line.name.split(" ")[0] == name)


def cell(page: InstitutionsPage, row: str, column: str) -> str:
    """Give what a cell says."""
    table = page.unit.table
    return table.model.cell(table.row_of(row), table.column_at(column)).words


def choose(page: InstitutionsPage, name: str, column: str = "name") -> None:
    page.unit.table.select(key_of(page, name), column)
    page.unit.table.setFocus()


def act(hand: Hand, page: InstitutionsPage, words: str) -> None:
    """Choose an act from the menu 数据 › 机构办理."""
    QApplication.processEvents()
    action = next(one for one in page.institution_actions() if one.text() == words)
    assert action.isEnabled(), words
    action.trigger()
    hand.idle()


def fill(hand: Hand, name: str, text: str) -> None:
    hand.tab_to(name)
    hand.press("Ctrl+A")
    hand.type(text)


def form(hand: Hand, title: str) -> DraftForm:
    dialog = hand.dialog(title)
    assert isinstance(dialog, DraftForm)
    return dialog


def written(qtbot: QtBot, hand: Hand, window: Window, dialog: DraftForm) -> None:
    """Press the button of a form that is filled in."""
    settled(qtbot, window)
    assert dialog.ok.isEnabled(), dialog.told.text()
    gone = qtbot.waitSignal(dialog.destroyed)
    with gone:
        hand.press("Return")
        settled(qtbot, window)


def undone(qtbot: QtBot, window: Window) -> None:
    window.menus.actions["undo"].trigger()
    settled(qtbot, window)


def test_the_headline_counts_and_leads_to_what_is_broken(
    qtbot: QtBot, open_window: Window, page: InstitutionsPage
) -> None:
    said, below = page.headline.text()
    assert "8 个乡镇街道设" in said
    assert ">72</a> 个机构" in said
    assert "2 处突破限额，都在白河镇" in said
    assert "加挂牌子超 1 块，综合行政执法大队超编 1 名" in below
    page.show_unit(COUNTY)
    settled(qtbot, open_window)
    assert page.stack.currentWidget() is page.table
    page.headline.link.emit("breach")
    settled(qtbot, open_window)
    assert page.stack.currentWidget() is page.unit
    line = page.unit.line()
    assert line is not None
    assert line.name == BODY


def test_every_group_has_its_limit_and_the_sum_adds_up(page: InstitutionsPage) -> None:
    heads = [(x.name, x.aside, x.verdict.words) for x in page.unit.table.rows() if not x.state]
    assert heads == [
        ("领导职数", "二类核定 11", "合规"),
        ("党政机构 5 个", "限 5—6", "合规"),
        ("执法队伍 1 个", "限 1", "突破限额"),
        ("事业单位 3 个", "限 3", "合规"),
        ("加挂牌子 4 块", "限 3", "突破限额"),
    ]
    total = [one.text for one in page.unit.table.band.pinned[0]]
    assert total[:1] + total[2:5] == ["白河镇 合计", "63", "62", "1"]
    body = key_of(page, BODY)
    assert cell(page, body, "vacant") == "超 1"
    assert cell(page, body, "check") == "超编 1 名"


def test_only_the_offending_plate_is_red(page: InstitutionsPage) -> None:
    table = page.unit.table
    row = table.row_of(key_of(page, "社会事务综合服务中心"))
    shown = table.model.cell(row, table.column_at("plates"))
    assert (shown.text, shown.flagged) == ("文化综合服务站、", BAD_PLATE)
    picture = page.unit.panel.tree.picture()
    assert isinstance(picture, TreePicture)
    flagged = {box.flagged for box in picture.root.all()}
    assert flagged == {"", BAD_PLATE}


def test_sorting_and_filtering_keep_the_groups(page: InstitutionsPage) -> None:
    table = page.unit.table
    table.sort_by("actual", descending=True)
    names = [line.name for line in table.rows() if line.state]
    assert names[:2] == ["党政办公室", "经济发展办公室"]
    assert names[5:7] == [BODY, "社会事务综合服务中心"]
    table.sort_by(None)
    table.set_filter("name", "nyzh")
    assert [line.name for line in table.rows()] == ["事业单位 3 个", "农业综合服务中心"]
    assert table.band.pinned[0][0].text == "白河镇 合计（筛选后）"
    assert table.band.pinned[0][2].text == "9"
    numbers = [table.sheet.number_of(row) for row in range(2)]
    assert numbers == [0, 1]


def test_table_and_tree_choose_each_other(
    qtbot: QtBot, open_window: Window, page: InstitutionsPage
) -> None:
    tree = page.unit.panel.tree
    choose(page, "农业综合服务中心")
    picture = tree.picture()
    assert isinstance(picture, TreePicture)
    assert picture.chosen == key_of(page, "农业综合服务中心")
    place = tree.places()[key_of(page, "党政办公室")]
    at = QPoint(place[0] + 12, place[1] + 12)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settled(qtbot, open_window)
    line = page.unit.line()
    assert line is not None
    assert line.name == "党政办公室"
    other = key_of(page, "经济发展办公室")
    under = tree.places()[other]
    QTest.mouseMove(tree.viewport(), QPoint(under[0] + 14, under[1] + under[3] // 2))
    qtbot.waitUntil(lambda: page.unit.table.sheet.marked == page.unit.table.row_of(other))


def test_groups_fold_by_their_handle_and_by_keys(
    qtbot: QtBot, open_window: Window, page: InstitutionsPage
) -> None:
    tree = page.unit.panel.tree
    group = tree.places()["kind:party_gov_office"]
    assert key_of(page, "党政办公室") in tree.places()
    edge = QPoint(group[0] + group[2], group[1] + group[3] // 2)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert key_of(page, "党政办公室") not in tree.places()
    page.unit.table.select("kind:party_gov_office", "name")
    settled(qtbot, open_window)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert key_of(page, "党政办公室") in tree.places()
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert key_of(page, "党政办公室") not in tree.places()


def test_people_are_typed_in_place_without_a_document(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    choose(page, BODY, "actual")
    hand.press("F2", "Ctrl+A")
    hand.type("9")
    hand.press("Return")
    settled(qtbot, open_window)
    assert cell(page, key_of(page, BODY), "actual") == "9"
    assert "1 处突破限额，在白河镇" in page.headline.text()[0]
    undone(qtbot, open_window)
    assert cell(page, key_of(page, BODY), "actual") == "10"
    choose(page, BODY, "actual")
    hand.press("F2", "Ctrl+A")
    hand.type("nine")
    hand.press("Return")
    settled(qtbot, open_window)
    assert "写整数" in page.unit.table.notice.text()
    assert cell(page, key_of(page, BODY), "actual") == "10"


def test_an_institution_is_added_by_its_document(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    hand.push("新增机构…")
    hand.idle()
    dialog = form(hand, "新增机构 · 白河镇")
    assert not dialog.ok.isEnabled()
    fill(hand, "名称", "综合治理办公室")
    fill(hand, "核定编制", "二")
    fill(hand, "设立日期", DAY)
    fill(hand, "文号", DOC)
    hand.tab_to("名称")
    settled(qtbot, open_window)
    assert dialog.fields.said("authorized") == "写整数，如 5；没有就空着"
    assert not dialog.ok.isEnabled()
    fill(hand, "核定编制", "2")
    settled(qtbot, open_window)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, dialog)
    assert cell(page, key_of(page, "综合治理办公室"), "doc_no") == DOC
    assert page.unit.table.rows()[1].name == "党政机构 6 个"
    undone(qtbot, open_window)
    assert page.unit.table.rows()[1].name == "党政机构 5 个"


def test_a_new_name_keeps_the_number_and_stands_in_the_history(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    choose(page, "农业综合服务中心")
    before = key_of(page, "农业综合服务中心")
    act(hand, page, "更名…")
    dialog = form(hand, "更名 · 农业综合服务中心")
    fill(hand, "新名称", "农业农村综合服务中心")
    fill(hand, "自何日起", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, dialog)
    assert key_of(page, "农业农村综合服务中心") == before
    choose(page, "农业农村综合服务中心")
    hand.push("沿革…")
    history = hand.dialog("机构沿革 · 白河镇")
    assert isinstance(history, LineageDialog)
    settled(qtbot, open_window)
    history.only.setChecked(True)
    events = [(e.act, e.name, e.detail) for e in history.events.rows()]
    assert events[-1] == ("更名", "农业农村综合服务中心", "原名农业综合服务中心")
    history.tabs.setCurrentIndex(1)
    hand.tab_to("截至哪一天")
    hand.press("Ctrl+A")
    hand.type("2025-12-31")
    hand.press("Tab")
    settled(qtbot, open_window)
    names = [line.name for line in history.register.rows()]
    assert "农业综合服务中心" in names
    assert "农业农村综合服务中心" not in names


def test_two_become_one_with_their_posts_and_it_is_one_undo(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    choose(page, "农业综合服务中心")
    act(hand, page, "合并…")
    dialog = hand.dialog("合并机构")
    assert isinstance(dialog, MergeForm)
    item = dialog.list.findItems("政务（便民）服务中心", Qt.MatchFlag.MatchStartsWith)[0]
    item.setCheckState(Qt.CheckState.Checked)
    settled(qtbot, open_window)
    fill(hand, "自何日起合并", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, dialog)
    row = key_of(page, "农业综合服务中心")
    assert (cell(page, row, "authorized"), cell(page, row, "actual")) == ("15", "14")
    names = [line.name for line in page.unit.table.rows()]
    assert "政务（便民）服务中心" not in names
    assert "事业单位 2 个" in names
    undone(qtbot, open_window)
    assert "政务（便民）服务中心" in [line.name for line in page.unit.table.rows()]


def test_one_becomes_two(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    choose(page, "社会事务综合服务中心")
    act(hand, page, "分设…")
    dialog = hand.dialog("分设 · 社会事务综合服务中心")
    assert isinstance(dialog, SplitForm)
    dialog.parts.goes_on.setChecked(True)
    fill(hand, "第 1 个机构的名称", "社会事务综合服务中心")
    fill(hand, "第 1 个机构的核定编制", "5")
    fill(hand, "第 2 个机构的名称", "文化服务中心")
    fill(hand, "第 2 个机构的核定编制", "4")
    fill(hand, "自何日起分设", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, dialog)
    assert cell(page, key_of(page, "文化服务中心"), "authorized") == "4"
    assert "事业单位 4 个" in [line.name for line in page.unit.table.rows()]


def test_a_breach_is_waived_by_reason_and_document(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    page.unit.table.select("plates", "check")
    settled(qtbot, open_window)
    assert "加挂牌子" in page.unit.panel.banner.text()
    hand.push("处理这条问题")
    dialog = hand.dialog("核查结果 · 白河镇")
    assert isinstance(dialog, FindingsDialog)
    assert "依据" in dialog.details.text()
    hand.push("凭文件认可…")
    hand.idle()
    waive = form(hand, "凭文件认可")
    fill(hand, "理由", "退役军人服务保障需要")
    fill(hand, "自何日起", "2025-01-01")
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, waive)
    assert "1 处突破限额" in page.headline.text()[0]
    plates = next(line for line in page.unit.table.rows() if line.key == "plates")
    assert plates.verdict.words == "已有文件"
    assert plates.verdict.severity is Severity.NOTE
    undone(qtbot, open_window)
    assert "2 处突破限额" in page.headline.text()[0]


def test_a_plate_gets_its_document_or_comes_down(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    act(hand, page, "牌子…")
    dialog = hand.dialog("加挂牌子 · 白河镇")
    assert isinstance(dialog, PlateList)
    settled(qtbot, open_window)
    current = dialog.table.current()
    assert current is not None
    assert current[0].plate.name == BAD_PLATE
    hand.push("摘牌…")
    hand.idle()
    down = form(hand, f"摘牌 · {BAD_PLATE}")
    fill(hand, "摘牌日期", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, down)
    assert [row.plate.name for row in dialog.table.rows()].count(BAD_PLATE) == 0
    assert "1 处突破限额" in page.headline.text()[0]


def test_a_template_shows_old_and_new_and_is_one_undo(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    act(hand, page, "套用模板…")
    dialog = hand.dialog("套用模板 · 白河镇")
    assert isinstance(dialog, TemplateDialog)
    settled(qtbot, open_window)
    assert dialog.proposal is not None
    assert not dialog.proposal.changes
    place = dialog.template.findData("gather")
    dialog.template.setCurrentIndex(place)
    dialog.template.activated.emit(place)
    dialog.offices.setValue(4)
    dialog.centres.setValue(2)
    settled(qtbot, open_window)
    assert "9 → 7 个" in dialog.sums.text()
    assert "前后不变" in dialog.sums.text()
    fill(hand, "自何日起", DAY)
    fill(hand, "文号", DOC)
    settled(qtbot, open_window)
    assert dialog.ok.isEnabled(), dialog.told.text()
    hand.press("Return")
    hand.until("the change", lambda: "70</a> 个机构" in page.headline.text()[0])
    settled(qtbot, open_window)
    assert page.unit.table.band.pinned[0][2].text == "63"
    undone(qtbot, open_window)
    assert "72</a> 个机构" in page.headline.text()[0]


def test_units_are_chosen_by_chips_and_by_search(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    assert [chip.text() for chip in page.switch.chips if chip.isChecked()] == [HALL]
    hand.tab_to("全县")
    hand.press("Right", "Right", "Right", "Space")
    settled(qtbot, open_window)
    assert page.unit.page is not None
    assert page.unit.page.name == "青石镇"
    assert page.find("双桥")
    assert page.unit.page.name == "双桥乡"
    open_window.resize(640, 700)
    settled(qtbot, open_window)
    page.switch.resize(300, 40)
    QApplication.processEvents()
    assert page.switch.list.isVisible()
    line = page.switch.list.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    hand.type("gpx")
    hand.press("Return")
    settled(qtbot, open_window)
    assert page.unit.page.name == "高坪乡"


def test_the_menu_offers_the_acts_of_the_row(
    open_window: Window, hand: Hand, page: InstitutionsPage
) -> None:
    choose(page, BODY)
    menu = open_window.menus.menus["institutions"]
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.isEnabled()]
    assert {"更名…", "合并…", "撤销机构…", "套用模板…"} <= set(words)
    page.unit.table.select("leaders", "name")
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.isEnabled()]
    assert "更名…" not in words
    assert "新增机构…" in words
    hand.idle()


def test_nothing_is_written_in_a_book_opened_for_reading(
    qtbot: QtBot, window: Window, county: Path
) -> None:
    with qtbot.waitSignal(window.office.opened):
        window.open_book(county, read_only=True)
    settled(qtbot, window)
    window.tabs.show_tab(INSTITUTIONS)
    settled(qtbot, window)
    shown = window.tabs.page()
    assert isinstance(shown, InstitutionsPage)
    assert all(line.editable is False for line in shown.unit.table.rows())
    enabled = [one.text() for one in shown.institution_actions() if one.isEnabled() and one.text()]
    assert enabled == ["沿革…"]


def test_f8_goes_from_one_problem_to_the_next(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    seen = []
    for _ in range(3):
        hand.press("F8")
        settled(qtbot, open_window)
        assert page.unit.page is not None
        assert page.unit.panel.finding is not None
        seen.append((page.unit.page.name, page.unit.panel.finding.rule))
    assert len(set(seen)) == 3
    hand.press("Shift+F8")
    settled(qtbot, open_window)
    assert page.unit.page is not None
    assert page.unit.panel.finding is not None
    assert (page.unit.page.name, page.unit.panel.finding.rule) == seen[1]


def test_a_finding_leads_to_its_row(page: InstitutionsPage) -> None:
    assert page.county is not None
    code = next(own.code for own in page.county.units if own.name == HALL)
    page.show_record(code, BAD_PLATE)
    line = page.unit.line()
    assert line is not None
    assert line.name == "社会事务综合服务中心"
