"""Adding or removing one directive costs what is new in it, however large the archive is."""

from __future__ import annotations

import time

from indexer.domain import Directive, Header, Passage, Source
from indexer.index.archive_index import ArchiveIndex
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter
from tests.soak.small import SmallModel

EACH = 50
"""Passages of a directive."""


def directive(number: int) -> tuple[FileState, Directive]:
    parts = [f"{number}.{k} Giao các đơn vị n{number} làm việc k{k}." for k in range(EACH)]
    text = "\n".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:k]) for k in range(EACH)]
    passages = tuple(Passage(at, at + len(part), part) for at, part in zip(starts, parts, strict=True))
    file = f"{number}.txt"
    return FileState(file, "", "", 0, 0), Directive(file, Source(text, "txt"), Header(), (), passages)


def test_one_directive_more_or_less_leaves_the_others_alone(tmp_path, many, record):
    directives = many(60, 2000)
    index, model = tmp_path / "index", SmallModel()
    with IndexWriter.open(index, lambda: model) as writer:
        for at in range(0, directives, 100):
            writer.write([directive(n) for n in range(at, min(at + 100, directives))])
        generation = Layout(index).current()
        took = []
        adding = [([directive(directives + n)], []) for n in range(3)]
        removing = [([], [f"{n}.txt"]) for n in range(3)]
        for put, remove in [*adding, *removing]:
            before = inodes(generation)
            started = time.perf_counter()
            writer.write(put, remove)
            took.append(round((time.perf_counter() - started) * 1000))
            after = inodes(generation)
            fresh = sum(size for inode, size in after.items() if inode not in before)
            assert fresh < sum(after.values()) / 2
    assert check(index, sources=False) == []
    with ArchiveIndex.open(index) as opened:
        assert len(opened.lexical.keys) == directives * EACH
    record(passages=directives * EACH, add_ms=sorted(took[:3])[1], remove_ms=sorted(took[3:])[1],
           fresh_bytes=fresh, bytes=sum(after.values()))  # fmt: skip


def inodes(generation) -> dict[int, int]:
    """The files of what is derived, each with its size."""
    (newest,) = generation.folder.glob("derived-*")
    found = [path.stat() for path in newest.rglob("*") if path.is_file()]
    return {status.st_ino: status.st_size for status in found}
