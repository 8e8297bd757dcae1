"""Two rankings into one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.fuse import convex, shares, spread


def scores(*values: float) -> np.ndarray:
    return np.asarray(values, dtype=np.float32)


@pytest.mark.parametrize(
    ("lexical", "dense", "expected"),
    [
        (scores(10, 5), scores(0.2, 0.4), [0.5 + 0.25, 0.25 + 0.5]),
        (scores(0, 0), scores(0.2, 0.4), [0.25, 0.5]),
        (scores(10, 5), scores(-0.5, -0.1), [0.5, 0.25]),
        (scores(), scores(), []),
    ],
    ids=["each half over its best", "nothing matched a word", "a negative cosine counts as none", "no passages"],
)
def test_half_and_half(lexical: np.ndarray, dense: np.ndarray, expected: list[float]) -> None:
    assert convex(lexical, dense, 0.5).tolist() == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(0, 100, width=32), st.floats(-1, 1, width=32)), min_size=1, max_size=20))
def test_scores_lie_between_zero_and_one(rows: list[tuple[float, float]]) -> None:
    lexical, dense = (scores(*column) for column in zip(*rows, strict=True))
    fused = convex(lexical, dense, 0.7)
    assert (fused >= 0).all()
    assert (fused <= 1 + 1e-6).all()


@pytest.mark.parametrize(("expected", "words"), [(0, [0.5, 0.25]), (10, [0.5, 0.25]), (40, [0.125, 0.0625])])
def test_words_count_the_less_where_few_were_met(expected: float, words: list[float]) -> None:
    found, meaning = shares(scores(10, 5), scores(0.2, 0.4), 0.5, expected)
    assert found.tolist() == words
    assert meaning.tolist() == [0.25, 0.5]


def test_the_weight_chooses_the_half() -> None:
    lexical, dense = scores(3, 1), scores(0.1, 0.9)
    assert np.argmax(convex(lexical, dense, 1.0)) == 0
    assert np.argmax(convex(lexical, dense, 0.0)) == 1


SPREADS = [
    ("the third of a directive counts less", [9, 8, 7, 6], [1, 1, 1, 2], [9, 8, 3.5, 6]),
    ("in any order", [7, 6, 9, 8], [1, 2, 1, 1], [3.5, 6, 9, 8]),
    ("the first of equals is the better", [5, 5, 5], [1, 1, 1], [5, 5, 2.5]),
    ("each of its own", [3, 2, 1], [1, 2, 3], [3, 2, 1]),
    ("nothing", [], [], []),
]


@pytest.mark.parametrize(
    ("given", "directives", "expected"), [row[1:] for row in SPREADS], ids=[row[0] for row in SPREADS]
)
def test_one_directive_does_not_fill_the_page(given, directives, expected) -> None:
    counted = spread(scores(*given), np.asarray(directives, dtype=np.int64), 2, 0.5)
    assert (scores(*given) * counted).tolist() == expected
