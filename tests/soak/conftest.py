"""Long and short forms of what must hold, and the figures that it leaves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest


@pytest.fixture
def many(request) -> Callable[[int, int], int]:
    """So many in ``make test``, so many in ``make soak``."""
    is_long = request.config.getoption("--soak")
    return lambda quick, long: long if is_long else quick


@pytest.fixture
def record(request) -> Callable[..., None]:
    """Keep figures of a test."""

    def keep(**figures: object) -> None:
        line = {"test": request.node.name, "at": time.strftime("%Y-%m-%d %H:%M"), **figures}
        print(json.dumps(line, ensure_ascii=False))
        if path := request.config.getoption("--soak-report"):
            with path.open("a", encoding="utf-8") as report:
                report.write(json.dumps(line, ensure_ascii=False) + "\n")

    return keep
