"""What reads and understands files survives whatever it is given: minutes of it with ``--fuzz-seconds``."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
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


@pytest.mark.skipif(
    not importlib.util.find_spec("atheris"), reason="atheris is not installed: pip install .[soak]"
)
@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_in_nothing_crashes_or_hangs(target, corpus, tmp_path, request, record):
    (tmp_path / "seeds").mkdir()
    for n, seed in enumerate(seeds(target, corpus)):
        (tmp_path / "seeds" / str(n)).write_bytes(seed)
    seconds = request.config.getoption("--fuzz-seconds")
    command = [sys.executable, "-m", "tests.soak.fuzzing", target, f"{seconds:.0f}", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = done.stdout + done.stderr
    kept = [path.name for path in tmp_path.iterdir() if path.is_file()]
    assert done.returncode == 0, f"{kept} in {tmp_path}\n{said[-3000:]}"
    runs = [int(found) for found in re.findall(r"^(?:Done|#)(?: )?(\d+)", said, re.MULTILINE)]
    record(seconds=seconds, inputs=max(runs, default=0))
    assert max(runs) > 0
