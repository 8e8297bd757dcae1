"""``python -m eval answers``: questions asked and answers judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

_path = click.Path(path_type=Path)


@click.command()
@click.option(
    "--queries", type=_path, multiple=True, help="Judged questions (default: the project's own); may be repeated."
)
@click.option("--corpus", type=_path, help="Folder of directives (default: corpus/).")
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
    questions = [question for file in files for question in measure.read(file, options["split"])]
    embedder = embed.load(models.find(settings.model or BUNDLED, settings))
    with collection.of_archive(options["corpus"] or CORPUS, embedder) as opened:
        if options["fit"]:
            from eval.answers_fit import fit

            click.echo(str(fit(opened.engine, questions)))
            return
        report = measure.Report(measure.run(opened.engine, questions))
    click.echo("\n".join([report.table(), *(report.misses() if options["verbose"] else ())]))
    if options["json_file"]:
        figures = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
        options["json_file"].write_text(figures + "\n", encoding="utf-8")
    if options["required"] and (missed := report.missed()):
        raise click.ClickException("\n".join(missed))
