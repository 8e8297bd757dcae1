"""How many passages a second are understood: each stage once, and all together slower than any."""

from __future__ import annotations

import json
import lzma

from click.testing import CliRunner

from eval import understanding_cost
from eval.__main__ import main

BODY = "1. Sở Y tế gửi báo cáo về Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.\n2. Các đơn vị theo dõi."


def test_the_command_prints_passages_a_second_by_stage(tmp_path, monkeypatch):
    rows = ({"file": "luat", "title": f"Chế độ báo cáo {n}", "body": BODY} for n in range(60))
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    with lzma.open(tmp_path / "law-articles-dev.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(lines)
    monkeypatch.setattr(understanding_cost, "_PASSAGES", 60)
    out = tmp_path / "out.json"
    done = CliRunner().invoke(main, ["understand", "--speed", "--data", str(tmp_path), "--json", str(out)])
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text(encoding="utf-8"))
    assert list(found) == ["header", "structure", "assignments", "references", "chunk", "in all"]
    assert 0 < found["in all"] < min(rate for stage, rate in found.items() if stage != "in all")
    assert f"{found['in all']:,.0f} passages/s" in done.output
