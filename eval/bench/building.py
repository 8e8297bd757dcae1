"""Indexing an archive that is made, stage by stage, in a process of its own so that its memory can be told."""

from __future__ import annotations

import json
import resource
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from eval.bench.archive import Made, directives
from eval.dataset import DatasetError
from eval.training.data import Article, read_articles
from indexer import chunk, embed
from indexer.embed import Embedder
from indexer.index.catalog import Catalog
from indexer.index.layout import Layout
from indexer.index.lexical import LexicalIndex
from indexer.index.records import FileState
from indexer.index.vectors import VectorIndex
from indexer.index.writer import IndexWriter
from indexer.models import Model
from indexer.reading import read
from indexer.shown import embedded
from indexer.understand import parse

_FILES = ("law-articles-dev.jsonl.xz", "law-articles-train.jsonl.xz")
_OF_THE_FIRST = 10_000
"""Passages for which the articles of the first file are enough."""

_TOGETHER = 200
"""Directives of a commit."""

_READ = 2_000
"""Passages that are also written as files and read, to measure that."""


@dataclass(slots=True)
class Built:
    """What it took. ``seconds`` by stage, of ``passages`` each but for ``read`` and ``structure``, which are
    measured on some (``of_files``); megabytes at most in memory; bytes on the disk.
    """

    passages: int = 0
    directives: int = 0
    of_files: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peak_megabytes: float = 0.0
    bytes_on_disk: dict[str, int] = field(default_factory=dict)

    @property
    def rates(self) -> dict[str, float]:
        """Passages a second, by stage, and of all one after the other."""
        sizes = {name: self.of_files if name in ("read", "structure") else self.passages for name in self.seconds}
        each = {name: seconds / sizes[name] for name, seconds in self.seconds.items()}
        sums = {"in all": each, "without embedding": {k: v for k, v in each.items() if k != "embed"}}
        stored = {name: each[name] for name in ("catalog", "lexical", "vectors")}
        totals = {name: 1 / sum(parts.values()) for name, parts in {**sums, "catalog to vectors": stored}.items()}
        return {name: 1 / value for name, value in each.items()} | totals

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds that something takes to a stage."""
        started = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started


def articles(data: Path, passages: int) -> list[Article]:
    """Enough of them for an archive of a size.

    Raises:
        DatasetError: the files are not there.
    """
    files = [data / name for name in (_FILES[:1] if passages <= _OF_THE_FIRST else _FILES)]
    if missing := [file for file in files if not file.is_file()]:
        raise DatasetError(f"{missing[0]} is missing; name the folder that holds it with --data.")
    return [article for file in files for article in read_articles(file)]


def build(data: Path, passages: int, index: Path, model: Model) -> Built:
    """Index so many passages in a new directory, in a process that ends with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_build, data, passages, index, model).result()


def build_once(data: Path, passages: int, index: Path, model: Model) -> Built:
    """The same, with what it took written beside the index; where that is written, the index is there."""
    file = index.with_name("built.json")
    if file.is_file():
        return Built(**json.loads(file.read_text(encoding="utf-8")))
    shutil.rmtree(index, ignore_errors=True)
    built = build(data, passages, index, model)
    file.write_text(json.dumps(asdict(built)), encoding="utf-8")
    return built


def _build(data: Path, passages: int, index: Path, model: Model) -> Built:
    built, embedder = Built(), embed.load(model)
    made = directives(articles(data, passages), passages)
    with IndexWriter.open(index, lambda: embedder) as writer:
        while some := list(islice(made, _TOGETHER)):
            if built.of_files < min(_READ, passages):
                _read(some, built, index.with_name("files"), embedder)
            _store(some, built, writer, embedder)
        generation = Layout(index).current()
        for version in generation.versions():
            shutil.rmtree(generation.derived(version))
        _derive(built, generation.derived(writer.catalog.version), writer.catalog)
    built.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = {path: path.stat().st_size for path in index.rglob("*") if path.is_file()}
    for name in ("catalog", "lexical", "vectors"):
        built.bytes_on_disk[name] = sum(size for path, size in files.items() if name in path.as_posix())
    return built


def _read(some: list[Made], built: Built, folder: Path, embedder: Embedder) -> None:
    """From files to passages, as ``tracuu index`` does, in this process."""
    folder.mkdir(exist_ok=True)
    for one in (made.directive for made in some):
        path = folder / Path(one.file).name
        path.write_text(one.text, encoding="utf-8")
        with built.timed("read"):
            source = read(path)
        with built.timed("structure"):
            found = parse(source).directive(one.file, embedder.count_tokens, chunk.Limits.of(embedder.max_tokens))
        built.of_files += len(found.passages)


def _store(some: list[Made], built: Built, writer: IndexWriter, embedder: Embedder) -> None:
    found = [made.directive for made in some]
    with built.timed("embed"):
        made = embedded(lambda: embedder, found)
    rows = [(FileState(one.file, "", "", 0, 0), one, own) for one, own in zip(found, made, strict=True)]
    with built.timed("catalog"):
        writer.catalog.write(rows)
    built.directives += len(found)
    built.passages += sum(len(one.passages) for one in found)


def _derive(built: Built, folder: Path, catalog: Catalog) -> None:
    folder.mkdir()
    with built.timed("lexical"):
        LexicalIndex.build(folder, catalog.all_passages())
    with built.timed("vectors"):
        VectorIndex.build(folder, catalog.embeddings.vectors())
