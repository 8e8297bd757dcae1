"""The words of passages, counted in their fields as a plain loop over them would."""

from __future__ import annotations

import random

import numpy as np
import pytest

from indexer.index import shards
from indexer.index.forward import FIELDS, WORDS, Asked, Field, ForwardShard, Words
from indexer.index.lexical import terms_of
from indexer.text import folded_key

SYLLABLES = ["đấu", "dâu", "dau", "thầu", "thâu", "thuốc", "của", "năm", "2022"]
MARKS = ["15/ct", "15/ct-ubnd", "2022-11-2"]


def passage(rng):
    """Some syllables and marks in each field, often none."""
    return [
        Field(rng.choices(SYLLABLES, k=rng.randrange(12)), rng.sample(MARKS, rng.randrange(3)))
        for _ in range(FIELDS)
    ]


def plainly(fields, folded, exact):
    """Counts of one passage as the field's terms give them."""
    everywhere = [[*terms_of(list(map(folded_key, field.syllables))), *field.marks] for field in fields]
    words = terms_of(list(fields[WORDS].syllables))
    return [[terms.count(term) for term in folded] for terms in everywhere], [words.count(term) for term in exact]


FOLDED = ["dau", "thau", "dau_thau", "thau_thuoc", "thuoc", "15/ct", "2022-11-2", "nam_2022", "khong", "dau_dau"]
EXACT = ["đấu", "thầu", "đấu_thầu", "dau", "dâu_thâu", "năm_2022", "nam"]


def check(words, passages, places):
    counted = words.count(np.asarray(places, dtype=np.int64), Asked.of(FOLDED), Asked.of(EXACT))
    expected = [plainly(passages[place], FOLDED, EXACT) for place in places]
    assert counted.folded.tolist() == [everywhere for everywhere, _ in expected]
    assert counted.exact.tolist() == [among_words for _, among_words in expected]
    sizes = [[len(field.syllables) + 1 + len(field.marks) for field in passages[place]] for place in places]
    assert counted.lengths.tolist() == sizes


@pytest.mark.parametrize("seed", range(8))
def test_counts_are_those_of_the_terms(seed):
    rng = random.Random(seed)
    passages = [passage(rng) for _ in range(30)]
    words = Words.of(passages)
    check(words, passages, list(range(30)))
    check(words, passages, [7, 3, 29])
    check(words, passages, [])


def test_parts_stacked_and_taken_apart_count_as_before():
    rng = random.Random(1)
    passages = [passage(rng) for _ in range(40)]
    stacked = Words.stacked([Words.of(passages[:15]), Words.of(passages[15:16]), Words.of(passages[16:])])
    check(stacked, passages, list(range(40)))
    some = [2, 3, 17, 39]
    check(stacked.at(np.asarray(some)), [passages[place] for place in some], list(range(4)))


def test_words_do_not_reach_from_one_field_into_the_next():
    fields = [Field(["đấu"]), Field(["thầu"], ["15/ct"]), Field([]), Field([], ["15/ct"])]
    counted = Words.of([fields, fields]).count(
        np.arange(2), Asked.of(["dau_thau", "thau"]), Asked.of(["đấu_thầu"])
    )
    assert counted.folded.sum(axis=0).tolist() == [[0, 0], [0, 2], [0, 0], [0, 0]]
    assert counted.exact.tolist() == [[0], [0]]


def test_a_shard_holds_what_was_written(tmp_path):
    rng = random.Random(2)
    passages = [passage(rng) for _ in range(20)]
    keys = np.arange(1, 21) * 3
    shards.build(ForwardShard, tmp_path / "words", [(keys, Words.of(passages))])
    (shard,) = shards.opened(ForwardShard, tmp_path / "words")
    check(shard.words, passages, list(range(20)))
    assert shard.keys.tolist() == keys.tolist()


@pytest.mark.parametrize("end", [".words", ".bounds", ".vocabulary", ".npy"])
def test_a_broken_shard_is_refused(end, tmp_path):
    shards.build(ForwardShard, tmp_path / "words", [(np.arange(1, 3), Words.of([passage(random.Random(3))] * 2))])
    (path,) = (tmp_path / "words").glob(f"0*{end}")
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises((OSError, ValueError)):
        shards.opened(ForwardShard, tmp_path / "words")


def test_bounds_that_do_not_match_are_refused(tmp_path):
    words = Words.of([passage(random.Random(4))] * 2)
    shards.build(ForwardShard, tmp_path / "words", [(np.arange(1, 3), words)])
    (path,) = (tmp_path / "words").glob("*.bounds")
    with path.open("wb") as file:
        np.save(file, words.bounds[:-1])
    with pytest.raises(ValueError, match="do not match"):
        shards.opened(ForwardShard, tmp_path / "words")
