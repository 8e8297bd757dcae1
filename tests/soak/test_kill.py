"""An indexer that is killed at any instant loses nothing that was committed and leaves nothing half done."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

import pytest

from indexer.index.archive_index import ArchiveIndex
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.pipeline import mirror
from indexer.shown import passage_input
from tests.soak.small import Folder, SmallModel


def held(folder):
    """Version, the text of each file, and what a model was shown of all passages."""
    with ArchiveIndex.open(folder) as index:
        keys = [stored.key for stored in index.catalog.all_passages()]
        assert index.lexical.keys.tolist() == index.vectors.keys.tolist() == keys
        directives = [index.catalog.directive(entry.id) for entry in index.catalog.entries()]
        shown = {passage_input(passage) for directive in directives for passage in directive.passages}
        return index.version, {directive.file: directive.text for directive in directives}, shown


class Log:
    """What writers did since it was last looked at."""

    def __init__(self, path):
        self._path = path
        self._at = 0
        self.intended = {0: {}}
        self.committed = 0

    def news(self):
        """What was embedded; commits are taken note of."""
        embedded = []
        if self._path.exists():
            with self._path.open(encoding="utf-8") as file:
                file.seek(self._at)
                lines = file.readlines()
                self._at = file.tell()
            for line in map(json.loads, lines):
                embedded += filter(None, line.get("embedded", []))  # no directive here has a subject
                self.committed = line.get("committed", self.committed)
                if "intended" in line:
                    self.intended[line["intended"]] = line["files"]
        return embedded


@pytest.fixture
def writers(tmp_path):
    command = [
        sys.executable,
        "-m",
        "tests.soak.writers",
        tmp_path / "archive",
        tmp_path / "index",
        tmp_path / "log",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def run(writers, seconds):
    """Let a writer run for so long, then kill it; how long it ran, and whether it ended by itself."""
    started = time.perf_counter()
    writers.stdin.write("\n")
    pid = int(writers.stdout.readline())
    if seconds is not None:
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert writers.stdout.readline() == "ended\n"
    return time.perf_counter() - started


def test_a_killed_indexer_leaves_a_committed_state(writers, tmp_path, many, record):
    chance = random.Random(11)
    folder, log, index = Folder(tmp_path / "archive", chance), Log(tmp_path / "log"), tmp_path / "index"
    for _ in range(20):
        folder.add()
    long = run(writers, None)
    log.news()
    seen = Counter()
    for _ in range(many(20, 200)):
        for _ in range(chance.randint(4, 12)):
            name = chance.choice(list(folder.files()) or ["none"])
            chance.choice([folder.add, lambda n=name: folder.change(n), lambda n=name: folder.move(n)])()
        folder.remove(chance.choice(list(folder.files())))
        _, _, known = held(index)
        run(writers, chance.uniform(0, long))
        embedded = log.news()

        was_late = Layout(index).current().versions() != [max(log.intended)]
        version, files, _ = held(index)  # opened without a model
        assert log.committed <= version <= max(log.intended)
        assert files == log.intended[version]
        assert check(index, sources=False) == []
        assert len(embedded) == len(set(embedded))
        assert known.isdisjoint(embedded)
        seen["late"] += was_late
        seen["between"] += files != folder.files() and version > 1
        seen["whole"] += files == folder.files()
    mirror([folder.path], index, SmallModel)
    assert held(index)[1] == folder.files()
    assert check(index) == []
    record(kills=many(20, 200), directives=len(folder.files()), versions=version, **seen)
    assert seen["between"] > 0
