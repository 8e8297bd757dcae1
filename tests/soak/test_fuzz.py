"""What reads and understands files survives whatever it is given: minutes of it with ``--fuzz-seconds``."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indexer.reading.pdf_bytes import pdf
from tests.soak.test_malformed import picture, word

TEXTS = ("header", "structure", "assignments", "references", "understand", "plain")
TARGETS = (*TEXTS, "html", "pdf", "word", "picture")


def seeds(target: str, corpus: Path) -> list[bytes]:
    """What libFuzzer starts from."""
    texts = [path.read_bytes()[:6000] for path in sorted(corpus.glob("*.txt"))]
    if target in TEXTS:
        return texts
    whole = texts[0].decode("utf-8", "ignore")[:800]
    html = f"<html><body><table><tr><td>{whole}</td></tr></table><ol><li>Một</ol></html>".encode()
    return {"html": [html], "pdf": [pdf(whole)], "word": [word(whole)], "picture": [picture(60, 40)]}[target]


@pytest.fixture(scope="module")
def fuzzers() -> Iterator[subprocess.Popen[str]]:
    """What forks fuzzers: loading and instrumenting the parts takes longer than a short run."""
    if not importlib.util.find_spec("atheris"):
        pytest.skip("atheris is not installed: pip install .[soak]")
    command = [sys.executable, "-m", "tests.soak.fuzzing"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
    ) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_in_nothing_crashes_or_hangs(target, fuzzers, corpus, tmp_path, request, record):
    (tmp_path / "seeds").mkdir()
    for n, seed in enumerate(seeds(target, corpus)):
        (tmp_path / "seeds" / str(n)).write_bytes(seed)
    seconds = request.config.getoption("--fuzz-seconds")
    fuzzers.stdin.write(f"{target} {seconds:.0f} {tmp_path}\n")
    code = fuzzers.stdout.readline().strip()
    said = (tmp_path / "said").read_text(encoding="utf-8", errors="replace")
    found = sorted(path.name for path in tmp_path.iterdir() if path.is_file() and path.name != "said")
    assert code == "0", f"{found} in {tmp_path}\n{said[-3000:]}"
    runs = [int(count) for count in re.findall(r"^(?:Done|#)(?: )?(\d+)", said, re.MULTILINE)]
    record(seconds=seconds, inputs=max(runs, default=0))
    assert max(runs) > 0
