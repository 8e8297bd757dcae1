"""The lexical half: BM25 over syllables and syllable pairs, with and without diacritics, by tantivy.

Vietnamese is written in syllables and its words are mostly pairs of them, so pairs (``đấu_thầu``) are terms of
their own. ``exact`` and ``folded`` hold the words of a passage with the headings and lead-in that it hangs on,
``heading`` what it begins with: those headings and its first syllables, which tell what the rest is about;
``header`` the facts of its directive. Numbers are terms too, in each spelling that :mod:`indexer.numbers` knows,
full dates in one; ``number`` holds that of the directive and those it is about. A term counts by the field that
it suits best: a passage that repeats the subject of its directive is no better than one that does not. Queries
are built here, never by tantivy's parser.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import tantivy
from numpy.typing import NDArray

from indexer import dates, numbers
from indexer.domain import Header
from indexer.index.disk import link, why_unwritable
from indexer.index.records import StoredPassage
from indexer.index.shard import Scored
from indexer.index.vectors import ordered
from indexer.text import folded_key, keys

FOLDER = "lexical"
_META = "meta.json"
EXACT, FOLDED, HEADING, HEADER, NUMBER = "exact", "folded", "heading", "header", "number"

_HEAP = 64_000_000
"""Bytes that the writer may fill before it writes a segment."""

_OPENING = 20
"""Syllables with which a passage says what it is about; of 20, 30 and 45 the best on law and on our own."""

_WORN = 10
"""One of so many passages may be gone and still count in the statistics of words."""


class Term(NamedTuple):
    """One weighted syllable or pair of a query; ``exact`` is None where its diacritics are not to be trusted."""

    exact: str | None
    folded: str
    weight: float


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """How much a term counts where it is found; ``also`` is the share that the fields beside the best one add.

    ``held`` is the δ of BM25+ (Lv and Zhai, *Lower-Bounding Term Frequency Normalization*, CIKM 2011): what a term
    counts, times its inverse document frequency, for standing in a passage or its header at all. Long passages are
    not to lose by it, and one that holds all words of a question ranks above one that holds few of them often.
    """

    exact: float = 0.5
    folded: float = 0.5
    heading: float = 0.4
    header: float = 0.8
    number: float = 4.0
    also: float = 0.25
    held: float = 2.0


def terms_of(syllables: Sequence[str]) -> list[str]:
    """Syllables, then pairs of neighbours joined by ``_``: the terms that are indexed."""
    return [*syllables, *map("_".join, pairwise(syllables))]


class LexicalIndex:
    """Tantivy indexes in a folder, one for the passages under each different set of access labels, opened together
    for searching: as one index of the passages under those that a reader may see. What the others hold is neither
    found nor counted in any statistic.
    """

    def __init__(self, index: tantivy.Index) -> None:
        """Use :meth:`build` or :meth:`open`."""
        index.config_reader("manual")  # its files never change: nothing has to look whether they did
        self._index = index
        self._searcher = index.searcher()
        self._schema = index.schema

    @classmethod
    def build(cls, folder: Path, passages: Iterable[StoredPassage], labels: str = "") -> None:
        """Write the index of ``passages``, those under some labels, into ``folder/lexical``."""
        path = _part(folder, labels)
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(path))
        writer = index.writer(heap_size=_HEAP, num_threads=1)  # one thread: the same segments every time
        for stored in passages:
            writer.add_document(_document(stored))
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def update(
        cls,
        before: Path,
        folder: Path,
        gone: NDArray[np.int64],
        passages: Iterable[StoredPassage],
        labels: str = "",
    ) -> bool:
        """Write the index of the passages under some labels from another folder into this one, without those
        ``gone`` (keys), with others. Says whether it could: not where there was none under these labels, or where
        so many are gone that it would show; then nothing is written that could be used.

        Segments that stay are linked, not copied. The statistics that rank words still count what is gone until
        its segment is merged.
        """
        path, source = _part(folder, labels), _part(before, labels)
        if not source.is_dir():
            return False
        path.mkdir(parents=True)
        for file in source.iterdir():
            if file.suffix == ".json":
                shutil.copyfile(file, path / file.name)
            elif file.suffix != ".lock":
                link(file, path / file.name)
        index = tantivy.Index.open(str(path))
        of_gone = tantivy.Query.term_set_query(index.schema, "key", gone.tolist())
        going = len(index.searcher().search(of_gone, limit=len(gone), count=False).hits) if len(gone) else 0
        held, dead = _counts(path)
        if (dead + going) * _WORN > held:
            return False
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        if going:  # by query: a term of the writer's own is signed, and finds no key
            writer.delete_documents_by_query(of_gone)
        for stored in passages:
            writer.add_document(_document(stored))
        writer.commit()
        writer.wait_merging_threads()
        return True

    @classmethod
    def open(cls, folder: Path, labels: Sequence[str] = ("",)) -> LexicalIndex:
        """Open what :meth:`build` or :meth:`update` wrote of the passages under some labels.

        Raises:
            OSError, ValueError: a part is missing or broken.
        """
        paths = [_part(folder, one) for one in labels]
        try:
            if len(paths) == 1:
                return cls(tantivy.Index.open(str(paths[0])))
        except ValueError as error:
            if not why_unwritable(error):
                raise  # tantivy wants to write a lock beside its files
        with TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True) as aside:
            opened = cls(_together(paths, Path(aside)))
        shutil.rmtree(aside, ignore_errors=True)  # tantivy may have written its lock meanwhile
        return opened

    @property
    def keys(self) -> NDArray[np.int64]:
        """Of all passages held, ascending."""
        total = self._searcher.num_docs
        hits = self._searcher.search(tantivy.Query.all_query(), limit=max(total, 1)).hits
        return np.sort(self._keys([address for _, address in hits]))

    def search(
        self, terms: Sequence[Term], weights: FieldWeights, limit: int, directives: Sequence[str] | None = None
    ) -> Scored:
        """The ``limit`` best passages for weighted terms, of all directives or of some (by id)."""
        if not terms or (directives is not None and not directives):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        query = _any_of([found for term in terms for found in self._term(term, weights)])
        if directives is not None:
            among = tantivy.Query.term_set_query(self._schema, "directive", list(directives))
            among = tantivy.Query.boost_query(tantivy.Query.const_score_query(among, 1.0), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, among)])
        return self._best(query, limit)

    def plain(self, terms: Sequence[Term], limit: int) -> Scored:
        """The best by BM25 over the words without diacritics alone: what the engine itself takes."""
        query = _any_of([one for term in terms for one in self._in(FOLDED, term.folded, term.weight)])
        return self._best(query, limit)

    def holds(self, phrase: str) -> bool:
        """Whether some passage has all neighbouring syllables of a phrase: whether the archive says it."""
        pairs = terms_of(keys(phrase))[len(keys(phrase)) :]
        wanted = [tantivy.Query.term_query(self._schema, EXACT, pair, index_option="freq") for pair in pairs]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, pair) for pair in wanted])
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def frequency(self, term: str, field: str = EXACT) -> int:
        """How many passages have a syllable or a pair of them in a field."""
        return int(self._searcher.doc_freq(field, term))

    def _term(self, term: Term, weights: FieldWeights) -> list[tantivy.Query]:
        """A term in its best field, nothing where no field has it.

        A word with the question's diacritics counts twice, as itself and folded.
        """
        bare = weights.folded if term.exact else weights.folded + weights.exact
        words = self._in(FOLDED, term.folded, bare)
        if words and term.exact:
            words = [_any_of([*words, *self._in(EXACT, term.exact, weights.exact)])]
        around = self._in(HEADER, term.folded, weights.header)
        if not words and not around:  # the other fields hold nothing but words and numbers of these
            return []
        above = self._in(HEADING, term.folded, weights.heading)
        about = self._in(NUMBER, term.folded, weights.number)
        best = tantivy.Query.disjunction_max_query([*words, *above, *around, *about], weights.also)
        anywhere = _any_of([*self._in(FOLDED, term.folded, 1.0), *self._in(HEADER, term.folded, 1.0)])
        held = tantivy.Query.const_score_query(anywhere, weights.held * self._rarity(term.folded))
        return [tantivy.Query.boost_query(_any_of([best, held]), term.weight)]

    def _rarity(self, folded: str) -> float:
        """The inverse document frequency of a term, as BM25 has it."""
        having = self.frequency(folded, FOLDED)
        total = max(self._searcher.num_docs, having)  # what is gone still counts among those that have it
        return log(1 + (total - having + 0.5) / (having + 0.5))

    def _in(self, field: str, text: str, weight: float) -> list[tantivy.Query]:
        """A term in a field; nothing where the field lacks it: to ask costs less than to search for it."""
        if not self.frequency(text, field):
            return []
        query = tantivy.Query.term_query(self._schema, field, text, index_option="freq")
        return [tantivy.Query.boost_query(query, weight)]

    def _best(self, query: tantivy.Query, limit: int) -> Scored:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        scores = np.fromiter((score for score, _ in hits), dtype=np.float32, count=len(hits))
        return ordered(self._keys([address for _, address in hits]), scores)

    def _keys(self, addresses: list[tantivy.DocAddress]) -> NDArray[np.int64]:
        return np.asarray(self._searcher.fast_field_values("key", addresses), dtype=np.int64).reshape(-1)


def _part(folder: Path, labels: str) -> Path:
    """Where the index of the passages under some labels lies."""
    return folder / FOLDER / hashlib.blake2b(labels.encode(), digest_size=8).hexdigest()


def _together(paths: Sequence[Path], aside: Path) -> tantivy.Index:
    """The segments of some indexes as one, by links in an empty folder that is needed only for opening it."""
    if not paths:
        return tantivy.Index(_schema())
    metas = [json.loads((path / _META).read_text(encoding="utf-8")) for path in paths]
    segments = [segment for meta in metas for segment in meta["segments"]]
    opstamp = max(meta["opstamp"] for meta in metas)
    (aside / _META).write_text(json.dumps({**metas[0], "segments": segments, "opstamp": opstamp}))
    for path in paths:
        for file in path.glob("[!.]*"):
            if file.name != _META and file.suffix != ".lock":
                (aside / file.name).symlink_to(file.absolute())
    return tantivy.Index.open(str(aside))


def _counts(path: Path) -> tuple[int, int]:
    """How many passages the segments of an index hold, and how many of them are gone."""
    segments = json.loads((path / _META).read_text(encoding="utf-8"))["segments"]
    dead = sum((segment["deletes"] or {}).get("num_deleted_docs", 0) for segment in segments)
    return sum(segment["max_doc"] for segment in segments), dead


def _any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True, indexed=True)  # indexed, to be removed by it
    builder.add_text_field("directive", tokenizer_name="raw", index_option="basic")
    for field in (EXACT, FOLDED, HEADING, HEADER, NUMBER):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(stored: StoredPassage) -> tantivy.Document:
    text = " ".join((*stored.passage.context, stored.passage.text))
    words = keys(text)
    beginning = keys(". ".join(stored.passage.section_path)) + keys(stored.passage.text)[:_OPENING]
    facts, about = _of_header(stored.entry.header)
    document = tantivy.Document()
    document.add_unsigned("key", stored.key)
    document.add_text("directive", stored.entry.id)
    document.add_text(EXACT, " ".join(terms_of(words)))
    document.add_text(FOLDED, " ".join(_folded(words) + numbers.keys(text) + dates.keys(text)))
    document.add_text(HEADING, " ".join(_folded(beginning)))
    document.add_text(HEADER, facts)
    document.add_text(NUMBER, about)
    return document


@lru_cache(maxsize=1)
def _of_header(header: Header) -> tuple[str, str]:
    """Terms of a header's facts, and the numbers it bears or is about; passages of a directive come together."""
    facts = header_words(header)
    about = numbers.keys(f"{header.number or ''}. {header.subject or ''}")
    return " ".join(_folded(keys(facts)) + numbers.keys(facts) + dates.keys(facts)), " ".join(about)


def _folded(syllables: Sequence[str]) -> list[str]:
    return terms_of(list(map(folded_key, syllables)))


def header_words(header: Header) -> str:
    """The facts of a header that people search by, as one text."""
    facts = (
        header.kind, header.number or header.symbol, str(header.date), header.issuer, header.parent_issuer,
        header.subject, header.place, header.signer,
    )  # fmt: skip
    return ". ".join(fact for fact in facts if fact)
