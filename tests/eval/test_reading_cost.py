"""What reading costs, measured on a directive of one page."""

from __future__ import annotations

import json

from click.testing import CliRunner

from eval import reading_cost
from eval.__main__ import main
from tests.indexer.reading.rendering import BODY, needs_soffice, needs_tesseract


@needs_soffice
@needs_tesseract
def test_the_command_prints_seconds_a_page(tmp_path, monkeypatch):
    (tmp_path / "1.txt").write_text(BODY, encoding="utf-8")
    monkeypatch.setattr(reading_cost, "CORPUS", tmp_path)
    monkeypatch.setattr(reading_cost, "PAGES", 1)
    out = tmp_path / "out.json"
    done = CliRunner().invoke(main, ["understand", "--cost", "--json", str(out)])
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["text_pages"], found["ocr_pages"]) == (1, 1)
    assert f"{found['ocr_cpu']:.2f} s a page a core" in done.output
    assert 0 < found["ocr_cpu"] < 60
