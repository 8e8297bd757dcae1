"""Every call keeps to the description of the API, whatever it is given: schemathesis makes the calls."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.pipeline import mirror
from search_api.service import Service
from tests.indexer.reading.pdf_bytes import pdf
from tests.search_api.serving import serving

PHASES = ("fuzzing", "examples,coverage,fuzzing,stateful")
CASES = 2000
GENERATED = re.compile(r"^\s*([\d,]+) generated", re.M)


@pytest.fixture
def served(corpus, embedder, tmp_path) -> Iterator[str]:
    """A server over the archive and a PDF, whose pages can be drawn; judgements are kept beside its index."""
    (tmp_path / "scan.pdf").write_bytes(pdf("So: 5/TB-SYT. Cac don vi bao cao truoc ngay 15 hang thang."))
    mirror([corpus, tmp_path / "scan.pdf"], tmp_path / "index", lambda: embedder)
    with serving(Service(tmp_path / "index", embedder)) as address:
        yield address


def test_no_call_fails_or_answers_what_is_not_described(served, tmp_path, many, record):
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{served}/openapi.json", "--checks", "all",
        "--seed", "6", "--phases", many(*PHASES), "--max-examples", str(many(3, 220)), "--warnings", "off",
        "--generation-database", "none", "--suppress-health-check", "all",
    ]  # fmt: skip
    hooks = str(Path(__file__).with_name("allowed.py"))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": hooks, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    cases = int(GENERATED.search(done.stdout)[1].replace(",", ""))
    record(cases=cases)
    assert cases >= many(14, CASES)
