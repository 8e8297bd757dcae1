"""Two rankings into one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.fuse import convex


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


def test_the_weight_chooses_the_half() -> None:
    lexical, dense = scores(3, 1), scores(0.1, 0.9)
    assert np.argmax(convex(lexical, dense, 1.0)) == 0
    assert np.argmax(convex(lexical, dense, 0.0)) == 1
