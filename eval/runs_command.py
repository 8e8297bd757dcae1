"""``python -m eval compare``, ``score`` and ``feedback``: what works on files, and needs no model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

_path = click.Path(path_type=Path)
_MEASURES = ("recall@1", "recall@3", "recall@10", "recall@100", "ndcg@10", "mrr@10")


def write_json(file: Path | None, figures: object) -> None:
    """Write figures where a file is named."""
    if file:
        file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """``hybrid`` as the same mode of both, ``bm25:hybrid`` as one of A and one of B."""
    return [(before, after if colon else before) for before, colon, after in (v.partition(":") for v in values)]


@click.command()
@click.argument("a", type=_path)
@click.argument("b", type=_path)
@click.option("--measure", "measures", type=click.Choice(_MEASURES), multiple=True, help="Only these.")
@click.option(
    "--mode", "modes", callback=_as_pairs, multiple=True, metavar="MODE|A:B", help="Default: all in both."
)
@click.option(
    "--margin", type=click.FloatRange(min=0), default=0.0, show_default=True, help="Loss that is allowed."
)
@click.option("--json", "json_file", type=_path, help="Write the figures to this file.")
def compare(a: Path, b: Path, **options: Any) -> None:  # noqa: ANN401
    r"""Compare two runs over the same questions: wins, ties, losses, significance; fail where B is worse than A.

    \b
    python -m eval run --json before.json
    python -m eval run --json after.json
    python -m eval compare before.json after.json --mode hybrid --measure ndcg@10 --margin .01
    """
    from eval import compare as comparing

    measures = options["measures"] or comparing.MEASURES
    figures = comparing.Figures.read(a), comparing.Figures.read(b)
    found = comparing.compare(*figures, measures, options["modes"])
    click.echo(f"A: {a}\nB: {b}\n\n" + "\n\n".join(comparison.table() for comparison in found))
    write_json(options["json_file"], {comparison.name: comparison.to_dict() for comparison in found})
    if worse := [sentence for comparison in found for sentence in comparison.worse(options["margin"])]:
        raise click.ClickException("\n".join(worse))


@click.command()
@click.option("--run", "run_file", type=_path, required=True, help="A TREC run.")
@click.option("--qrels", type=_path, required=True, help="Judgements in TREC's format.")
@click.option("--alternatives", is_flag=True, help="Each relevant document answers its topic alone (Success@k).")
@click.option("--json", "json_file", type=_path, help="Write the figures to this file, as `run --json` does.")
def score(run_file: Path, qrels: Path, *, alternatives: bool, json_file: Path | None) -> None:
    """Score a TREC run from elsewhere; `compare` takes what --json writes (`--mode TAG:hybrid`)."""
    from eval import trec
    from eval.report import Report

    dataset, run = trec.score(run_file, qrels, alternatives=alternatives)
    report = Report(dataset, str(run_file), [run])
    click.echo(report.table())
    write_json(json_file, report.to_dict())


@click.command()
@click.option("--index", type=_path, required=True, help="The index directory that was searched.")
@click.option("--out", type=_path, required=True, help="The folder to write.")
def feedback(index: Path, out: Path) -> None:
    """Turn judgements of search results into questions (questions.jsonl) and a BEIR folder."""
    from eval import judgements

    click.echo(judgements.write(index, out).report())
    click.echo(f"{out / judgements.QUESTIONS}: for run --queries; {out}: for run --beir")
