"""A generation built beside the one in use, and swapped in once it is whole and verified."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import IndexBroken
from indexer.index.checking import check_generation
from indexer.index.disk import sync_all
from indexer.index.layout import Generation, Layout


@contextmanager
def replaced(layout: Layout) -> Iterator[Generation]:
    """A new generation to fill; on leaving it is used from then on. Needs the writer's lock.

    The one before stays until the new one has served a reader. Whatever breaks on the way leaves that in use.

    Raises:
        IndexBroken: what was built does not hold what it should; ``details`` has the breaches.
    """
    generation = layout.begin()
    try:
        yield generation
        breaches = [breach.words for breach in check_generation(generation)]
        if breaches:
            raise IndexBroken(
                f"Chỉ mục mới không đạt kiểm tra: {breaches[0]}; chỉ mục cũ giữ nguyên.", found=breaches
            )
        sync_all(generation.folder)
    except BaseException:
        shutil.rmtree(generation.folder, ignore_errors=True)
        raise
    layout.switch(generation)
