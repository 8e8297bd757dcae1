"""Printed pages that several tests read: one run of LibreOffice a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexer.reading import rendering


@pytest.fixture(scope="session")
def prints(tmp_path_factory) -> dict[str, Path]:
    """The PDFs of :data:`rendering.PAGES` by their names."""
    return rendering.printed(rendering.PAGES, tmp_path_factory.mktemp("in"))
