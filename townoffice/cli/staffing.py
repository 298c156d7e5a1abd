"""Shell commands for staffing: methods, staffing."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import click

from townoffice.cli.options import ADOPT, AS_JSON, BOOK, SET, YEAR
from townoffice.cli.steps import put_step, step_json
from townoffice.cli.words import (
    Json,
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
    say_basis,
    settings,
)
from townoffice.records import (
    Category,
    StaffingResult,
    Step,
    shown,
)


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
@click.option("--explain", is_flag=True, help="连同每个单位的计算步骤")
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
    explain: bool,
    json: bool,
) -> None:
    """测算编制：合计一定等于总量，每个数都说得清来历。"""
    from townoffice.desk import staffing as desk
    from townoffice.desk.books import open_book
    from townoffice.desk.reasons import explain_rows

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
    explained = explain_rows(result) if explain else {}
    if json:
        put_json(_staffing_json(result, plan, explained))
        return
    _put_staffing(result)
    for step in explained.values():
        put_step(step, 0)
    say_basis(result)
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


def _staffing_json(result: StaffingResult, plan: int | None, explained: Mapping[str, Step]) -> Json:
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
        if row.code in explained:
            unit["explained"] = step_json(explained[row.code])
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


COMMANDS = (methods, staffing)
