"""Lines of the log: an object of JSON each, with what was given by name, whoever logged it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import SourceError
from indexer.pipeline import mirror

PROGRAM = """
import logging
from indexer import logs
logs.configure(logs.Form({form!r}))
ours, others = logging.getLogger("search_api.x"), logging.getLogger("library")
with logs.about(request_id="a1"):
    ours.info("đã hỏi", extra={{"ms": 3}})
ours.debug("too much")
others.info("too much")
others.warning("số %d", 7)
try:
    raise ValueError("x")
except ValueError:
    ours.exception("failed")
"""


def logged(form: str) -> str:
    """What a program says on stderr; its own process, as the log is of a process."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(form=form)], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    return done.stderr


def test_a_line_is_an_object_of_json() -> None:
    first, second, third = (json.loads(line) for line in logged("json").splitlines())
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "đã hỏi", "ms": 3, "request_id": "a1", "level": "info", "logger": "search_api.x"
    }  # fmt: skip
    assert (second["event"], second["level"], "request_id" in second) == ("số 7", "warning", False)
    assert (third["event"], third["level"]) == ("failed", "error")
    assert third["exception"].endswith("ValueError: x")


def test_a_line_for_people() -> None:
    said = logged("text")
    assert "đã hỏi" in said
    assert "too much" not in said
    assert "\x1b" not in said, "colours are for terminals"
    assert not said.startswith("{")


def test_an_indexing_run_tells_what_it_did(
    tmp_path: Path, corpus: Path, embedder: object, caplog: pytest.LogCaptureFixture
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "good.txt").write_text(next(corpus.glob("*.txt")).read_text(encoding="utf-8"), encoding="utf-8")
    (archive / "empty.txt").touch()
    with caplog.at_level(logging.INFO, "indexer"):
        report = mirror([archive], tmp_path / "index", lambda: embedder)
        with pytest.raises(SourceError):
            mirror([tmp_path / "gone"], tmp_path / "index", lambda: embedder)
    told = {record.message: record for record in caplog.records}
    assert set(told) == {"refused", "committed", "indexed"}
    assert (told["refused"].file, told["refused"].code) == ("empty.txt", "empty_file")
    assert (told["committed"].version, told["committed"].passages) == (report.version, report.passages)
    assert (told["indexed"].added, told["indexed"].refused) == (1, 1)
