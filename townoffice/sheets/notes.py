"""The notes sheet of the forms handed out: how to fill them in; an import passes over it."""

from townoffice.sheets.workbook import Sheet

__all__ = ["FIRST_LINE", "NOTES", "institution_notes", "is_own_notes", "notes_of"]

NOTES = "填表说明"
FIRST_LINE = "填表说明（本页不导入）"


def notes_of(year: int) -> tuple[str, ...]:
    """Give the lines of the sheet; the first tells it from other people's notes."""
    return (
        FIRST_LINE,
        f"一、本表填 {year} 年年底的数；换一个年度，请改标题里的年份。",
        "二、名称必填；区划代码填 9 位，台账里已有的单位可以不填。",
        "三、数字按表头括号里的单位填写；改用别的单位，请把表头括号里的单位一并改掉，导入时自动换算。",
        "四、没有的数留空，不要填 0；空着的格不改动台账。",
        "五、类型从下拉列表里选；编制和人数填整数。",
        "六、不要合并单元格；合计行可有可无，只用来核对。",
        "七、可以增加本县自己的指标：在右边加一列，表头写明名称和单位。",
    )


def institution_notes(year: int) -> tuple[str, ...]:
    """Give the lines for a list of institutions."""
    return (
        FIRST_LINE,
        f"一、本表填 {year} 年年底的机构，一个机构一行；换一个年度，请改标题里的年份。",
        "二、乡镇（街道）和机构名称必填；机构类别从下拉列表里选。",
        "三、一个机构有几块牌子的，写在一格里，用顿号分开。",
        "四、编制、人员和副职填整数；没有的数留空，不要填 0；空着的格不改动台账。",
        "五、设立时间写成 2019-06-01；批准文号写现在这个机构的文号。",
        "六、更名、合并、撤销请在“机构设置”里按文号办理；表里没有的机构保持不变。",
    )


def is_own_notes(sheet: Sheet) -> bool:
    """Tell the notes of our own forms, of which nothing needs to be said."""
    return sheet.name == NOTES and bool(sheet.rows) and sheet.rows[0][:1] == [FIRST_LINE]
