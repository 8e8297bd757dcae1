"""Shards of words: what they count of some passages is what a plain loop over their fields counts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from indexer.index import shards
from indexer.index.bm25 import Term
from indexer.index.disk import mapped_arrays, save_arrays
from indexer.index.fields import terms_of
from indexer.index.inverted import Asked, Indexed, Inverted, InvertedShard
from indexer.index.postings import HEADER, NUMBER, WORDS, Field
from indexer.text import folded_key

SYLLABLES = ["đấu", "dâu", "dau", "thầu", "thâu", "thuốc", "của", "năm", "2022"]
MARKS = ["15/ct", "15/ct-ubnd", "2022-11-2"]
TERMS = [
    Term(exact, folded_key(exact or folded), 1.0)
    for exact, folded in [
        ("đấu", ""), (None, "dau"), ("thầu", ""), ("đấu_thầu", ""), (None, "dau_thau"), ("dau", ""), ("không", ""),
        (None, "15/ct"), ("2022-11-2", ""), ("năm_2022", ""), ("của", ""),
    ]
]  # fmt: skip


def field(rng):
    return Field(rng.choices(SYLLABLES, k=rng.randrange(12)), rng.sample(MARKS, rng.randrange(3)))


def archive(seed, size=12):
    """Directives of one to four passages."""
    rng = random.Random(seed)
    return [
        Indexed((field(rng), field(rng)), [(field(rng), field(rng)) for _ in range(rng.randrange(1, 5))])
        for _ in range(size)
    ]


def flat(directives):
    """The four fields of each passage."""
    return [(*passage, *one.header) for one in directives for passage in one.passages]


def terms(field, *, folded):
    syllables = list(map(folded_key, field.syllables)) if folded else list(field.syllables)
    return [*terms_of(syllables), *field.marks]


def plainly(passages):
    """Counts by a loop: in each field in any spelling, among the words as spelt."""
    folded = [[[terms(f, folded=True).count(t.folded) for t in TERMS] for f in fields] for fields in passages]
    exact = [[terms(fields[WORDS], folded=False).count(t.exact) for t in TERMS] for fields in passages]
    return folded, exact


def opened(folder, directives):
    keys = np.arange(len(flat(directives))) * 3 + 1
    shards.build(InvertedShard, folder, [(keys, Inverted.of(directives))])
    (shard,) = shards.opened(InvertedShard, folder)
    return shard


def check(shard, passages, places):
    counted = shard.count(shard.look_up(Asked.of(TERMS)), np.asarray(places, dtype=np.int64))
    folded, exact = plainly([passages[place] for place in places])
    assert counted.folded.transpose(2, 0, 1).tolist() == folded
    assert counted.exact.T.tolist() == exact
    sizes = [[len(f.syllables) + len(f.marks) for f in passages[place]] for place in places]
    assert counted.lengths.T.tolist() == sizes


@pytest.mark.parametrize("columns", ["none", "some", "all"])
@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_the_terms(seed, columns, tmp_path, monkeypatch):
    """Whether a word that many passages have is looked for in its list or read from its column."""
    monkeypatch.setattr("indexer.index.columns._MANY", {"none": 0, "some": 2, "all": 1_000}[columns])
    directives = archive(seed)
    shard = opened(tmp_path / "words", directives)
    assert (len(shard.columns.terms) > 0) == (columns != "none")
    passages = flat(directives)
    check(shard, passages, list(range(len(passages))))
    check(shard, passages, [3, 7])
    check(shard, passages, [])


def test_what_has_a_term_is_counted_by_passage_and_by_directive(tmp_path):
    directives = archive(5)
    shard, passages = opened(tmp_path / "words", directives), flat(directives)
    having = shard.having(shard.look_up(Asked.of(TERMS)))
    for at, term in enumerate(TERMS):
        spelt = [
            {word for word in terms(f[WORDS], folded=False) if folded_key(word) == term.folded} for f in passages
        ]
        assert having.folded[WORDS, at] == sum(map(len, spelt))
        assert having.exact[at] == sum(term.exact in words for words in spelt)
        for field, part in ((HEADER, 0), (NUMBER, 1)):
            held = [set(terms(one.header[part], folded=False)) for one in directives]
            assert having.folded[field, at] == sum(
                any(folded_key(word) == term.folded for word in words) for words in held
            )
            assert shard.frequency(term.folded, field, any_spelling=True) == having.folded[field, at]
        assert shard.frequency(term.folded, WORDS, any_spelling=True) == having.folded[WORDS, at]
        assert shard.frequency(term.exact or "", WORDS, any_spelling=False) == having.exact[at]


def test_a_sum_is_over_what_weighs_something(tmp_path):
    directives = archive(6)
    shard, passages = opened(tmp_path / "words", directives), flat(directives)
    found = shard.look_up(Asked.of(TERMS))
    weights = np.zeros((4, len(TERMS)), dtype=np.float32)
    assert not shard.sums(found, weights).any()
    for row in (WORDS, HEADER, NUMBER):
        only = weights.copy()
        only[row, 0] = 1
        has = [folded_key("đấu") in terms(fields[row], folded=True) for fields in passages]
        assert (shard.sums(found, only) > 0).tolist() == has


def test_parts_are_stacked_and_taken_apart(tmp_path):
    directives = archive(7, 20)
    stacked = Inverted.stacked(
        [Inverted.of(directives[:7]), Inverted.of(directives[7:8]), Inverted.of(directives[8:])]
    )
    passages = flat(directives)
    some = np.asarray([2, 3, 17, len(passages) - 1])
    for name, rows, held in (
        ("all", stacked, passages),
        ("some", stacked.at(some), [passages[at] for at in some]),
    ):
        shards.build(InvertedShard, tmp_path / name, [(np.arange(len(held)), rows)])
        (shard,) = shards.opened(InvertedShard, tmp_path / name)
        check(shard, held, list(range(len(held))))


def test_a_shard_of_which_more_than_a_tenth_is_gone_is_written_again(tmp_path):
    """So the statistics of words are nearly those of what is there."""
    directives = [Indexed((Field([]), Field([])), [(Field([f"từ{at}", "chung"]), Field([]))]) for at in range(20)]
    keys = np.arange(20)
    shards.build(InvertedShard, tmp_path / "0", [(keys, Inverted.of(directives))])
    for version, (gone, counted) in enumerate([([3, 4], 20), ([5], 17)], 1):
        before, after = tmp_path / str(version - 1), tmp_path / str(version)
        shards.update(InvertedShard, before, after, np.asarray(gone), [])
        (shard,) = shards.opened(InvertedShard, after)
        assert shard.frequency("chung", WORDS, any_spelling=False) == counted
    assert shards.keys_of([shard]).tolist() == [at for at in range(20) if at not in (3, 4, 5)]


@pytest.mark.parametrize("suffix", [".words", ".npy"])
def test_a_broken_shard_is_refused(suffix, tmp_path):
    opened(tmp_path / "words", archive(8))
    (path,) = (tmp_path / "words").glob(f"0*{suffix}")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises((OSError, ValueError)):
        shards.opened(InvertedShard, tmp_path / "words")


@pytest.mark.parametrize("part", [0, 1, 2, 3, 6, 7, 10, 11, 12])
def test_parts_that_do_not_match_are_refused(part, tmp_path):
    opened(tmp_path / "words", archive(9))
    (path,) = (tmp_path / "words").glob("0*.words")
    arrays = [np.array(array) for array in mapped_arrays(path)]
    arrays[part] = arrays[part][..., :-1]
    save_arrays(path, arrays)
    with pytest.raises(ValueError, match="do not match"):
        shards.opened(InvertedShard, tmp_path / "words")


def test_a_part_that_is_missing_is_refused(tmp_path):
    opened(tmp_path / "words", archive(9))
    (path,) = (tmp_path / "words").glob("0*.words")
    save_arrays(path, [np.array(array) for array in mapped_arrays(path)[:-1]])
    with pytest.raises(ValueError, match="12 parts in place of 13"):
        shards.opened(InvertedShard, tmp_path / "words")
