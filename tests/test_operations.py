"""The commands of docs/operations.md, in their order, with the archive that ships."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.embed import Embedder
from search_api.cli import main
from search_api.service import Service
from tests.conftest import ROOT
from tests.search_api.serving import serving

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
SETTING = re.compile(r"TRACUU_[A-Z_]+[A-Z]")


def lines() -> list[str]:
    """Each command of each block that is run."""
    return [line.strip() for block in BLOCK.findall(GUIDE) for line in block.splitlines()]


@pytest.fixture
def here(tmp_path: Path, corpus: Path) -> dict[str, str]:
    """The folders of this test by those that the guide names."""
    shutil.copytree(corpus, tmp_path / "van-ban")
    for name in ("state", "usb"):
        (tmp_path / name).mkdir()
    found = {"/srv/van-ban": "van-ban", "/var/lib/tracuu": "state", "/mnt/usb": "usb"}
    return {place: str(tmp_path / name) for place, name in found.items()}


def test_each_command_does_what_it_says(here: dict[str, str], embedder: Embedder) -> None:
    commands = [line for line in lines() if line.startswith("tracuu ")]
    said = {}
    for line in commands:
        words = line
        for place, name in here.items():
            words = words.replace(place, name)
        done = CliRunner().invoke(main, shlex.split(words)[1:])
        assert done.exit_code == 0, f"{line}: {done.output}"
        said[line.split()[1]] = done.stdout
    assert set(said) == {"index", "status", "search", "check", "backup", "restore"}
    assert "5 văn bản" in said["restore"]
    assert said["check"] == "Chỉ mục tốt.\n"
    assert "đấu thầu" in said["search"].lower()


def test_a_server_tells_how_it_is(index: Path, embedder: Embedder) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed: apt-get install curl")
    asked = [line for line in lines() if not line.startswith("tracuu ")]
    assert len(asked) == 3
    with serving(Service(index, embedder)) as address:
        for line in asked:
            words = ["bash", "-euo", "pipefail", "-c", line.replace("http://127.0.0.1:8000", address)]
            assert subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_what_the_guide_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(SETTING.findall(GUIDE)) - set(SETTING.findall(readme)) == set()
    lacking = [link for link in LINK.findall(GUIDE) if not (ROOT / "docs" / link).exists()]
    assert lacking == []


def test_each_promise_names_tests_that_there_are() -> None:
    rows = re.findall(r"^\| \*\*.*", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.M)
    assert rows
    for row in rows:
        named = re.findall(r"`(tests/[\w/.]+)`", row.split("|")[2])
        assert named, row
        assert [name for name in named if not (ROOT / name).exists()] == []
