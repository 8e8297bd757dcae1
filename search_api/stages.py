"""How long the stages of a search take, told to whoever wants to know."""

from __future__ import annotations

import time
from collections.abc import Callable

Observe = Callable[[str, float], None]
"""Told the name of a stage and its seconds."""

STAGES = ("understand", "embed", "lexical", "dense", "fuse", "cite")
"""In their order."""


def unobserved(stage: str, seconds: float) -> None:
    """Nobody wants to know."""


def stopwatch(observe: Observe) -> Callable[[str], None]:
    """What is called at the end of each stage, by its name; the next one begins then."""
    began = time.perf_counter()

    def ended(stage: str) -> None:
        nonlocal began
        now = time.perf_counter()
        observe(stage, now - began)
        began = now

    return ended
