"""``python -m eval coverage``: topics, and whether all directives that cover them are found."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from eval.runs_command import write_json


@click.command()
@click.option("--topics", type=click.Path(path_type=Path), help="Judged topics (default: the project's own).")
@click.option(
    "--archive",
    "archives",
    type=click.Choice(["corpus", "mixed", "all"]),
    default="corpus",
    show_default=True,
    help="mixed: with the acts of ../shared/data.",
)
@click.option("--split", type=click.Choice(["tune", "held", "all"]), default="all", show_default=True)
@click.option("--model", help="`bundled` (default), a short name or a folder.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
@click.option("--floors", "required", is_flag=True, help="Fail below what the project requires of itself.")
@click.option("--verbose", is_flag=True, help="List every miss, but none of held.")
@click.option("--fit", "is_fit", is_flag=True, help="Print the constants of signs.py (use --split tune).")
def coverage(**options: Any) -> None:  # noqa: ANN401
    """Print precision and recall of the directives that are said to cover a topic."""
    from eval import coverage as measure
    from indexer import embed, models
    from indexer.settings import BUNDLED, Settings

    settings = Settings.from_environment(model=options["model"])
    embedder = embed.load(models.find(settings.model or BUNDLED, settings))
    names = [measure.OWN, measure.MIXED] if options["archives"] == "all" else [options["archives"]]
    with ExitStack() as stack:
        judged = [
            (
                stack.enter_context(measure.archive(name, embedder)),
                measure.read(options["topics"] or measure.TOPICS, name, options["split"]),
            )
            for name in names
        ]
        if options["is_fit"]:
            click.echo(str(measure.fit(judged)))
            return
        found = [measure.measure(engine, topics) for engine, topics in judged]
    reports = dict(zip(names, found, strict=True))
    for name, report in reports.items():
        figures = "  ".join(f"{key} {value:.3f}" for key, value in report.to_dict().items() if key != "topics")
        click.echo(f"{name} ({len(report.outcomes)} topics)  {figures}")
        if options["verbose"]:
            click.echo("\n".join(report.misses()))
    write_json(options["json_file"], {name: report.to_dict() for name, report in reports.items()})
    if options["required"] and measure.OWN in reports and (missed := reports[measure.OWN].missed()):
        raise click.ClickException("\n".join(missed))
