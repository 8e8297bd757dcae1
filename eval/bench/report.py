"""The figures of a benchmark as a table in Markdown: a row a figure, a column a size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from eval.bench import Figures
from eval.bench.asking import Times
from eval.bench.machine import Machine
from eval.bench.serving import Served

Row = tuple[str, Callable[[Figures], str]]


def markdown(machine: Machine, copied: float, found: Sequence[Figures]) -> str:
    """All of it."""
    heads = [f"{one.built.passages:,}" for one in found]
    lines = [f"{machine}; a copy of memory: {copied:.1f} GB/s", ""]
    for title, rows in _TABLES.items():
        lines += [f"| {title} | " + " | ".join(heads) + " |", "|---|" + "--:|" * len(heads)]
        lines += [
            f"| {name} | " + " | ".join(value(one) for one in found) + " |" for name, value in rows(found[0])
        ]
        lines.append("")
    return "\n".join(lines)


def _indexing(first: Figures) -> Iterator[Row]:
    for name in first.built.rates:
        yield name, lambda one, name=name: f"{one.built.rates[name]:,.0f}"  # type: ignore[misc]


def _sizes(_: Figures) -> Iterator[Row]:
    yield "directives", lambda one: f"{one.built.directives:,}"
    yield "peak memory of indexing, MB", lambda one: f"{one.built.peak_megabytes:,.0f}"
    for part in ("catalog", "lexical", "vectors"):
        yield f"{part}, bytes a passage", partial(_bytes, part)
    yield "memory of serving, MB (own / with pages of files)", lambda one: _memory(one.served)
    yield "the same with a process for each core", lambda one: _memory(one.shared)


def _bytes(part: str, one: Figures) -> str:
    return f"{one.built.bytes_on_disk[part] / one.built.passages:,.0f}"


def _memory(one: Served) -> str:
    return f"{one.own_megabytes:,.0f} / {one.megabytes:,.0f}"


def _opening(_: Figures) -> Iterator[Row]:
    yield "`tracuu search`, cold process, s", lambda one: f"{one.opened.cold_command_s:.2f}"
    yield "open to first answer, s", lambda one: f"{one.opened.open_to_answer_s:.2f}"
    yield "add one directive, to visible, ms", lambda one: f"{one.opened.add_ms:.0f}"
    yield "remove one directive, to visible, ms", lambda one: f"{one.opened.remove_ms:.0f}"
    yield "swap of a served version, ms", lambda one: f"{one.opened.swap_ms:.0f}"


def _asking(first: Figures) -> Iterator[Row]:
    for mode in first.asked.modes:
        yield f"{mode}, in process", lambda one, m=mode: _three(one.asked.modes[m])  # type: ignore[misc]
    yield "hybrid, by directive", lambda one: _three(one.asked.grouped)
    yield "hybrid, narrow filter", lambda one: f"{_three(one.asked.filtered)} ({one.asked.share:.2%})"
    yield from _served("hybrid, HTTP", lambda one: one.served)
    yield from _served("a process for each core", lambda one: one.shared)


def _served(name: str, of: Callable[[Figures], Served]) -> Iterator[Row]:
    yield f"{name}, one client", lambda one: _three(of(one).one)
    yield f"{name}, 16 clients", lambda one: _three(of(one).sixteen)
    yield f"{name}, questions/s of 16 (errors)", lambda one: f"{of(one).per_second:.0f} ({of(one).errors})"
    yield f"{name}, of the processors for asking", lambda one: f"{of(one).asking:.0%}"


def _stages(first: Figures) -> Iterator[Row]:
    for stage in first.asked.stages:
        yield stage, lambda one, s=stage: _three(one.asked.stages[s])  # type: ignore[misc]
    for part in first.asked.alone:
        yield f"{part} alone", lambda one, p=part: _three(one.asked.alone[p])  # type: ignore[misc]
    yield "hybrid / (encode + tantivy + faiss)", lambda one: f"{one.asked.ratio:.2f}"


def _quality(first: Figures) -> Iterator[Row]:
    yield "recall@10 of vectors against exact", lambda one: f"{one.asked.recall:.3f}"
    yield "the same with the narrow filter", lambda one: f"{one.asked.filtered_recall:.3f}"
    for mode in first.asked.ndcg:
        yield f"nDCG@10, {mode}", lambda one, m=mode: f"{one.asked.ndcg[m]:.3f}"  # type: ignore[misc]


_TABLES: dict[str, Callable[[Figures], Iterator[Row]]] = {
    "indexing, passages/s": _indexing,
    "size": _sizes,
    "opening": _opening,
    "questions, ms: p50 / p95 / p99": _asking,
    "stages of a hybrid search, ms: p50 / p95 / p99": _stages,
    "quality": _quality,
}


def _three(times: Times) -> str:
    return " / ".join(f"{times[name]:.1f}" for name in ("p50", "p95", "p99"))
