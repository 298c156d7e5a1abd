"""Shell command for compliance: check."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from townoffice.cli.options import AS_JSON, BOOK
from townoffice.cli.words import Json, cite_texts, put_json, put_table, say
from townoffice.records import Finding, Severity, trimmed

if TYPE_CHECKING:  # sqlalchemy is read by the command
    from townoffice.desk.compliance import Checked


@click.command()
@BOOK
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="截至哪天；不写为最近一个年度末")
@AS_JSON
def check(book: Path, *, on: datetime | None, json: bool) -> None:
    """按现行政策核查机构编制：突破、提醒、已有文件，各有条款和依据。"""
    from townoffice.desk import compliance as desk
    from townoffice.desk.books import open_book
    from townoffice.desk.policies import never_adopted

    with open_book(book, read_only=True) as opened:
        day = on.date() if on else desk.usual_day(opened) or datetime.now(UTC).astimezone().date()
        checked = desk.check(opened, day)
        wanting = never_adopted(opened)
    if json:
        put_json(_json(checked))
    else:
        put_table(
            ("轻重", "规则", "事项", "乡镇（街道）", "问题", "限额", "实际", "依据"),
            (_line(finding) for finding in checked.findings),
        )
    counts = "，".join(f"{s.label} {len(checked.of(s))} 处" for s in Severity)
    say(f"截至 {checked.on.isoformat()}，{checked.units} 个单位：{counts}。")
    if checked.silent:
        asks = {rule.id: rule.label for rule in desk.RULES}
        names = "、".join(asks[rule_id] for rule_id in checked.silent)
        say(f"没有采用这方面的政策或没有设定，未查：{names}。")
    if wanting:
        say("台账建于较早的版本，还有事项没有采用政策：可用 policies 台账 --starting 补采用。")


def _line(finding: Finding) -> tuple[str, ...]:
    return (
        finding.severity.label,
        finding.rule,
        finding.label,
        finding.unit_name,
        finding.what,
        str(_figure(finding.limit) or "—"),
        "—" if finding.actual is None else str(_figure(finding.actual)),
        _cite(finding),
    )


def _json(checked: "Checked") -> Json:
    return {
        "on": checked.on.isoformat(),
        "units": checked.units,
        "findings": [_finding(finding) for finding in checked.findings],
        "silent": list(checked.silent),
    }


def _finding(finding: Finding) -> Json:
    """Write a finding; ``rule`` is the row of the register of systems, ``check`` its part."""
    waiver = finding.waiver
    return {
        "rule": ".".join(finding.rule.split(".")[:2]),
        "check": finding.rule,
        "label": finding.label,
        "unit": finding.unit,
        "name": finding.unit_name,
        "subject": finding.subject or None,
        "level": finding.severity.value,
        "limit": _figure(finding.limit),
        "actual": _figure(finding.actual),
        "what": finding.what,
        "hint": finding.hint,
        "cite": _cite(finding),
        "cites": cite_texts(finding.cites),
        "inferred": finding.inferred,
        "waiver": None if waiver is None else {"doc_no": waiver.doc_no, "reason": waiver.reason},
    }


def _figure(value: int | Fraction | str | None) -> int | str | None:
    return trimmed(value) if isinstance(value, Fraction) else value


def _cite(finding: Finding) -> str:
    return "；".join(str(text) for text in cite_texts(finding.cites))


COMMANDS = (check,)
