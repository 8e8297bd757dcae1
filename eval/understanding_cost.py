"""What understanding costs on this machine: passages a second of one processor, by stage, of an archive that is
made (:mod:`eval.bench.archive`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from eval.bench import building
from eval.bench.archive import directives
from indexer import assignments, chunk, header, references, structure
from indexer.domain import Source
from indexer.embed import Embedder

_STAGES = ("header", "structure", "assignments", "references", "chunk")
_PASSAGES = 2_000
_TIMES = 5
"""The least of so many is taken: what else runs on the machine only adds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds by stage, of all ``passages`` together."""

    passages: int
    seconds: dict[str, float]

    @property
    def rates(self) -> dict[str, float]:
        """Passages a second, by stage, and of all of them one after the other."""
        seconds = {**self.seconds, "in all": sum(self.seconds.values())}
        return {name: self.passages / value for name, value in seconds.items()}

    def table(self) -> str:
        """A line for each stage."""
        return "\n".join(f"{name:<12}{rate:>8,.0f} passages/s" for name, rate in self.rates.items())

    def to_dict(self) -> dict[str, float]:
        """By name."""
        return self.rates


def measure(data: Path, embedder: Embedder) -> Cost:
    """Understand the directives of an archive that is made, a few times over.

    Raises:
        DatasetError: ``data`` does not hold the articles that it is made from.
    """
    sources = [one.directive.source for one in directives(building.articles(data, _PASSAGES), _PASSAGES)]
    rounds = []
    for _ in range(_TIMES):
        found, laps = zip(*(_understood(source, embedder) for source in sources), strict=True)
        rounds.append([sum(lap) for lap in zip(*laps, strict=True)])
    least = (min(seconds) for seconds in zip(*rounds, strict=True))
    return Cost(sum(found), dict(zip(_STAGES, least, strict=True)))


def _understood(source: Source, embedder: Embedder) -> tuple[int, list[float]]:
    """What :func:`indexer.understand.understand` does: how many passages there are, the seconds of each stage."""
    laps = [time.process_time()]
    layout = header.parse(source.text)
    laps.append(time.process_time())
    tree = structure.parse(source.text, layout.body or ((0, len(source.text)),))
    laps.append(time.process_time())
    assignments.find(source.text, tree, layout.header)
    laps.append(time.process_time())
    references.find(source.text, layout.header)
    laps.append(time.process_time())
    passages = chunk.passages(source, tree, embedder.count_tokens, chunk.Limits.of(embedder.max_tokens))
    laps.append(time.process_time())
    return len(passages), [end - start for start, end in pairwise(laps)]
