"""What the documentation shows works: each block is run as it stands, against the archive that ships."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from indexer.embed import Embedder
from search_api.service import Service
from tests.conftest import ROOT
from tests.search_api.serving import serving

GUIDE = ROOT / "docs" / "api.md"
BLOCK = re.compile(r"^## (?P<title>.+?)$|^```(?P<kind>sh|python)\n(?P<words>.*?)^```$", re.M | re.S)
ADDRESS = "http://127.0.0.1:8000"


def blocks() -> list[tuple[str, str, str]]:
    """Heading, kind and words of each block."""
    found, title = [], ""
    for match in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        title = match["title"] or title
        if match["kind"]:
            found.append((title, match["kind"], match["words"]))
    return found


@pytest.fixture(scope="module")
def address(index: Path, embedder: Embedder) -> Iterator[str]:
    with serving(Service(index, embedder)) as address:
        yield address


def run(kind: str, words: str, address: str, folder: Path) -> str:
    if kind == "sh" and shutil.which("curl") is None:
        pytest.skip("curl is not installed: apt-get install curl")
    command = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}[kind]
    words = words.replace(ADDRESS, address)
    done = subprocess.run([*command, words], capture_output=True, text=True, check=False, cwd=folder, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("kind", "words"), [row[1:] for row in blocks()], ids=[row[0] for row in blocks()])
def test_a_block_of_the_guide_runs(kind: str, words: str, address: str, tmp_path: Path) -> None:
    assert ADDRESS in words
    said = run(kind, words, address, tmp_path)
    assert said.strip() or any(tmp_path.iterdir()) or "assert" in words or "raise_for_status" in words


def test_the_guide_shows_both_ways_of_every_kind() -> None:
    assert {kind for _, kind, _ in blocks()} == {"sh", "python"}
    assert len(blocks()) >= 9


def test_the_files_of_the_guide_open(address: str, tmp_path: Path) -> None:
    for _, kind, words in blocks():
        if " -o " in words:
            run(kind, words, address, tmp_path)
    assert load_workbook(tmp_path / "chu-de.xlsx").sheetnames == ["Danh sách", "Ma trận"]
    assert Calendar.from_ical((tmp_path / "nhiem-vu.ics").read_bytes())["version"] == "2.0"
