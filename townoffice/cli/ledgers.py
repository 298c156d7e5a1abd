"""Shell commands for carried-out plans: transfers, turnover."""

from datetime import date, datetime
from pathlib import Path

import click

from townoffice.cli.options import AS_JSON, BOOK, PLAN
from townoffice.cli.words import Json, put, put_json, put_table, say
from townoffice.records import Category, GrantLine, Pool, Stage, TransferSheet

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@BOOK
@PLAN
@click.option("--years", type=click.IntRange(min=0), default=0, help="逐步消化的年数")
@click.option("--commit", is_flag=True, help="执行：写入各单位新的核定数和台账")
@click.option("--stage", type=click.IntRange(min=0), default=0, help="执行第几批；不写为当期")
@click.option("--on", type=DAY, help="划转日期")
@click.option("--doc", metavar="文号", help="执行划转的文号")
@AS_JSON
def transfers(
    book: Path,
    *,
    plan: int | None,
    years: int,
    commit: bool,
    stage: int,
    on: datetime | None,
    doc: str | None,
    json: bool,
) -> None:
    """列出方案的编制调剂：谁划给谁几名；--commit 按文件执行。"""
    from townoffice.desk import transfers as desk
    from townoffice.desk.books import open_book

    day = on.date() if on else None
    if commit and (day is None or not doc):
        raise click.UsageError("执行划转须写明 --on 日期和 --doc 文号")
    with open_book(book, read_only=not commit) as opened:
        number = desk.newest_plan(opened) if plan is None else plan
        if commit and day is not None and doc:
            if stage:
                desk.carry_out(opened, number, stage, on=day, doc_no=doc)
            else:
                desk.commit(opened, number, on=day, doc_no=doc, years=years)
        sheet = desk.preview(opened, number, years, day)
    if json:
        put_json(_sheet_json(sheet))
    else:
        _put_sheet(sheet)
    if sheet.held:
        names = "、".join(f"{unit.name}（{unit.over} 名）" for unit in sheet.held)
        say(f"划出后将超编：{names}。执行时请用 --years 写明逐步消化的年数。")
    if commit:
        say(f"已执行（{doc}）。")


def _put_sheet(sheet: TransferSheet) -> None:
    words = {stage.number: _state(stage) for stage in sheet.stages}
    put_table(
        ("批次", "划出", "划入", "名数"),
        (
            (words[t.stage], sheet.name(t.giver), sheet.name(t.taker), str(t.posts))
            for t in sheet.transfers
        ),
    )
    put_table(
        ("代码", "乡镇（街道）", "调剂前", "划出", "划入", "调剂后"),
        (
            (
                line.code,
                line.name,
                _count(line.before),
                str(line.given),
                str(line.taken),
                _count(line.after),
            )
            for line in sheet.lines
        ),
    )
    put(f"县级周转 {sheet.reserve} → {sheet.reserve_after}")


def _count(count: int | None) -> str:
    return "—" if count is None else str(count)


def _state(stage: Stage) -> str:
    name = f"第{stage.number}年" if stage.number else "当期"
    if stage.since:
        return f"{name} {stage.since.isoformat()} {stage.doc_no}"
    return f"{name} 应于 {stage.due.isoformat()}" if stage.due else name


def _sheet_json(sheet: TransferSheet) -> Json:
    return {
        "plan": sheet.plan_id,
        "title": sheet.title,
        "category": sheet.category.value,
        "reserve": sheet.reserve,
        "reserve_after": sheet.reserve_after,
        "transfers": [
            {"stage": t.stage, "giver": t.giver, "taker": t.taker, "posts": t.posts}
            for t in sheet.transfers
        ],
        "units": [
            {
                "code": line.code,
                "name": line.name,
                "before": line.before,
                "given": line.given,
                "taken": line.taken,
                "later": line.later,
                "after": line.after,
                "actual": line.persons,
            }
            for line in sheet.lines
        ],
        "stages": [
            {
                "stage": stage.number,
                "posts": stage.posts,
                "due": _iso(stage.due),
                "on": _iso(stage.since),
                "doc_no": stage.doc_no,
            }
            for stage in sheet.stages
        ],
        "held": [{"code": u.code, "name": u.name, "over": u.over} for u in sheet.held],
    }


