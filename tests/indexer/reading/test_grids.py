"""Rules that make tables."""

from __future__ import annotations

import pytest

from indexer.reading.grids import grids
from indexer.reading.words import Word

WORDS = [Word("STT", 12, 12, 30, 20), Word("Việc", 62, 12, 90, 20)]


@pytest.mark.parametrize("jut", [0.0, 0.7])
def test_a_thick_rule_is_one_edge_of_a_column(jut):
    """The rules across may begin a little before the rule down, which is three points thick."""
    down = [(x, 10.0, x + 3, 40.0) for x in (10.0, 50.0, 100.0)]
    across = [(10.0 - jut, y, 103.0, y + 1) for y in (10.0, 40.0)]
    (grid,) = grids([*down, *across], WORDS)
    assert [row.text for row in grid.rows(WORDS, 8)] == ["STT | Việc"]
