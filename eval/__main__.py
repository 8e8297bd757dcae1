"""``python -m eval``: measure search, on the project's own questions or on any BEIR folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

import click

from indexer.errors import TracuuError

_Path = click.Path(path_type=Path)
_MODES = ("hybrid", "lexical", "dense")

_corpus = click.option("--corpus", type=_Path, help="Folder of directives; corpus/ of the repository if not given.")
_queries = click.option("--queries", type=_Path, help="Judged questions; the project's own if not given.")
_beir = click.option("--beir", type=_Path, help="BEIR folder to use instead of --corpus and --queries.")
_model = click.option("--model", help="Embedding model: `bundled` (the default), a short name or a folder.")
_json = click.option("--json", "json_file", type=_Path, help="Write the figures to this file.")


class _Group(click.Group):
    """Every error of ours ends as one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except TracuuError as error:
            raise click.ClickException(error.message) from error


def _modes(_: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    modes = tuple(dict.fromkeys(mode.strip() for mode in value.split(",")))
    if not set(modes) <= set(_MODES):
        raise click.BadParameter(f"“{value}”: expected some of {', '.join(_MODES)}, parted by commas.", param=option)
    return modes


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure search.

    \b
    python -m eval run                      the project's own questions on corpus/
    python -m eval run --beir DIR           any BEIR folder
    python -m eval run --min 'hybrid.recall@1=.85'    fail below a floor
    """


@main.command()
@_queries
@_corpus
@_beir
@_model
@click.option("--split", type=click.Choice(["tune", "held", "all"]), default="all", show_default=True)
@click.option("--modes", callback=_modes, default=",".join(_MODES), show_default=True)
@_json
@click.option("--run", "run_file", type=_Path, help="Write TREC runs; of several modes, one file each.")
@click.option("--min", "floors", multiple=True, metavar="MODE.MEASURE=X", help="Fail below it; repeatable.")
@click.option("--hybrid-best", is_flag=True, help="Fail if hybrid's recall is below lexical's or dense's.")
def run(**options: Any) -> None:  # noqa: ANN401
    """Print recall@k, nDCG@10, MRR@10 and latency by mode and kind of question."""
    from eval import trial

    plan = trial.Plan(**options)
    report = trial.run(plan)
    click.echo(report.table())
    plan.write(report)
    if missed := plan.missed(report):
        raise click.ClickException("\n".join(missed))


@main.command()
@_corpus
@_queries
@_beir
@_model
@_json
def bench(**options: Any) -> None:  # noqa: ANN401
    """Print what indexing and searching cost on this machine."""
