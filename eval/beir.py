"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``.

The format is that of Thakur et al., *BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models*, NeurIPS 2021 (https://github.com/beir-cellar/beir). A document is indexed as one passage,
as given, with its title as the heading above it, so that figures compare with those of others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from eval.dataset import Dataset, DatasetError, Record, Topic, lines, records
from indexer.domain import Directive, Header, Passage, Source
from indexer.embed import Embedder
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter

_BATCH = 512
"""Documents that are embedded and committed together."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a BEIR corpus, in NFC; ``title`` may be empty."""

    id: str
    title: str
    text: str

    def as_directive(self) -> Directive:
        """A directive without header, of one passage; its file is the document's id."""
        context = (self.title,) if self.title.strip() else ()
        passage = Passage(0, len(self.text), self.text, context=context)
        return Directive(self.id, Source(self.text, "beir"), Header(), (), (passage,))


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the three files lie."""

    path: Path

    @property
    def corpus(self) -> Path:
        """``{"_id", "title", "text"}`` a line."""
        return self.path / "corpus.jsonl"

    @property
    def queries(self) -> Path:
        """``{"_id", "text"}`` a line."""
        return self.path / "queries.jsonl"

    @property
    def qrels(self) -> Path:
        """A header, then ``query-id<TAB>corpus-id<TAB>score`` a line."""
        return self.path / "qrels" / "test.tsv"

    @property
    def name(self) -> str:
        """Of the dataset: that of the folder."""
        return self.path.resolve().name


def documents(folder: Folder) -> list[Document]:
    """The corpus, in its order.

    Raises:
        DatasetError: the file cannot be read, holds nothing, or a line is no document.
    """
    found: dict[str, Document] = {}
    for record in records(folder.corpus):
        document = Document(_new_id(record, found), record.text("title", ""), record.text("text"))
        found[document.id] = document
    if not found:
        raise DatasetError(f"{folder.corpus} holds no document.")
    return list(found.values())


def dataset(folder: Folder) -> Dataset:
    """The judged queries, in the order of ``queries.jsonl``.

    Raises:
        DatasetError: a file cannot be read, a line is malformed, or a judged query has no text.
    """
    queries: dict[str, str] = {}
    for record in records(folder.queries):
        queries[_new_id(record, queries)] = record.text("text")
    judged = _judgements(folder.qrels, queries)
    topics = tuple(Topic(id, text, judged[id]) for id, text in queries.items() if id in judged)
    return Dataset(folder.name, topics)


def build(corpus: Iterable[Document], index: Path, embedder: Embedder) -> None:
    """Index documents in a new directory, one passage each."""
    found = list(corpus)
    with (
        tqdm(total=len(found), desc="indexing", unit="documents", leave=False, disable=None) as progress,
        IndexWriter.open(index, lambda: embedder) as writer,
    ):
        for batch in _batches(found):
            writer.write([(FileState(d.id, "", "", 0, 0), d.as_directive()) for d in batch])
            progress.update(len(batch))


def write(folder: Folder, corpus: Iterable[Document], questions: Dataset) -> None:
    """Write a BEIR folder; what is there under the three names is replaced."""
    folder.qrels.parent.mkdir(parents=True, exist_ok=True)
    _write_lines(folder.corpus, (_line(_id=d.id, title=d.title, text=d.text) for d in corpus))
    _write_lines(folder.queries, (_line(_id=topic.id, text=topic.question) for topic in questions.topics))
    rows = (f"{t.id}\t{name}\t{grade}" for t in questions.topics for name, grade in t.relevant.items())
    _write_lines(folder.qrels, ["query-id\tcorpus-id\tscore", *rows])


def _batches(found: list[Document]) -> Iterator[list[Document]]:
    for at in range(0, len(found), _BATCH):
        yield found[at : at + _BATCH]


def _new_id(record: Record, taken: Mapping[str, object]) -> str:
    id = record.name("_id")
    if id in taken:
        raise DatasetError(f"{record.place}: the _id “{id}” is already taken by an earlier line.")
    return id


def _judgements(file: Path, queries: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Grades by query and document."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in lines(file):
        if number == 1:  # the header row
            continue
        fields = line.split("\t")
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdecimal():
            raise DatasetError(
                f"{file}:{number}: expected query-id, corpus-id and a whole number, parted by tabs; "
                f"found “{line}”."
            )
        query, document, grade = (field.strip() for field in fields)
        if query not in queries:
            raise DatasetError(f"{file}:{number}: the query “{query}” is not in queries.jsonl.")
        judged.setdefault(query, {})[document] = int(grade)
    if not judged:
        raise DatasetError(f"{file} judges no query.")
    return judged


def _line(**fields: str) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _write_lines(file: Path, rows: Iterable[str]) -> None:
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
