"""An index of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def own(index, tmp_path) -> Path:
    """A copy of the index of the five directives, without the traces of other tests that have it open."""
    return Path(shutil.copytree(index, tmp_path / "index", ignore=shutil.ignore_patterns("*-wal", "*-shm")))
