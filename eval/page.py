"""A run as one HTML page that needs nothing else: figures, picture, and each question with what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval import chance, plot
from eval.collection import Collection, Excerpt
from eval.report import PRINTED, Report, Twins
from eval.run import Outcome, Run

_FIRST = 3
"""Passages that are shown of what was found."""

_ANSWERS = 2
"""Passages that are shown of those that answer, where none of them was found first."""

_LONGEST = 700
"""Characters that are shown of a passage."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as a question's row shows it; ``rank`` is None for one that should have been found."""

    rank: int | None
    is_relevant: bool
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Row:
    """A question: its rank in each mode (None: not found), and passages of the first mode."""

    outcome: Outcome
    ranks: tuple[int | None, ...]
    found: tuple[Found, ...]
    missed: tuple[Found, ...]

    @property
    def worst_first(self) -> tuple[float, str]:
        """Failures, then successes; equal ones by id."""
        return -(self.ranks[0] or float("inf")), self.outcome.topic.id


def write(report: Report, collection: Collection, file: Path) -> None:
    """Write the page of a report; the collection is what was searched, for the words of passages.

    Raises:
        DatasetError: the picture cannot be drawn.
    """
    file.write_text(render(report, collection), encoding="utf-8")


def render(report: Report, collection: Collection) -> str:
    """The page, its questions worst first."""
    folder = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("page.html").render(
        report=report,
        tables=list(_tables(report)),
        twins=[(run.mode, twins) for run in report.runs if (twins := Twins.of(run))],
        rows=sorted(_rows(report, collection), key=lambda row: row.worst_first),
        picture=Markup(plot.svg(report)),  # noqa: S704 - drawn by ourselves
        measures=PRINTED,
        short=chance.short,
        level=f"{chance.LEVEL:.0%}",
    )


def _tables(report: Report) -> Iterator[tuple[str, int, list[tuple[Run, dict[str, float], dict[str, object]]]]]:
    """All questions, then each split and kind: name, count, and for each run its means and intervals."""
    for name, runs in (("all", report.runs), *report.groups()):
        yield name, len(runs[0].outcomes), [(run, run.mean(), dict(run.intervals())) for run in runs]


def _rows(report: Report, collection: Collection) -> list[Row]:
    first = report.runs[0]
    missed = {outcome.topic.id: _unfound(outcome) for outcome in first.outcomes}
    names = [name for outcome in first.outcomes for name in outcome.ranking.names[:_FIRST]]
    texts = collection.excerpts([*names, *(name for some in missed.values() for name in some)], _LONGEST)
    ranks = [[outcome.rank for outcome in run.outcomes] for run in report.runs]
    return [_row(o, tuple(r), texts, missed[o.topic.id]) for o, *r in zip(first.outcomes, *ranks, strict=True)]


def _row(outcome: Outcome, ranks: tuple[int | None, ...], texts: Mapping[str, Excerpt], missed: list[str]) -> Row:
    names = outcome.ranking.names[:_FIRST]
    found = [Found(rank, _is_relevant(outcome, name), texts[name]) for rank, name in enumerate(names, 1)]
    lacking = [Found(None, True, texts[name]) for name in missed if name in texts]
    return Row(outcome, ranks, tuple(found), tuple(lacking))


def _unfound(outcome: Outcome) -> list[str]:
    """What answers a question, if nothing that was shown does."""
    if outcome.rank and outcome.rank <= _FIRST:
        return []
    return [name for name in outcome.topic.relevant if _is_relevant(outcome, name)][:_ANSWERS]


def _is_relevant(outcome: Outcome, name: str) -> bool:
    return outcome.topic.relevant.get(name, 0) > 0
