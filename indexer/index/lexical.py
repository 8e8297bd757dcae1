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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import tantivy
from numpy.typing import NDArray

from indexer import dates, numbers
from indexer.domain import Header
from indexer.index import bm25, shards
from indexer.index.bm25 import FieldWeights, Rarity, Term
from indexer.index.disk import link, why_unwritable
from indexer.index.forward import Asked, Counted, Field, ForwardShard, Words
from indexer.index.records import StoredPassage
from indexer.index.runs import Among
from indexer.index.vector_shard import Scored
from indexer.index.vectors import ordered
from indexer.text import folded_key, keys

FOLDER = "lexical"
_META = "meta.json"
EXACT, FOLDED, HEADING, HEADER, NUMBER = "exact", "folded", "heading", "header", "number"

_HEAP = 64_000_000
"""Bytes that the writer may fill before it writes a segment."""

_OPENING = 20
"""Syllables with which a passage says what it is about; of 20, 30 and 45 the best on law and on our own."""

_CANDIDATES = 500
"""Passages that are weighed: of 100,000, 994 in a thousand of the first ten are the same as if all were."""

_LARGE = 10_000
"""Passages of an archive from which on common words find no candidates: a third faster, .995 of ten are kept."""

_SMALL = 500
"""Passages of an archive that are all weighed, without looking for candidates."""

_FEW = 2_000
"""Passages that are weighed without looking for candidates where only these may be found."""

_FOUND_IN = {FOLDED: 1.0, HEADER: 0.5, NUMBER: 4.0}
"""What a term counts in each field when candidates are looked for."""

_TOGETHER = 2_000
"""Passages that are written at once."""

_INVERTED, _FORWARD = "inverted", "forward"
_COUNTED_IN = (FOLDED, HEADING, HEADER, NUMBER)
"""As :mod:`indexer.index.forward` orders its fields."""

_NO_KEYS = np.zeros(0, dtype=np.int64)

_WORN = 10
"""One of so many passages may be gone and still count in the statistics of words."""


def terms_of(syllables: Sequence[str]) -> list[str]:
    """Syllables, then pairs of neighbours joined by ``_``: the terms that are indexed."""
    return [*syllables, *map("_".join, pairwise(syllables))]


class Having(NamedTuple):
    """How many passages have each term: in each field, shape ``(FIELDS, terms)``, and among the words as spelt."""

    folded: NDArray[np.int64]
    exact: NDArray[np.int64]


