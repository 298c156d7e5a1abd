"""How a figure came to be: from a name like 领导职数:青石镇 to the tree of its steps."""

from townoffice.book import Book
from townoffice.desk import evaluation, institutions, rates, staffing, townships
from townoffice.desk.county import find_unit
from townoffice.evaluation import explain_total
from townoffice.feedback import BadChoice, NotFound
from townoffice.records import (
    Category,
    Classification,
    EvaluationResult,
    StaffingResult,
    Step,
)
from townoffice.staffing import explain_unit
from townoffice.townships import explain_class, explain_leadership

_FIGURES = {
    "class": "class",
    "类别": "class",
    "index": "class",
    "总指数": "class",
    "leadership": "leadership",
    "领导职数": "leadership",
    "admin": "admin",
    "行政编制": "admin",
    "institution": "institution",
    "事业编制": "institution",
    "rates": "rates",
    "编制使用": "rates",
    "万人编制数": "rates",
    "空编率": "rates",
    "evaluation": "evaluation",
    "考核得分": "evaluation",
    "limits": "limits",
    "机构限额": "limits",
}


def explain(
    book: Book, figure: str, *, year: int | None = None, plan_id: int | None = None
) -> Step:
    """Explain a figure named ``WHAT:UNIT``: 类别, 领导职数, 行政编制 or 事业编制 of a unit.

    编制使用 are its rates, of 全县 too; 考核得分 its total in the newest contest that rates it;
    机构限额 how many institutions and plates it may have. A unit alone explains all but these.
    ``plan_id`` explains the figure of an adopted plan from the plan alone; else it is calculated
    with the policies in force.
    """
    what, _, unit = figure.replace("：", ":").rpartition(":")
    kind = _FIGURES.get(what.strip()) if what else ""
    if kind is None:
        known = "、".join(key for key in _FIGURES if not key.isascii())
        raise BadChoice(f"不认识“{what}”", hint=f"请写成 项目:单位，项目有 {known}")
    if kind == "rates":
        return _rates(book, unit, year)
    if kind == "evaluation" and plan_id is None:
        return evaluation.explain(book, unit, year)
    if kind == "limits":
        return institutions.explain_limits(book, unit, year)
    code = find_unit(book.townships(), unit).code
    if plan_id is not None:
        step = _of_result(book.plan(plan_id).result, kind, code)
    elif kind == "":
        step = _all(book, year, code)
    elif kind in {"class", "leadership"}:
        step = _of_result(townships.classify(book, year), kind, code)
    else:
        order = staffing.Order(Category(kind), year=year)
        step = _of_result(staffing.calculate(book, order), kind, code)
    if step is None:
        raise NotFound(f"测算结果中没有“{unit}”", hint="请核对单位和年度")
    return step


def _rates(book: Book, unit: str, year: int | None) -> Step:
    step = rates.explain(book, unit, year)
    if step is None:
        raise NotFound(f"没有“{unit}”的编制使用情况", hint="请核对单位和年度")
    return step


def _of_result(
    result: StaffingResult | Classification | EvaluationResult, kind: str, code: str
) -> Step | None:
    if isinstance(result, StaffingResult):
        return explain_unit(result, code)
    if isinstance(result, EvaluationResult):
        return explain_total(result, code)
    return explain_leadership(result, code) if kind == "leadership" else explain_class(result, code)


def _all(book: Book, year: int | None, code: str) -> Step:
    classes = townships.classify(book, year)
    steps = [explain_leadership(classes, code)]
    for category in (Category.ADMIN, Category.INSTITUTION):
        result = staffing.calculate(book, staffing.Order(category, year=year))
        steps.append(explain_unit(result, code))
    name = find_unit(book.townships(), code).name
    return Step(name, None, "", f"{classes.year}年度测算", steps=tuple(s for s in steps if s))


def explain_rows(result: StaffingResult) -> dict[str, Step]:
    """Explain the posts of every unit of a calculation, by code."""
    found = ((row.code, explain_unit(result, row.code)) for row in result.rows)
    return {code: step for code, step in found if step is not None}
