"""How a peer is asked: a line of JSON on its standard input, a line of JSON on its output, until the input ends.

===========================================  ==================================================================
``{"given": "folder", "model": "folder"}``   ``{"took": {"s": 1.5, "cpu": 1.4}, "megabytes": 210, "version": "9"}``
``{"search": "nghỉ phép"}``                  ``{"took": {"s": 0.004, "cpu": 0.003}, "found": ["a.0-9", "b.7-40"]}``
===========================================  ==================================================================

The folder holds ``passages.jsonl``, of ``{"id", "text"}``. Seconds are those of making the passages ready to be
searched, embedded, by the clock and of the processor (all threads), which says more where others use it too;
reading them and loading the model and the libraries does not count. All that a library prints goes to the standard
error. This module needs the standard library alone.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

PASSAGES = "passages.jsonl"

DEPTH = 100
"""What a peer that joins two rankings takes of each, as this project does."""

TOP = 10
"""What is asked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be searched, one id for each text; the folder that it comes from, and that of the model."""

    folder: Path
    model: Path
    ids: list[str]
    texts: list[str]

    @classmethod
    def read(cls, folder: Path, model: Path) -> Given:
        """The passages of a folder."""
        with (folder / PASSAGES).open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return cls(folder, model, [row["id"] for row in rows], [row["text"] for row in rows])


class Peer(Protocol):
    """One that searches; made of what is given, it is not ready yet."""

    def index(self) -> None:
        """Make the passages ready to be searched."""

    def search(self, question: str) -> Sequence[str]:
        """The ids of the best passages, best first."""


def serve(make: Callable[[Given], Peer], library: str) -> None:
    """Answer until the input ends; ``library`` is the installed package whose version is told."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(**fields: object) -> None:
        print(json.dumps(fields), file=answers, flush=True)

    asked = json.loads(sys.stdin.readline())
    peer = make(Given.read(Path(asked["given"]), Path(asked["model"])))
    took = _took(peer.index)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(took=took, megabytes=megabytes, version=version(library))
    for line in sys.stdin:
        found: list[str] = []
        question = json.loads(line)["search"]
        took = _took(lambda: found.extend(peer.search(question)))  # noqa: B023 - called at once
        tell(took=took, found=found)


def _took(work: Callable[[], object]) -> dict[str, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return {"s": time.perf_counter() - clock, "cpu": time.process_time() - cpu}
