"""Starts indexers for the test to kill: a program with everything loaded, that forks one for each line it reads.

``python -m tests.soak.writers ARCHIVE INDEX LOG``; it prints the pid of each. The log has a line of JSON for what
was embedded, for each commit before it is made, with the files that the archive then has, and after.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from indexer import pipeline
from indexer.index.catalog import Catalog
from indexer.sandbox import pool
from tests.soak.small import Here, SmallModel


def main() -> None:
    archive, index, log = map(Path, sys.argv[1:])
    pool.shared = lambda bounds: Here()
    pipeline._FIRST = pipeline._BATCH = 6  # many commits
    print("ready", flush=True)
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _index(archive, index, log)
            os._exit(0)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)


def _index(archive: Path, index: Path, log: Path) -> None:
    told = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(**line: object) -> None:
        os.write(told, (json.dumps(line) + "\n").encode())

    write = Catalog.write

    def logged(catalog, put, remove=()):
        remove = list(remove)
        files = {entry.file: catalog.directive(entry.id).text for entry in catalog.entries()}
        files = {file: text for file, text in files.items() if file not in remove}
        for state, directive, _ in put:
            files.pop(state.file, None)
            if directive:
                files[state.file] = directive.text
        tell(intended=catalog.version + 1, files=files)
        version = write(catalog, put, remove)
        tell(committed=version)
        return version

    Catalog.write = logged
    model = SmallModel(tell=lambda texts: tell(embedded=list(texts)))
    pipeline.mirror([archive], index, lambda: model)


if __name__ == "__main__":
    main()
