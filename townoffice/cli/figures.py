"""Shell commands for figures: classify, methods, staffing, explain."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import click

from townoffice.cli.options import ADOPT, AS_JSON, BOOK, PLAN, SET, YEAR
from townoffice.cli.words import (
    Json,
    cite_texts,
    cited_json,
    cites_of,
    figure,
    inferred_of,
    pairs,
    policy_text,
    put,
    put_json,
    put_table,
    say,
    settings,
    weight,
)
from townoffice.records import (
    Category,
    Classification,
    ClassRow,
    Overridden,
    SizeClass,
    StaffingResult,
    Step,
    shown,
)


@click.command()
@BOOK
@YEAR
@SET
@click.option(
    "--override", metavar="单位=一类|二类|三类|取消", multiple=True, help="按本县文件确定类别"
)
@click.option("--reason", help="确定类别的理由")
@click.option("--doc", metavar="文号", help="确定类别的文号")
@ADOPT
@AS_JSON
def classify(
    book: Path,
    *,
    year: int | None,
    set_: tuple[str, ...],
    override: tuple[str, ...],
    reason: str | None,
    doc: str | None,
    adopt: str | None,
    json: bool,
) -> None:
    """计算总指数、类别和领导职数；类别可按本县文件另行确定（--override），一次是一步。"""
    from townoffice.desk import townships
    from townoffice.desk.books import open_book

    chosen, classes = settings(set_), _classes(override)
    with open_book(book, read_only=adopt is None and not classes) as opened:
        if classes:
            townships.override(opened, classes, reason or "", doc or "", year)
        result = townships.classify(opened, year, chosen)
        plan = townships.adopt(opened, result, chosen, adopt) if adopt is not None else None
    if json:
        put_json(_class_json(result, plan))
        return
    put_table(
        ("位次", "代码", "乡镇（街道）", "综合得分%", "总指数", "类别", "领导职数", "说明"),
        (_class_line(row) for row in result.rows),
    )
    _say_basis(result)
    if plan is not None:
        say(f"已采用，方案编号 {plan}。")


def _classes(texts: Iterable[str]) -> dict[str, SizeClass | None]:
    """Read ``单位=一类`` options; a malformed one is wrong usage."""
    words: dict[str, SizeClass | None] = {size.label: size for size in SizeClass} | {"取消": None}
    found = {}
    for text in texts:
        unit, _, word = text.partition("=")
        if word.strip() not in words or not unit.strip():
            raise click.BadParameter(f"“{text}”须写成 单位=一类，或二类、三类、取消")
        found[unit.strip()] = words[word.strip()]
    return found


def _class_line(row: ClassRow) -> tuple[str, ...]:
    if row.index is None or row.share is None:
        return ("—", row.code, row.name, "—", "—", "—", "—", f"缺{'、'.join(row.missing)}")
    posts = "待核定" if row.leadership_posts is None else str(row.leadership_posts)
    return (
        str(row.rank),
        row.code,
        row.name,
        shown(row.share, 4),
        shown(row.index, 2),
        row.size_class.label if row.size_class else "—",
        posts if row.size_class else "—",
        "；".join(_class_remarks(row)),
    )


def _class_remarks(row: ClassRow) -> Iterator[str]:
    if row.overridden is not None:
        found = row.overridden.calculated
        yield f"文件定类，测算{found.label if found else '未成'}"
    if row.near_cut:
        yield "临界"
    yield from row.leadership_remarks


def _class_json(result: Classification, plan: int | None) -> Json:
    units: list[Json] = [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind.value,
            **figure("share", row.share, 4),
            **figure("index", row.index, 2),
            "rank": row.rank,
            "class": None if row.size_class is None else int(row.size_class),
            "leadership_posts": row.leadership_posts,
            "leadership_actual": row.leadership_actual,
            "leadership_titles": row.leadership_titles,
            "leadership_remarks": list(row.leadership_remarks),
            "leadership_held": [
                {
                    "post": count.post.value,
                    "label": count.post.label,
                    "due": count.due,
                    "held": count.held,
                    "besides": count.besides,
                }
                for count in row.leadership_held
            ],
            "overridden": _overridden_json(row.overridden),
            "near_cut": row.near_cut,
            **figure("distance", row.distance, 2),
            "missing": list(row.missing),
        }
        for row in result.rows
    ]
    return {
        "year": result.year,
        "weights": {name: weight(value) for name, value in result.weights},
        "population": result.population,
        "index_method": result.method,
        "units": units,
        "cites": cites_of(result.parameters),
        "inferred": inferred_of(result.parameters),
        "missing": [value.name for value in result.parameters if value.value is None],
        "adoption": result.adoption,
        "plan": plan,
    }


def _overridden_json(found: Overridden | None) -> Json:
    if found is None:
        return None
    calculated = None if found.calculated is None else int(found.calculated)
    return {"calculated": calculated, "reason": found.reason, "doc_no": found.doc_no}


def _say_basis(result: Classification | StaffingResult) -> None:
    for value in result.parameters:
        if value.value is None:
            say(f"缺失：{value.label}。{value.note}。")
    notes = dict.fromkeys(value.note for value in result.parameters if value.inferred)
    if notes:
        say(f"推定（须报县委编委审定）：{'；'.join(notes)}。")
    if result.adoption:
        say(f"本县采用：{result.adoption}。")


@click.command()
@AS_JSON
def methods(*, json: bool) -> None:
    """列出核编办法及其参数、状态和出处。"""
    from townoffice.desk.policies import method_parameters

    found = method_parameters()
    if json:
        put_json(
            {
                "methods": [
                    {
                        "id": method.id,
                        "label": method.label,
                        "register": method.register_id,
                        "parameters": [
                            {"set": value.name.split(".")[1], **cited_json(value)}
                            for value in values
                        ],
                    }
                    for method, values in found
                ]
            }
        )
        return
    for method, values in found:
        put(f"{method.id}  {method.label}（{method.subtitle}）")
        for value in values:
            name = value.name.split(".")[1]
            put(f"  --set {name}={policy_text(value.value)}  {value.label}，{value.basis}")


@click.command()
@BOOK
@click.option("--method", help="核编办法，如 three-step；不写则用本县采用的")
@click.option(
    "--category",
    type=click.Choice(["admin", "institution"]),
    default="admin",
    help="admin 行政 | institution 事业",
)
@click.option("--total", type=click.IntRange(min=0), help="总量；不写则为现有编制合计")
@SET
@YEAR
@click.option("--lower", metavar="单位=N", multiple=True, help="下限")
@click.option("--upper", metavar="单位=N", multiple=True, help="上限")
@click.option("--max-change", type=click.IntRange(min=0), help="一次增减不超过")
@click.option("--settle", metavar="rule|单位,…", help="余数相同时：按规则，或写明给谁")
@ADOPT
@AS_JSON
def staffing(
    book: Path,
    *,
    method: str | None,
    category: str,
    total: int | None,
    set_: tuple[str, ...],
    year: int | None,
    lower: tuple[str, ...],
    upper: tuple[str, ...],
    max_change: int | None,
    settle: str | None,
    adopt: str | None,
    json: bool,
) -> None:
    """测算编制：合计一定等于总量，每个数都说得清来历。"""
    from townoffice.desk import staffing as desk
    from townoffice.desk.books import open_book

    order = desk.Order(
        Category(category),
        method,
        year,
        total,
        settings(set_),
        pairs(lower, int),
        pairs(upper, int),
        max_change,
        tuple(part.strip() for part in settle.split(",")) if settle else None,
        f"经确认：{adopt}" if adopt else "",
    )
    with open_book(book, read_only=adopt is None) as opened:
        result = desk.calculate(opened, order)
        plan = desk.adopt(opened, order, result, adopt) if adopt is not None else None
    if json:
        put_json(_staffing_json(result, plan))
        return
    _put_staffing(result)
    _say_basis(result)
    if plan is not None:
        say(f"已采用，方案编号 {plan}。")


def _put_staffing(result: StaffingResult) -> None:
    def cells(n: int) -> tuple[str, ...]:
        row = result.rows[n]
        change = "—" if row.change is None else f"{row.change:+d}" if row.change else "0"
        parts = [(shown(t.quota(n), 4), str(t.seats[n])) for t in result.tranches]
        current = "—" if row.current is None else str(row.current)
        flat = [cell for pair in parts for cell in pair]
        return (
            row.code,
            row.name,
            current,
            str(row.base),
            *flat,
            str(row.calculated),
            str(row.posts),
            change,
        )

    heads = [head for t in result.tranches for head in (f"{t.label}计算值", "取整")]
    put_table(
        ("代码", "乡镇（街道）", "现有", "基本", *heads, "测算", "核定", "增减"),
        (cells(n) for n in range(len(result.rows))),
    )
    posts = sum(row.posts for row in result.rows)
    put(f"合计 {posts} ＋ 周转编制 {result.reserve} ＝ 总量 {result.total}")
    names = {row.code: row.name for row in result.rows}
    for tie in result.ties:
        units = "、".join(names[code] for code in tie.units)
        given = "、".join(names[code] for code in tie.given)
        how = "按规则（户籍人口多者优先，再按代码）" if tie.settled_by == "rule" else tie.settled_by
        say(f"余数相同：{units} 争 {tie.seats} 名，给了 {given}，{how}。")


def _staffing_json(result: StaffingResult, plan: int | None) -> Json:
    units: list[Json] = []
    for n, row in enumerate(result.rows):
        quota = sum((t.quota(n) for t in result.tranches), Fraction(0))
        unit: dict[str, Json] = {
            "code": row.code,
            "name": row.name,
            "base": row.base,
            "tranches": {t.name: t.seats[n] for t in result.tranches},
            **figure("quota", quota, 4),
            "calculated": row.calculated,
            "posts": row.posts,
            "current": row.current,
            "change": row.change,
        }
        for tranche in result.tranches:
            unit |= figure(f"coefficient_{tranche.name}", tranche.coefficient(n) * 100, 4)
        if result.bounded:
            unit |= figure("bounded_quota", result.bounded_quotas[n], 4)
        units.append(unit)
    return {
        "method": result.method,
        "category": result.category.value,
        "year": result.year,
        "total": result.total,
        "reserve": result.reserve,
        "pool": result.pool,
        "units": units,
        "ties": [
            {
                "tranche": tie.tranche,
                "seats": tie.seats,
                "units": list(tie.units),
                "given": list(tie.given),
                "settled_by": tie.settled_by,
            }
            for tie in result.ties
        ],
        "inferred": inferred_of(result.parameters),
        "cites": cites_of(result.parameters),
        "adoption": result.adoption,
        "plan": plan,
    }


@click.command()
@BOOK
@click.argument("what", metavar="FIGURE")
@YEAR
@PLAN
@AS_JSON
def explain(book: Path, what: str, *, year: int | None, plan: int | None, json: bool) -> None:
    """说明一个数怎么来的，一直到原始数据和条款。

    FIGURE 写成 项目:单位，如 类别:青石镇、领导职数:青石镇、行政编制:999901100；只写单位则全部说明。
    """
    from townoffice.desk.books import open_book
    from townoffice.desk.reasons import explain as reasons

    with open_book(book, read_only=True) as opened:
        step = reasons(opened, what, year=year, plan_id=plan)
    if json:
        put_json(_step_json(step))
    else:
        _put_step(step, 0)


def _step_json(step: Step) -> dict[str, Json]:
    value: Json = step.value if not isinstance(step.value, Fraction) else None
    document: dict[str, Json] = {"label": step.label, "value": value, "unit": step.unit}
    if isinstance(step.value, Fraction):
        document |= figure("value", step.value, step.decimals)
    return {
        **document,
        "how": step.how,
        "inferred": step.inferred,
        "cites": cite_texts(step.cites),
        "steps": [_step_json(part) for part in step.steps],
    }


def _put_step(step: Step, depth: int) -> None:
    value = step.value
    text = "" if value is None else str(value)
    if isinstance(value, Fraction):
        text = shown(value, step.decimals)
    mark = "※" if step.inferred else ""
    parts = [f"{step.label} {text}{step.unit if text else ''}{mark}".rstrip()]
    if step.how:
        parts.append(step.how)
    put("  " * depth + "：".join(parts))
    for cite in step.cites:
        put("  " * (depth + 1) + f"〔依据〕{cite.text}")
    for part in step.steps:
        _put_step(part, depth + 1)


COMMANDS = (classify, methods, staffing, explain)