class LexicalIndex:
    """Tantivy indexes in a folder, one for the passages under each different set of access labels, opened together
    for searching: as one index of the passages under those that a reader may see. What the others hold is neither
    found nor counted in any statistic.
    """

    def __init__(self, index: tantivy.Index, forward: Sequence[ForwardShard]) -> None:
        """Use :meth:`build` or :meth:`open`."""
        index.config_reader("manual")  # its files never change: nothing has to look whether they did
        self._index = index
        self._searcher = index.searcher()
        self._schema = index.schema
        self._forward = forward

    @classmethod
    def build(cls, folder: Path, passages: Iterable[StoredPassage], labels: str = "") -> None:
        """Write the index of ``passages``, those under some labels, by ascending keys, into ``folder/lexical``."""
        path = _part(folder, labels)
        shutil.rmtree(path, ignore_errors=True)
        (path / _INVERTED).mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(path / _INVERTED))
        with _writing(index) as writer:
            shards.build(ForwardShard, path / _FORWARD, _written(writer, passages))

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
        ``gone`` (keys), with others after all of these. Says whether it could: not where there was none under
        these labels, or where so many are gone that it would show; then nothing is written that could be used.

        Segments that stay are linked, not copied. The statistics that rank words still count what is gone until
        its segment is merged.
        """
        path, source = _part(folder, labels), _part(before, labels)
        if not source.is_dir():
            return False
        _linked(source / _INVERTED, path / _INVERTED)
        index = tantivy.Index.open(str(path / _INVERTED))
        of_gone = tantivy.Query.term_set_query(index.schema, "key", gone.tolist())
        going = len(index.searcher().search(of_gone, limit=len(gone), count=False).hits) if len(gone) else 0
        held, dead = _counts(path / _INVERTED)
        if (dead + going) * _WORN > held:
            return False
        with _writing(index) as writer:
            if going:  # by query: a term of the writer's own is signed, and finds no key
                writer.delete_documents_by_query(of_gone)
            shards.update(ForwardShard, source / _FORWARD, path / _FORWARD, gone, _written(writer, passages))
        return True

    @classmethod
    def open(cls, folder: Path, labels: Sequence[str] = ("",)) -> LexicalIndex:
        """Open what :meth:`build` or :meth:`update` wrote of the passages under some labels.

        Raises:
            OSError, ValueError: a part is missing or broken.
        """
        parts = [_part(folder, one) for one in labels]
        forward = [shard for part in parts for shard in shards.opened(ForwardShard, part / _FORWARD)]
        paths = [part / _INVERTED for part in parts]
        try:
            if len(paths) == 1:
                return cls(tantivy.Index.open(str(paths[0])), forward)
        except ValueError as error:
            if not why_unwritable(error):
                raise  # tantivy wants to write a lock beside its files
        with TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True) as aside:
            opened = cls(_together(paths, Path(aside)), forward)
        shutil.rmtree(aside, ignore_errors=True)  # tantivy may have written its lock meanwhile
        return opened

    @property
    def keys(self) -> NDArray[np.int64]:
        """Of all passages held, ascending."""
        total = self._searcher.num_docs
        hits = self._searcher.search(tantivy.Query.all_query(), limit=max(total, 1)).hits
        return np.sort(self._keys([address for _, address in hits]))

    @property
    def forward_keys(self) -> NDArray[np.int64]:
        """Of all passages whose words are at hand, ascending: the same."""
        return np.sort(shards.keys_of(self._forward))

    def search(
        self,
        terms: Sequence[Term],
        weights: FieldWeights,
        limit: int,
        among: Among | None = None,
        near: NDArray[np.int64] = _NO_KEYS,
    ) -> Scored:
        """The ``limit`` best passages for weighted terms, of all or of some, and those that are ``near`` besides,
        however they score.

        Candidates come from BM25 over the words and the headers; each is then weighed by all its fields. Where
        there are few passages, all are weighed.
        """
        if not terms or (among is not None and not len(among.keys)):
            return near, np.zeros(len(near), dtype=np.float32)
        having = self._having(terms)
        if among is not None and len(among.keys) <= _FEW:
            keys = among.keys
        elif among is None and self._searcher.num_docs <= _SMALL:
            keys = self.forward_keys
        else:
            keys = self._candidates(terms, having, max(_CANDIDATES, limit), among)
        keys = np.union1d(keys, near)
        keys, scores = ordered(keys, self._weighed(keys, terms, having, weights))
        wanted = np.isin(keys, near)
        wanted[:limit] |= scores[:limit] > 0
        return keys[wanted], scores[wanted]

    def plain(self, terms: Sequence[Term], limit: int) -> Scored:
        """The best by BM25 over the words without diacritics alone: what the engine itself takes."""
        had = [term for term in terms if self.frequency(term.folded, FOLDED)]
        return self._best(_any_of([self._in(FOLDED, term.folded, term.weight) for term in had]), limit)

    def frequency(self, term: str, field: str = EXACT) -> int:
        """How many passages have a syllable or a pair of them in a field."""
        return int(self._searcher.doc_freq(field, term))

    def rarity(self, folded: str) -> float:
        """The inverse document frequency of a term among the words, without diacritics."""
        return float(bm25.rarity(np.asarray(self.frequency(folded, FOLDED)), self._searcher.num_docs))

    def _having(self, terms: Sequence[Term]) -> Having:
        folded = [[self.frequency(term.folded, field) for term in terms] for field in _COUNTED_IN]
        exact = [self.frequency(term.exact, EXACT) if term.exact else 0 for term in terms]
        return Having(np.asarray(folded), np.asarray(exact))

    def _candidates(
        self, terms: Sequence[Term], having: Having, limit: int, among: Among | None
    ) -> NDArray[np.int64]:
        """The best by what tantivy finds fastest: a plain sum, of which it can skip most. In a large archive words
        that a quarter of it has find none where there are others.
        """
        total = self._searcher.num_docs
        held = {field: having.folded[_COUNTED_IN.index(field)] for field in _FOUND_IN}
        found = [(field, i) for field, counts in held.items() for i in np.flatnonzero(counts).tolist()]
        telling = [(field, i) for field, i in found if held[field][i] <= total / 4]
        query = _any_of(
            [
                self._in(field, terms[i].folded, terms[i].weight * _FOUND_IN[field])
                for field, i in (telling if telling and total > _LARGE else found)
            ]
        )
        if among is not None:
            of_some = tantivy.Query.term_set_query(self._schema, "directive", among.directives)
            of_some = tantivy.Query.boost_query(tantivy.Query.const_score_query(of_some, 1.0), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, of_some)])
        keys = self._best(query, limit)[0]
        return keys if among is None else np.intersect1d(keys, among.keys, assume_unique=True)

    def _weighed(
        self, keys: NDArray[np.int64], terms: Sequence[Term], having: Having, weights: FieldWeights
    ) -> NDArray[np.float32]:
        """What passages score, in the order of ``keys``."""
        rarity = Rarity.of(*having, self._searcher.num_docs)
        folded = list(dict.fromkeys(term.folded for term in terms))
        exact = list(dict.fromkeys(term.exact or "" for term in terms))
        asked = Asked.of(folded), Asked.of(exact)
        columns = [folded.index(term.folded) for term in terms], [exact.index(term.exact or "") for term in terms]
        scores = np.zeros(len(keys), dtype=np.float32)
        for shard in self._forward:
            here, places = shard.find(keys)
            if len(places):
                counted = shard.words.count(places, *asked)
                counted = Counted(counted.folded[..., columns[0]], counted.exact[:, columns[1]], counted.lengths)
                scores[here] = bm25.scores(counted, terms, rarity, weights)
        return scores

    def _in(self, field: str, text: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, text, index_option="freq")
        return tantivy.Query.boost_query(query, weight)

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


def _linked(source: Path, path: Path) -> None:
    """An index in another folder: its segments by links, what tantivy writes anew copied."""
    path.mkdir(parents=True)
    for file in source.iterdir():
        if file.suffix == ".json":
            shutil.copyfile(file, path / file.name)
        elif file.suffix != ".lock":
            link(file, path / file.name)


@contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    writer = index.writer(heap_size=_HEAP, num_threads=1)  # one thread: the same segments every time
    yield writer
    writer.commit()
    writer.wait_merging_threads()


def _written(
    writer: tantivy.IndexWriter, passages: Iterable[StoredPassage]
) -> Iterator[tuple[NDArray[np.int64], Words]]:
    """The same passages for the forward index, some at a time, once a writer has them."""
    rest = iter(passages)
    while some := list(islice(rest, _TOGETHER)):
        fields = [_fields(stored) for stored in some]
        for stored, own in zip(some, fields, strict=True):
            writer.add_document(_document(stored, own))
        yield np.asarray([stored.key for stored in some], dtype=np.int64), Words.of(fields)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True, indexed=True)  # indexed, to be removed by it
    builder.add_text_field("directive", tokenizer_name="raw", index_option="basic")
    for field in (EXACT, FOLDED, HEADING, HEADER, NUMBER):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _fields(stored: StoredPassage) -> list[Field]:
    """What a passage is found by, as :mod:`indexer.index.forward` orders it."""
    text = " ".join((*stored.passage.context, stored.passage.text))
    beginning = keys(". ".join(stored.passage.section_path)) + keys(stored.passage.text)[:_OPENING]
    return [
        Field(keys(text), numbers.keys(text) + dates.keys(text)),
        Field(beginning),
        *_of_header(stored.entry.header),
    ]


def _document(stored: StoredPassage, fields: Sequence[Field]) -> tantivy.Document:
    words, heading, header, number = fields
    document = tantivy.Document()
    document.add_unsigned("key", stored.key)
    document.add_text("directive", stored.entry.id)
    document.add_text(EXACT, " ".join(terms_of(words.syllables)))
    document.add_text(FOLDED, _folded(words))
    document.add_text(HEADING, _folded(heading))
    document.add_text(HEADER, _folded(header))
    document.add_text(NUMBER, _folded(number))
    return document


@lru_cache(maxsize=1)
def _of_header(header: Header) -> tuple[Field, Field]:
    """A header's facts, and the numbers it bears or is about; passages of a directive come together."""
    facts = header_words(header)
    about = numbers.keys(f"{header.number or ''}. {header.subject or ''}")
    return Field(keys(facts), numbers.keys(facts) + dates.keys(facts)), Field((), about)


def _folded(field: Field) -> str:
    """Its terms without diacritics."""
    return " ".join([*terms_of(list(map(folded_key, field.syllables))), *field.marks])


def header_words(header: Header) -> str:
    """The facts of a header that people search by, as one text."""
    facts = (
        header.kind, header.number or header.symbol, str(header.date), header.issuer, header.parent_issuer,
        header.subject, header.place, header.signer,
    )  # fmt: skip
    return ". ".join(fact for fact in facts if fact)
