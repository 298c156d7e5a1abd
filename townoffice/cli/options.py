"""Arguments and options that several commands share."""

from pathlib import Path

import click

PATH = click.Path(path_type=Path)
BOOK = click.argument("book", metavar="BOOK", type=PATH)
YEAR = click.option("--year", type=int, help="数据年度")
PLAN = click.option("--plan", type=int, help="已采用的方案编号")
SET = click.option("--set", "set_", metavar="NAME=VALUE", multiple=True, help="本次选定的参数")
ADOPT = click.option("--adopt", metavar="理由", help="采用并存档")
AS_JSON = click.option("--json", is_flag=True, help="输出 JSON")
CONTEST = click.option("--contest", "contest_id", type=int, help="考核编号；不写为最近的乡镇考核")
