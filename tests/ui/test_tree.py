"""The tree of boxes: where each lies, what is painted red, and rows under headings."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from townoffice.records import Box, Lengths, lay_out
from ui.charts import TreePicture, TreeView
from ui.tables.sections import in_sections, numbers
from ui.theme import LIGHT

LENGTHS = Lengths(widths=(100, 160), row=38, line=15, head=50, beside=24, between=8, apart=20)


@st.composite
def trees(draw: st.DrawFn) -> Box:
    """A unit with some groups of some institutions, every key its own."""
    sizes = draw(st.lists(st.integers(0, 6), min_size=0, max_size=5))
    groups = []
    for at, size in enumerate(sizes):
        notes = draw(st.lists(st.sampled_from(["", "牌子：甲"]), min_size=size, max_size=size))
        leaves = tuple(Box(f"{at}.{n}", "机构", 3, 2, note=note) for n, note in enumerate(notes))
        groups.append(Box(f"{at}", "组", 9, 9, note="限 3", below=leaves))
    return Box("unit", "单位", 9, 9, lines=("行政",), below=tuple(groups))


@given(root=trees(), folded=st.sets(st.integers(0, 4).map(str)))
def test_boxes_never_overlap_and_stay_inside(root: Box, folded: set[str]) -> None:
    tree = lay_out(root, LENGTHS, 600, frozenset(folded))
    for box in tree.boxes:
        assert box.x >= 0
        assert box.x + box.width <= 600
        assert box.y >= 0
        assert box.y + box.height <= tree.height
    for one in tree.boxes:
        for other in tree.boxes:
            if one is not other and one.depth == other.depth:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y
    shown = {placed.box.key for placed in tree.boxes}
    assert shown == {
        box.key for box in root.all() if box.key.split(".")[0] not in folded or "." not in box.key
    }
    assert len(tree.twigs) == len(tree.boxes) - 1


@given(root=trees())
def test_a_parent_stands_beside_the_middle_of_its_own(root: Box) -> None:
    tree = lay_out(root, LENGTHS, 600)
    for placed in tree.boxes:
        under = [tree.box(child.key) for child in placed.box.below]
        found = [one for one in under if one is not None]
        if found and placed.height <= found[-1].y + found[-1].height - found[0].y:
            assert abs(placed.middle - (found[0].middle + found[-1].middle) // 2) <= 1


def test_only_more_people_than_posts_is_over() -> None:
    assert Box("a", "甲", 9, 10).over == 1
    assert Box("a", "甲", 9, 9).over == 0
    assert Box("a", "甲", None, 9).over == 0
    assert Box("a", "甲", 9, None).over == 0


def test_a_box_with_too_many_people_has_a_red_edge(qtbot: QtBot) -> None:
    colours = []
    for actual in (9, 10):
        leaf = Box("leaf", "综合行政执法大队", 9, actual)
        view = TreeView("机构图")
        qtbot.addWidget(view)
        view.resize(560, 200)
        group = Box("group", "执法队伍", 9, 9, below=(leaf,))
        view.set_picture(TreePicture(Box("unit", "白河镇", 9, 9, below=(group,))))
        x, y, _width, height = view.places()["leaf"]
        image = view.viewport().grab().toImage()
        colours.append(image.pixelColor(x, y + height // 2).name())
    assert colours[1] == LIGHT.red.name()
    assert colours[0] != LIGHT.red.name()


def test_without_room_the_boxes_scroll_and_the_chosen_one_is_in_sight(qtbot: QtBot) -> None:
    leaves = tuple(Box(f"{n}", f"机构{n}", 3, 3) for n in range(30))
    view = TreeView("机构图")
    qtbot.addWidget(view)
    view.resize(420, 240)
    root = Box("unit", "单位", 90, 90, below=(Box("group", "组", 90, 90, below=leaves),))
    view.set_picture(TreePicture(root, chosen="29"))
    assert view.verticalScrollBar().maximum() > 0
    _x, y, _width, height = view.places()["29"]
    assert y >= 0
    assert y + height <= view.viewport().height()
    assert "机构29 核3 实3" in view.accessibleDescription()


@given(
    kept=st.sets(st.integers(0, 19)),
    heads=st.sets(st.integers(0, 19)),
    seed=st.randoms(use_true_random=False),
)
def test_records_stay_under_their_heading_in_any_order(
    kept: set[int], heads: set[int], seed: Random
) -> None:
    order, ends = list(kept), sorted(heads)
    seed.shuffle(order)
    found = in_sections(order, ends)
    members = [at for at in found if at not in heads]
    assert sorted(members) == sorted(at for at in kept if at not in heads)
    section = -1
    for at in found:
        if at in heads:
            assert at > section
            section = at
        else:
            assert section == max((head for head in ends if head < at), default=-1)
    counted = [number for number in numbers(found, ends) if number]
    assert counted == list(range(1, len(members) + 1))
