"""``python -m eval answers``: questions asked and answers judged."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

_path = click.Path(path_type=Path)


@click.command()
@click.option(
    "--queries", type=_path, multiple=True, help="Judged questions (default: the project's own); may be repeated."
)
@click.option(
    "--corpus",
    "corpora",
    type=_path,
    multiple=True,
    help="Folder of directives (default: corpus/); may be repeated, one for each --queries in its place.",
)
@click.option("--split", type=click.Choice(["tune", "held", "all"]), default="all", show_default=True)
@click.option("--model", help="`bundled` (default), a short name or a folder.")
@click.option("--json", "json_file", type=_path, help="Write the figures to this file.")
@click.option("--floors", "required", is_flag=True, help="Fail below what the project requires of itself.")
@click.option("--verbose", is_flag=True, help="List every miss, but none of held.")
@click.option(
    "--fit", is_flag=True, help="Print the constants of doubt.py, fitted on the questions (use --split tune)."
)
def answers(**options: Any) -> None:  # noqa: ANN401
    """Print how often the answer holds the fact, and how often what cannot be answered is left alone."""
    from eval import answers as measure
    from eval import collection
    from eval.source import CORPUS
    from indexer import embed, models
    from indexer.settings import BUNDLED, Settings

    settings = Settings.from_environment(model=options["model"])
    files = options["queries"] or (measure.ASKED,)
    corpora = options["corpora"] or (CORPUS,)
    if len(corpora) not in (1, len(files)):
        raise click.UsageError(
            f"{len(corpora)} --corpus for {len(files)} --queries: one for all, or one for each."
        )
    embedder = embed.load(models.find(settings.model or BUNDLED, settings))
    asked: defaultdict[Path, list[measure.Judged]] = defaultdict(list)
    for file, corpus in zip(files, corpora * (len(files) // len(corpora)), strict=True):
        asked[corpus] += measure.read(file, options["split"])
    with ExitStack() as stack:
        judged = [
            (stack.enter_context(collection.of_archive(corpus, embedder)).engine, questions)
            for corpus, questions in asked.items()
        ]
        if options["fit"]:
            from eval.answers_fit import fit

            click.echo(str(fit(judged)))
            return
        report = measure.Report([one for engine, questions in judged for one in measure.run(engine, questions)])
    click.echo("\n".join([report.table(), *(report.misses() if options["verbose"] else ())]))
    if options["json_file"]:
        figures = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
        options["json_file"].write_text(figures + "\n", encoding="utf-8")
    if options["required"] and (missed := report.missed()):
        raise click.ClickException("\n".join(missed))
