"""Arrays as numpy reads them, and a full disk told by its name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.index.disk import save_array, why_unwritable

ARRAYS = [
    ("rows", np.arange(12, dtype=np.uint64).reshape(2, 6)),
    ("none", np.zeros((2, 0), dtype=np.uint32)),
    ("every second", np.arange(10)[::2]),
    ("columns first", np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3))),
]


@pytest.mark.parametrize("array", [row[1] for row in ARRAYS], ids=[row[0] for row in ARRAYS])
def test_numpy_reads_what_was_saved(array, tmp_path):
    save_array(tmp_path / "rows.npy", array)
    for mode in (None, "r") if array.size else (None,):
        found = np.load(tmp_path / "rows.npy", mmap_mode=mode)
        assert found.dtype == array.dtype
        np.testing.assert_array_equal(found, array)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told():
    with pytest.raises(OSError) as caught:
        save_array(Path("/dev/full"), np.zeros(100_000))
    assert why_unwritable(caught.value) == "đĩa đã đầy"
