"""Feeds parts with bytes that libFuzzer makes up: a program with everything loaded, which forks a fuzzer for each
line ``TARGET SECONDS FOLDER`` that it reads, and answers with its exit code.

That is an error where the part raises what it should not, or takes more than a second and a second more for each
kilobyte of what it is given. Inputs that found something are kept in FOLDER, and what libFuzzer said in ``said``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import atheris

with atheris.instrument_imports(include=["indexer"]):
    from indexer import assignments, header, references, structure
    from indexer.domain import Source
    from indexer.errors import FileRefused
    from indexer.reading import html, pdf, plain, read, scan, word
    from indexer.text import nfc
    from indexer.understand import parse

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def _text(part: Callable[[str], object]) -> Callable[[bytes], None]:
    def feed(data: bytes) -> None:
        part(nfc(data.decode("utf-8", "ignore")))

    return feed


def _file(reader: Callable[[Path], Source], ending: str) -> Callable[[bytes], None]:
    """A reader on its own may raise what it likes, which the door translates; it must not hang or crash."""

    def feed(data: bytes) -> None:
        with NamedTemporaryFile(suffix=ending) as file:
            file.write(data)
            file.flush()
            with suppress(FileRefused):
                read(Path(file.name))
            with suppress(Exception):
                reader(Path(file.name))

    return feed


def _tasks(text: str) -> None:
    layout = header.parse(text)
    tree = structure.parse(text, layout.body or ((0, len(text)),))
    assignments.find(text, tree, layout.header)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "header": _text(header.parse),
    "structure": _text(lambda text: structure.parse(text, ((0, len(text)),))),
    "assignments": _text(_tasks),
    "references": _text(lambda text: references.find(text, header.parse(text).header)),
    "understand": _text(lambda text: parse(Source(text, "txt"))),
    "plain": _file(plain.read, ".txt"),
    "html": _file(html.read, ".html"),
    "pdf": _file(pdf.read, ".pdf"),
    "word": _file(word.read, ".docx"),
    "picture": _file(scan.read, ".png"),
}
"""What is fed, by name."""


class TooSlow(Exception):
    """More than a second and a second a kilobyte."""


def main() -> None:
    scan._is_installed = lambda: False  # the engine is not ours, and takes seconds a page
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            fuzz(*line.split())
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def fuzz(target: str, seconds: str, folder: str) -> None:
    """Until something is found or the time is over; the process ends with it."""
    feed = TARGETS[target]

    def once(data: bytes) -> None:
        started = time.process_time()
        feed(data)
        took = (time.process_time() - started) / (1 + len(data) / 1024)
        if took > 1:
            raise TooSlow(f"{took:.1f} seconds for a second and each kilobyte, {len(data)} bytes")

    with Path(folder, "said").open("w") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    options = [f"-max_total_time={seconds}", "-max_len=8192", f"-artifact_prefix={folder}/", "-timeout=60"]
    options += ["-rss_limit_mb=0", "-malloc_limit_mb=2048"]  # libFuzzer's peak begins with its parent's
    atheris.Setup(["fuzzing", *options, f"{folder}/seeds"], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
