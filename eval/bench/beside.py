"""What peers cost beside this project, as a table in Markdown for each set of passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.bench.machine import Machine
from eval.bench.peers import Beside, Cost

_HEADS = (
    "",
    "index, s",
    "index, CPU s",
    "memory, MB",
    "p50 / p95, ms",
    "times ours (low to high)",
    "p50 / p95, CPU ms",
    "times ours (low to high)",
    "nDCG@10",
)


def markdown(machine: Machine, found: Sequence[Beside]) -> str:
    """All of it."""
    return "\n".join([f"{machine}; one thread each", *(line for one in found for line in _table(one))]) + "\n"


def _table(beside: Beside) -> Iterator[str]:
    yield ""
    questions = f"{beside.questions} questions, {beside.judged} of them judged"
    yield f"**{beside.dataset}: {beside.passages:,} passages, {questions}**"
    yield ""
    yield "| " + " | ".join(_HEADS) + " |"
    yield "|---|" + "--:|" * (len(_HEADS) - 1)
    for cost in beside.costs:
        yield "| " + " | ".join(_cells(cost)) + " |"
    if beside.failed:
        yield ""
        yield from (f"Left out: {name}: {reason}" for name, reason in beside.failed.items())


def _cells(cost: Cost) -> Iterator[str]:
    yield f"{cost.name} {cost.version}"
    for indexed in (cost.index_s, cost.index_cpu_s):
        yield ", ".join(f"{seconds:.1f}" for seconds in indexed)
    yield f"{cost.megabytes:,.0f}"
    for ms, (middle, low, high) in ((cost.ms, cost.times_ours), (cost.cpu_ms, cost.cpu_times_ours)):
        yield f"{ms['p50']:.1f} / {ms['p95']:.1f}"
        yield f"{middle:.2f} ({low:.2f} to {high:.2f})"
    yield f"{cost.ndcg:.3f}"