@click.command()
@BOOK
@click.argument(
    "action",
    metavar="[list|grant|return]",
    type=click.Choice(["list", "grant", "return"]),
    default="list",
)
@click.option("--unit", metavar="单位", default="", help="借给哪个单位")
@click.option(
    "--category",
    type=click.Choice(["admin", "institution"]),
    default="admin",
    help="admin 行政 | institution 事业",
)
@click.option("--posts", type=int, help="名数")
@click.option("--purpose", metavar="用途", default="", help="用途")
@click.option("--situation", metavar="情形", default="", help="适用情形")
@click.option("--from", "from_", type=DAY, help="使用起")
@click.option("--until", type=DAY, help="使用止")
@click.option("--doc", metavar="文号", default="", help="文号")
@click.option("--grant", type=int, help="收回的编号")
@click.option("--on", type=DAY, help="哪一天的情况；收回时是收回日期，不写为今天")
@AS_JSON
def turnover(
    book: Path,
    action: str,
    *,
    unit: str,
    category: str,
    posts: int | None,
    purpose: str,
    situation: str,
    from_: datetime | None,
    until: datetime | None,
    doc: str,
    grant: int | None,
    on: datetime | None,
    json: bool,
) -> None:
    """周转编制：list 列出台账和到期的，grant 借出，return 收回。"""
    from townoffice.desk import turnover as desk
    from townoffice.desk.books import open_book

    day = on.date() if on else date.today()  # noqa: DTZ011  the user's own day
    if action == "return" and grant is None:
        raise click.UsageError("收回须写明 --grant 编号")
    typed = desk.GrantTyped(
        unit,
        Category(category),
        posts,
        purpose,
        situation,
        from_.date() if from_ else None,
        until.date() if until else None,
        doc,
    )
    with open_book(book, read_only=action == "list") as opened:
        if action == "grant":
            desk.grant(opened, typed)
        elif action == "return" and grant is not None:
            desk.give_back(opened, grant, on=day, doc_no=doc)
        lines, pools = desk.ledger(opened), desk.pools(opened, day)
        due = desk.due(opened, day)
    if json:
        put_json(_ledger_json(lines, pools, due, day))
    else:
        _put_ledger(lines, pools, day)
    for line in due:
        late = "已到期未收回" if line.grant.until < day else "将到期"
        end = line.grant.until.isoformat()
        say(f"{line.name} {line.grant.count} 名{late}（{end}，编号 {line.grant.id}）。")


def _put_ledger(lines: tuple[GrantLine, ...], pools: tuple[Pool, ...], on: date) -> None:
    put_table(
        ("编号", "单位", "类别", "名数", "使用起", "使用止", "文号", "收回", "用途"),
        (
            (
                str(line.grant.id),
                line.name,
                line.grant.category.label,
                str(line.grant.count),
                line.grant.since.isoformat(),
                line.grant.until.isoformat(),
                line.grant.doc_no,
                _iso(line.grant.returned) or "—",
                line.grant.purpose,
            )
            for line in lines
        ),
    )
    for pool in pools:
        held = f"{pool.category.label}周转 {pool.posts} 名，在用 {pool.in_use} 名"
        put(f"{on.isoformat()} {held}，可用 {pool.free} 名")


def _ledger_json(
    lines: tuple[GrantLine, ...], pools: tuple[Pool, ...], due: tuple[GrantLine, ...], on: date
) -> Json:
    return {
        "on": on.isoformat(),
        "pools": [
            {
                "category": p.category.value,
                "posts": p.posts,
                "in_use": p.in_use,
                "free": p.free,
            }
            for p in pools
        ],
        "grants": [_grant_json(line) for line in lines],
        "due": [line.grant.id for line in due],
    }


def _grant_json(line: GrantLine) -> Json:
    grant = line.grant
    return {
        "id": grant.id,
        "unit": line.code,
        "name": line.name,
        "category": grant.category.value,
        "posts": grant.count,
        "purpose": grant.purpose,
        "situation": grant.situation,
        "from": grant.since.isoformat(),
        "until": grant.until.isoformat(),
        "doc_no": grant.doc_no,
        "returned": _iso(grant.returned),
        "return_doc_no": grant.return_doc_no,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


COMMANDS = (transfers, turnover)
