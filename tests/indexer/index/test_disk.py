"""Arrays as numpy reads them, and a full disk told by its name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.index.disk import mapped_array, mapped_arrays, save_array, save_arrays, why_unwritable

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


def test_arrays_of_one_file_are_as_they_were_and_aligned(tmp_path):
    rows = [
        np.arange(5, dtype=np.uint8),
        np.zeros((0, 3)),
        np.arange(6.0).reshape(2, 3),
        np.asarray([7], np.uint64),
    ]
    save_arrays(tmp_path / "rows", rows)
    found = mapped_arrays(tmp_path / "rows")
    assert [(one.dtype, one.shape, one.tolist()) for one in found] == [
        (a.dtype, a.shape, a.tolist()) for a in rows
    ]
    assert all(one.flags.aligned and not one.flags.writeable for one in found)


@pytest.mark.parametrize("left", [0, 3, 100, -1])
def test_a_file_of_arrays_that_was_cut_is_refused(left, tmp_path):
    save_arrays(tmp_path / "rows", [np.arange(50), np.arange(9)])
    whole = (tmp_path / "rows").read_bytes()
    (tmp_path / "rows").write_bytes(whole[:left])
    with pytest.raises((OSError, ValueError)):
        mapped_arrays(tmp_path / "rows")


def test_arrays_are_read_without_the_compiler(tmp_path, monkeypatch):
    """Which two threads of Python 3.11 cannot use at once; numpy reads headers by it."""
    save_array(tmp_path / "rows", np.arange(3))
    monkeypatch.setattr("ast.literal_eval", None)
    assert mapped_array(tmp_path / "rows").tolist() == [0, 1, 2]
    with pytest.raises(TypeError):
        np.load(tmp_path / "rows")
