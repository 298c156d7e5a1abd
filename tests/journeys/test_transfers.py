"""From a plan to posts that moved and posts that were lent, through the shell."""

from pathlib import Path

from tests.eight_book import eight_book
from tests.shell import shell


def test_a_plan_is_carried_out_and_posts_are_lent_by_documents(tmp_path: Path) -> None:
    path = tmp_path / "示例县.db"
    eight_book(path).close()
    adopted = shell("staffing", path, "--settle", "rule", "--adopt", "示编办〔2025〕2号")
    assert adopted.status == 0, adopted.err
    shown = shell("transfers", path, "--json").document()
    assert (shown["reserve"], shown["reserve_after"]) == (0, 10)
    doing = ("transfers", path, "--commit", "--on", "2025-03-01", "--doc", "示编办〔2025〕3号")
    refused = shell(*doing)
    assert refused.status == 1
    assert "逐步消化" in refused.err
    assert shell("transfers", path, "--commit").status == 2
    assert shell(*doing, "--years", "2").status == 0
    stages = shell("transfers", path, "--json").document()["stages"]
    assert isinstance(stages, list)
    assert len(stages) == 3
    early = shell(*doing, "--stage", "1")
    assert early.status == 1
    lending = (
        *("turnover", path, "grant", "--unit", "北岸街道", "--posts", "1", "--purpose", "专班"),
        *("--situation", "满编", "--from", "2025-04-01", "--until", "2026-03-31"),
    )
    assert "文号" in shell(*lending).err
    lent = shell(*lending, "--doc", "示编办〔2025〕5号", "--on", "2025-04-01", "--json").document()
    pools = lent["pools"]
    assert isinstance(pools, list)
    assert pools[0] == {"category": "admin", "posts": 1, "in_use": 1, "free": 0}
    late = shell("turnover", path, "--on", "2026-05-01")
    assert "北岸街道 1 名已到期未收回" in late.err
    back = shell("turnover", path, "return", "--grant", "1", "--on", "2026-05-02", "--doc", "示")
    assert back.status == 0, back.err
    assert "已到期" not in shell("turnover", path, "--on", "2026-05-03").err
    for table in ("transfers", "transfer-ledger", "turnover-ledger", "usage"):
        for ending in (".pdf", ".xlsx"):
            out = tmp_path / f"{table}{ending}"
            assert shell("print", path, table, "--out", out).status == 0
            assert out.stat().st_size > 0
    said = shell("explain", path, "编制使用:全县")
    assert "事业编制上限 256名※" in said.out
    assert shell("undo", path).status == 1
    assert shell("undo", path, "--reason", "文件撤回").status == 0
    assert shell("verify", path).status == 0
