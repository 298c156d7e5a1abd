"""A policy pack with a mistake is refused with its line; nothing is read by guessing."""

import pytest

from townoffice.feedback import BadPack
from townoffice.policy import counts, read_pack, shipped_packs
from townoffice.policy.institution_entries import INSTITUTION_ENTRIES
from townoffice.policy.vocabulary import VOCABULARY
from townoffice.records import State

GOOD = """format = 1
id = "own"
title = "领导职数"
topic = "leadership"
[sources.doc]
title = "批复"
doc_no = "示编发〔2024〕1号"
[[values]]
name = "leadership.class_1"
label = "一类领导职数"
unit = "名"
state = "stated"
value = 13
cite = [{ source = "doc", clause = "一" }]
"""


def test_a_good_pack_is_read_with_its_source() -> None:
    (value,) = read_pack(GOOD, "own.toml").values
    assert value.cited.value == 13
    assert value.cited.cites[0].text == "《批复》（示编发〔2024〕1号）一"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format = 1", "format = 2", "format 须为 1"),
        ('topic = "leadership"', 'topic = "weather"', "topic 只能是"),
        ('id = "own"', 'id = "本县"', "id 只能用小写字母"),
        ("value = 13", "value = -1", "第 8 行起：“leadership.class_1”的 value：不能是负数"),
        ("value = 13", "value = 1.5", "须是整数"),
        ("value = 13", 'value = "多"', "须是数字"),
        ("value = 13", "value = [1]", "写法不对"),
        ("value = 13", "", "missing 不写 value，其余必须写 value"),
        ('state = "stated"', 'state = "sure"', "state 只能是"),
        ('state = "stated"', 'state = "missing"', "missing 不写 value"),
        ('state = "stated"', 'state = "inferred"', "须在 note 写明理由"),
        ('cite = [{ source = "doc", clause = "一" }]', "", "须写明出处 cite"),
        ('source = "doc"', 'source = "other"', "没有在 sources 中列出"),
        ('"leadership.class_1"', '"leadership.class_4"', "没有名为“leadership.class_4”的政策项"),
        ('"leadership.class_1"', '"three-step.base"', "“leadership”没有名为“three-step.base”"),
        ('unit = "名"', "", "缺少“unit”"),
        ('unit = "名"', 'unit = "名"\ncolour = "red"', "不认识的项“colour”"),
        ("〔2024〕", "[2024]", "请用六角括号"),
        ("value = 13", "value = 13\nfrom = 2024-13-01", "第 14 行起：不是合格的 TOML"),
        ("value = 13", 'value = 13\nfrom = "去年"', "须是日期"),
        ("value = 13", "value = 13\nfrom = 2025-01-01\nto = 2024-01-01", "终止日期早于起始日期"),
        ("[[values]]", "[[vaules]]", "不认识的项“vaules”"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, message: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(BadPack, match=message) as caught:
        read_pack(text, "own.toml")
    assert "own.toml" in str(caught.value)
    assert "请改正后重试" in str(caught.value)


STRUCTURE = GOOD.replace("leadership.class_1", "leadership.structure_1").replace(
    "value = 13", "value = { secretary = 1, deputy_head = 4 }"
)


def test_a_structure_names_whole_numbers_of_posts() -> None:
    (value,) = read_pack(STRUCTURE, "own.toml").values
    assert counts(value.cited) == {"secretary": 1, "deputy_head": 4}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("deputy_head", "chef", "没有名为“chef”的职务"),
        ("deputy_head = 4", "deputy_head = 1.5", "名数须是整数"),
        ("deputy_head = 4", "deputy_head = -1", "名数不能是负数"),
        ("secretary = 1, deputy_head = 4", "secretary = 0", "名数不能全部是 0"),
        ("{ secretary = 1, deputy_head = 4 }", "5", "须写成“职务 = 名数”"),
    ],
)
def test_a_structure_that_cannot_be_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(BadPack, match=message):
        read_pack(STRUCTURE.replace(old, new), "own.toml")


def test_a_name_said_twice_for_one_day_is_refused_but_not_for_two_spans() -> None:
    value = GOOD[GOOD.index("[[values]]") :]
    with pytest.raises(BadPack, match="在同一时间写了两次"):
        read_pack(GOOD + value, "own.toml")
    first = value.replace("value = 13", "value = 13\nto = 2023-12-31")
    second = value.replace("value = 13", "value = 14\nfrom = 2024-01-01")
    head = GOOD[: GOOD.index("[[values]]")]
    assert len(read_pack(head + first + second, "own.toml").values) == 2


def test_what_ships_says_every_name_once_and_hides_no_doubt() -> None:
    names = [v.cited.name for pack in shipped_packs() for v in pack.values]
    assert {name for name in names if name in VOCABULARY} == set(VOCABULARY)
    apart = {"staffing.method", *INSTITUTION_ENTRIES}  # by method; by group of units or by unit
    once = [name for name in names if name not in apart]
    assert len(once) == len(set(once))
    for pack in shipped_packs():
        for value in (v.cited for v in pack.values):
            assert value.cites or value.state is State.INFERRED
            assert value.note or value.state is State.STATED
