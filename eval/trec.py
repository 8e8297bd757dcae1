"""Runs and judgements in TREC's formats, out and in: what other tools of the field read and write.

A run is ``topic Q0 document rank score tag`` a line, judgements (qrels) ``topic 0 document grade``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from eval.dataset import Dataset, DatasetError, Topic, lines
from eval.run import Ranking, Run, judged


def write_runs(runs: Sequence[Run], file: Path) -> list[Path]:
    """Write each run, tagged with its mode.

    One run goes to ``file``; of several, each to a file of its own (``all.run``: ``all.hybrid.run`` ...).

    Returns:
        The files written.
    """
    written = []
    for run in runs:
        path = file if len(runs) == 1 else file.with_suffix(f".{run.mode}{file.suffix}")
        path.write_text("".join(f"{line}\n" for line in lines_of(run)), encoding="utf-8")
        written.append(path)
    return written


def lines_of(run: Run) -> Iterator[str]:
    """``topic Q0 name rank score tag`` for all that was found.

    trec_eval orders by score alone, and equal scores by name; so each score is made less than the one before
    it, by the smallest step of a 32-bit float where they were equal.
    """
    for outcome in run.outcomes:
        found, last = outcome.ranking, np.float32(np.inf)
        for rank, (name, score) in enumerate(zip(found.names, found.scores, strict=True), 1):
            last = min(score, np.nextafter(last, np.float32(-np.inf)))
            yield f"{outcome.topic.id} Q0 {name} {rank} {last:.9g} {run.mode}"


def write_qrels(dataset: Dataset, file: Path) -> None:
    """Write the judgements of all topics."""
    rows = (f"{topic.id} 0 {name} {grade}\n" for topic in dataset.topics for name, grade in topic.relevant.items())
    file.write_text("".join(rows), encoding="utf-8")


def score(run: Path, qrels: Path, *, alternatives: bool = False) -> tuple[Dataset, Run]:
    """The judged topics of a file of qrels, and a run from elsewhere as it does on them.

    Args:
        run: in TREC's format. Scores count, not ranks; equal scores go by name, descending, as in trec_eval.
        qrels: in TREC's format.
        alternatives: whether each relevant document answers its topic alone.

    Raises:
        DatasetError: a file cannot be read, a line is malformed, or the run answers no judged topic.
    """
    topics = tuple(Topic(id, "", relevant) for id, relevant in _judgements(qrels).items())
    dataset = Dataset(qrels.stem, topics, alternatives)
    tag, rankings = _rankings(run)
    if not rankings.keys() & {topic.id for topic in topics}:
        raise DatasetError(f"{run} answers none of the topics that {qrels} judges.")
    return dataset, judged(tag, dataset, rankings)


def _judgements(file: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for number, line in lines(file):
        fields = line.split()
        if len(fields) != 4 or not fields[3].lstrip("-").isdecimal():
            raise DatasetError(f"{file}:{number}: expected TOPIC 0 DOCUMENT GRADE, found “{line}”.")
        topic, _, name, grade = fields
        judged.setdefault(topic, {})[name] = int(grade)
    if not judged:
        raise DatasetError(f"{file} judges no topic.")
    return judged


def _rankings(file: Path) -> tuple[str, dict[str, Ranking]]:
    """The tag of the last line, and what was found by topic."""
    found: dict[str, dict[str, np.float32]] = {}
    tag = file.stem
    for number, line in lines(file):
        topic, name, score, tag = _found(line, f"{file}:{number}")
        if name in found.setdefault(topic, {}):
            raise DatasetError(f"{file}:{number}: {name} was already found for topic {topic} by an earlier line.")
        found[topic][name] = score
    return tag, {topic: _ranking(scores) for topic, scores in found.items()}


def _found(line: str, place: str) -> tuple[str, str, np.float32, str]:
    """Topic, document, score and tag; the score as trec_eval keeps it, in 32 bits."""
    try:
        topic, _, name, _, score, tag = line.split()
        value = float(score)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise DatasetError(f"{place}: expected TOPIC Q0 DOCUMENT RANK SCORE TAG, found “{line}”.")
    with np.errstate(over="ignore"):
        return topic, name, np.float32(value), tag


def _ranking(scores: dict[str, np.float32]) -> Ranking:
    names = sorted(sorted(scores, reverse=True), key=lambda name: -scores[name])
    return Ranking(tuple(names), np.asarray([scores[name] for name in names], dtype=np.float32), math.nan)
